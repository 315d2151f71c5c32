import { ledgerOf } from '#city/case/clocks.ts'
import type { CaseEvent, EventKind } from '#city/case/event.ts'
import {
  type CalendarSource,
  type Clock,
  type ClockEntry,
  type ClockName,
  computeClock,
} from '#city/case/ledger/clock.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { type areaKinds, type CountName, counts, type SubjectKind } from './counts.ts'

/** Whom a stored fact is about: an area by its deepest known code, or a unit or person by its id. */
export type FactKind = 'area' | Exclude<SubjectKind, (typeof areaKinds)[number]>

/** One count of one case: what, for whom, on the day of which instant, how much. */
export type Fact = {
  readonly kind: FactKind
  readonly subject: string
  readonly count: CountName
  readonly at: Date
  readonly amount: number
}

export type Seat = readonly [kind: Exclude<FactKind, 'area'>, subject: string]
export type Verdict = 'in_time' | 'late' | 'untimed'
type Timed = 'Verify' | 'SendVerify' | 'SendCheck' | 'Inst' | 'Dispatch' | 'Check' | 'ChiefClose'

const nobody = new Set(['citizen', 'system'])

/** A history with what is asked of it again and again, and the facts told so far. */
export class Teller {
  readonly history: readonly CaseEvent[]
  readonly state: CaseState
  readonly facts: Fact[] = []
  readonly #entries: ReadonlyMap<ClockName, readonly ClockEntry[]>
  readonly #calendar: CalendarSource
  readonly #area: string

  constructor(history: readonly CaseEvent[], calendar: CalendarSource) {
    this.history = history
    this.state = foldCase(history)
    this.#calendar = calendar
    this.#entries = Map.groupBy(ledgerOf(history), (entry) => entry.clock)
    const { cellCode, communityCode, streetCode } = this.state.place
    this.#area = cellCode ?? communityCode ?? streetCode ?? ''
  }

  /** Tells a count of the area, and of the seat where that kind of subject has it. */
  tell(count: CountName, at: Date, seat?: Seat, amount = 1): void {
    const of: readonly SubjectKind[] = counts[count].of
    if (of.includes('district')) this.facts.push({ kind: 'area', subject: this.#area, count, at, amount })
    if (!seat || nobody.has(seat[1]) || !of.includes(seat[0])) return
    this.facts.push({ kind: seat[0], subject: seat[1], count, at, amount })
  }

  /** Tells whether something was in time; what is late is told by neither. */
  tellVerdict(timed: Timed, verdict: Verdict, at: Date, seat?: Seat): void {
    if (verdict === 'in_time') this.tell(`inTime${timed}`, at, seat)
    if (verdict === 'untimed') this.tell(`untimed${timed}`, at, seat)
  }

  /** How a clock stood right after an event. */
  verdictAt(name: ClockName, { seq, at }: CaseEvent): Verdict {
    const until = (this.#entries.get(name) ?? []).filter((entry) => entry.seq <= seq)
    if (until.length === 0) return 'untimed'
    return computeClock(until, this.#calendar, at).metInTime === false ? 'late' : 'in_time'
  }

  /** A clock as the whole history leaves it, at its last act; undefined where no limit was ever set. */
  clock(name: ClockName): Clock | undefined {
    const entries = this.#entries.get(name)
    return entries && computeClock(entries, this.#calendar, this.state.last.at)
  }

  /** The events of a kind, in order. */
  all<K extends EventKind>(kind: K): CaseEvent<K>[] {
    return this.history.filter((event) => event.kind === kind) as unknown as CaseEvent<K>[]
  }

  /** The first event of one of these kinds after `seq`. */
  after<K extends EventKind>(seq: number, ...kinds: readonly K[]): CaseEvent<K> | undefined {
    const wanted: readonly EventKind[] = kinds
    const found = this.history.find((event) => event.seq > seq && wanted.includes(event.kind))
    return found as unknown as CaseEvent<K> | undefined
  }
}
