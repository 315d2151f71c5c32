import type { Line } from '../../gateway/trial.ts'
import type { Checked } from '../check.ts'
import type { Examiner } from '../examiner.ts'
import { Interview, type StageName, type Tell } from '../interview.ts'
import { type Report, reportOf } from '../report.ts'
import type { Trials } from '../trials.ts'

/** What is tried of whom. */
export type Watched = { protocol: string; sender: string; examiner: Examiner; trials: Trials }

/** How far a trial has come, for whoever watches. */
export type Progress = {
  stage: StageName
  isThere: boolean
  frames: number
  checks: Omit<Checked, 'evidence'>[]
}

/**
 * One device that is tried over the connection that it has. Before it is begun and after its time nothing is done to the device,
 * whatever becomes of the database or of whoever asked.
 */
export class Watch {
  readonly protocol: string
  readonly sender: string
  readonly examiner: Examiner
  readonly interview: Interview
  #line: Line | undefined
  #wasThere = false
  #span: { from: number; until: number } | undefined
  #isOver = false

  constructor({ protocol, sender, examiner, trials }: Watched) {
    this.protocol = protocol
    this.sender = sender
    this.examiner = examiner
    this.interview = new Interview(protocol, examiner, trials)
  }

  /** Whether the device is connected here. */
  get isThere(): boolean {
    return this.#line !== undefined
  }

  /** Whether the device has spoken since the trial began. */
  get wasThere(): boolean {
    return this.#wasThere
  }

  /** Whether it is this connection over which the device has spoken last, and since the trial began. */
  isOver(line: Line): boolean {
    return this.#line === line && this.#wasThere
  }

  get hasBegun(): boolean {
    return this.#span !== undefined
  }

  /** Whether anything is looked at and done now. */
  isOn(now: number): boolean {
    return this.#span !== undefined && !this.#isOver && now < this.#span.until
  }

  /** From now on the device is tried, with the next thing that it says. What it said before is not looked at. */
  begin(from: number, until: number): void {
    this.#span = { from, until }
  }

  /** Goes on to what is due now. */
  tick(now: number): void {
    const line = this.#line
    if (!this.isOn(now)) return
    const tell: Tell = line && ((instruction) => line.tell(this.sender, instruction))
    // A connection that others use too is not cut: they have not asked for it.
    if (this.interview.next(now, tell, line?.isAlone ?? true)) line?.cut()
  }

  gone(line: Line): void {
    if (this.#line === line) this.#line = undefined
  }

  /** Ends it and gives what was found; undefined where it had not begun. */
  end(now: number): Report | undefined {
    if (!this.#span || this.#isOver) return undefined
    this.#isOver = true
    this.#line = undefined
    this.interview.end(now)
    const [from, to] = [new Date(this.#span.from), new Date(Math.min(now, this.#span.until))]
    return { ...reportOf(this.examiner, this.protocol, { from, to }), sender: this.sender }
  }

  progress(): Progress {
    const checks = this.examiner.book.checked.map(({ evidence: _, ...one }) => one)
    return { stage: this.interview.stage, isThere: this.isThere, frames: this.examiner.frames, checks }
  }

  /** The device speaks over a connection. Nothing of that is looked at before the trial has begun. */
  attach(line: Line, now: number): void {
    this.#line = line
    if (!this.isOn(now)) return
    this.#wasThere = true
    this.interview.connected(now)
  }
}
