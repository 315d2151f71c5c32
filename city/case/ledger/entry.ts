import type { Limit, Words } from '#city/calendar/unit.ts'

/** The clocks of a case: one for each stage of the system, and one over all; and that of an urge order. */
export type ClockName =
  | 'intake'
  | 'confirm'
  | 'file'
  | 'dispatch'
  | 'accept'
  | 'send'
  | 'handle'
  | 'verify'
  | 'close'
  | 'overall'
  | 'urge'
  | `co:${string}`

type FixedClock = Exclude<ClockName, `co:${string}`>

export const clockNames: Readonly<Record<FixedClock, Words>> = {
  intake: { zh: '受理', en: 'intake' },
  confirm: { zh: '核实', en: 'confirmation' },
  file: { zh: '立案', en: 'filing' },
  dispatch: { zh: '派遣', en: 'dispatch' },
  accept: { zh: '签收', en: 'acceptance' },
  handle: { zh: '处置', en: 'handling' },
  send: { zh: '发核查', en: 'sending to verify' },
  verify: { zh: '核查', en: 'verification' },
  close: { zh: '结案', en: 'closing' },
  overall: { zh: '全程', en: 'overall' },
  urge: { zh: '督办', en: 'urge order' },
}

/** What a clock is called; every helping unit has a clock of its own under the same title. */
export const clockTitle = (name: ClockName): Words =>
  isCoClock(name) ? { zh: '协办处置', en: 'helping unit' } : clockNames[name]

const isCoClock = (name: ClockName): name is `co:${string}` => name.startsWith('co:')

/**
 * What may happen to a clock. `resume` after a return to the same unit goes on where it stood; `restart` gives another
 * unit its whole budget again; `extend` adds to the budget, `relimit` puts another in its place; `stop` ends it, and a `resume` after that reopens it
 * (standards.md 5.3, 5.4 [S18]).
 */
export type ClockAct = 'start' | 'pause' | 'resume' | 'extend' | 'relimit' | 'restart' | 'stop'

/**
 * One line of the ledger, written once and never changed; every deadline is computed from these.
 * `seq` is the case event it comes from. `limit` goes with start, extend and relimit, and with restart when it differs from the
 * one before. `pauseKey` names a pause, so that several may overlap: the clock runs only while none is open.
 * `calendarVersion` on a stop is the version in force then, which keeps a finished clock from moving later.
 */
export type ClockEntry = {
  readonly clock: ClockName
  readonly act: ClockAct
  readonly at: Date
  readonly seq: number
  readonly reason: Words
  readonly limit?: Limit
  readonly party?: string
  readonly pauseKey?: string
  readonly calendarVersion?: number
}
