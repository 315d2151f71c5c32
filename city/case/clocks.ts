import type { CaseEvent, Limit } from './event.ts'
import type { ClockEntry, ClockName } from './ledger/clock.ts'
import type { CaseState, Stage } from './state.ts'

/** Which clock a stage is judged by; the others stand still or have no budget of their own. */
export const stageClock: Partial<Record<Stage, ClockName>> = {
  reported: 'intake',
  confirmed: 'intake',
  confirming: 'confirm',
  filed: 'dispatch',
  returned: 'dispatch',
  dispatched: 'handle',
  handling: 'handle',
  suspended: 'handle',
  handled: 'send',
  verifying: 'verify',
  verified: 'close',
  failed: 'close',
}

/** The clock a case is judged by now; a second veto keeps one running on a closed case. */
export const clockNow = ({ stage, pendingVeto }: Pick<CaseState, 'stage' | 'pendingVeto'>): ClockName | undefined =>
  pendingVeto ? 'close' : stageClock[stage]

type Words = { readonly zh: string; readonly en: string }

const words = {
  reported: { zh: '登记', en: 'registered' },
  confirming: { zh: '等待采集员核实', en: 'waiting for the collector to confirm' },
  confirmed: { zh: '核实已回复', en: 'confirmation answered' },
  filed: { zh: '立案', en: 'filed' },
  refused: { zh: '不予受理', en: 'refused' },
  refusalUndone: { zh: '撤销不予受理，继续计时', en: 'refusal undone, the clock goes on' },
  sentBack: { zh: '退回受理，重新计时', en: 'sent back, the clock begins anew' },
  dispatched: { zh: '派遣', en: 'dispatched' },
  otherUnit: { zh: '改派其他单位，处置计时重起', en: 'another unit, the handling clock begins anew' },
  sameUnit: { zh: '派回同一单位，处置计时续算', en: 'the same unit again, the handling clock goes on' },
  accepted: { zh: '签收', en: 'accepted' },
  recalled: { zh: '撤回派遣，处置停表', en: 'recalled, the handling clock stands still' },
  helping: { zh: '协办派遣', en: 'helping unit dispatched' },
  helped: { zh: '协办反馈', en: 'helping unit reported' },
  noHelp: { zh: '不再协办', en: 'no longer helping' },
  returned: { zh: '单位回退，处置停表', en: 'returned, the handling clock stands still' },
  extended: { zh: '批准延期', en: 'extension approved' },
  suspended: { zh: '挂账，处置停表', en: 'suspended, the handling clock stands still' },
  resumed: { zh: '恢复处置', en: 'handling resumed' },
  handled: { zh: '反馈处置，等待核查', en: 'handled, waiting to be verified' },
  reworked: { zh: '返工，处置计时续算', en: 'rework, the handling clock goes on' },
  verifyAsked: { zh: '派发核查', en: 'sent to verify' },
  declined: { zh: '任务退回', en: 'the task was handed back' },
  verified: { zh: '核查已回复', en: 'verification answered' },
  vetoed: { zh: '诉求人反映未解决', en: 'the citizen says it is not solved' },
  vetoSettled: { zh: '未解决异议已裁定', en: 'the veto was decided' },
  undone: { zh: '监督撤销结案', en: 'supervision undid the closing' },
  relimited: { zh: '时限调整', en: 'the limit was changed' },
  closed: { zh: '结案', en: 'closed' },
  voided: { zh: '作废', en: 'voided' },
  merged: { zh: '并案', en: 'merged' },
  unmerged: {
    zh: '撤销并案，计时续算，并案期间不计',
    en: 'unmerged, the clock goes on; the time merged does not count',
  },
} satisfies Record<string, Words>

/** Reads the ledger out of a history: what starts, stops, pauses and extends which clock (standards.md 5.4 [S18]). */
export function ledgerOf(history: readonly CaseEvent[]): ClockEntry[] {
  const book = new Book()
  for (const event of history) enter(book, event)
  return book.entries
}

/** Collects entries; knows which clocks run so that a history needs no entry that would say nothing. */
class Book {
  readonly entries: ClockEntry[] = []
  readonly limits = new Map<ClockName, Limit>()
  readonly running = new Set<ClockName>()
  readonly known = new Set<ClockName>()
  /** Helping units that have done their part of the dispatch in force. */
  helped = new Set<ClockName>()
  vetoes = 0
  /** What ran when the case was merged and goes on should that be undone. */
  atMerge: readonly ClockName[] = []
  /** The same of a refusal. */
  atRefusal: readonly ClockName[] = []
  handleLimit: Limit | undefined
  unitId: string | undefined
  /** Whether a unit has the case now. */
  inHand = false
  suspended = false

  begin(clock: ClockName, event: CaseEvent, reason: Words, limit = this.limits.get(clock), party?: string): void {
    if (!limit) return
    this.add(clock, this.known.has(clock) ? 'restart' : 'start', event, reason, { limit, ...(party ? { party } : {}) })
    this.running.add(clock)
    this.known.add(clock)
  }

  stop(event: CaseEvent, reason: Words, ...clocks: ClockName[]): void {
    for (const clock of clocks.length > 0 ? clocks : [...this.running])
      if (this.running.delete(clock)) this.add(clock, 'stop', event, reason, versionOf(event))
  }

  /** Goes on with a clock that stands still or was stopped. */
  reopen(clock: ClockName, pauseKey: string, event: CaseEvent, reason: Words): void {
    if (!this.known.has(clock)) return
    this.add(clock, 'resume', event, reason, { pauseKey })
    this.running.add(clock)
  }

  pause(clock: ClockName, pauseKey: string, event: CaseEvent, reason: Words): void {
    if (this.running.has(clock)) this.add(clock, 'pause', event, reason, { pauseKey })
  }

  resume(clock: ClockName, pauseKey: string, event: CaseEvent, reason: Words): void {
    if (this.running.has(clock)) this.add(clock, 'resume', event, reason, { pauseKey })
  }

  /** Another budget from now on, for this round and the ones after it. */
  relimit(clock: ClockName, limit: Limit, event: CaseEvent): void {
    if (clock === 'handle') this.handleLimit = limit
    else this.limits.set(clock, limit)
    if (this.running.has(clock)) this.add(clock, 'relimit', event, words.relimited, { limit })
  }

  add(
    clock: ClockName,
    act: ClockEntry['act'],
    { at, seq }: CaseEvent,
    reason: Words,
    more: Partial<ClockEntry> = {},
  ): void {
    this.entries.push({ clock, act, at, seq, reason, ...more })
  }
}

const versionOf = ({ calendarVersion }: CaseEvent) => (calendarVersion === null ? {} : { calendarVersion })

type Entering = { [K in CaseEvent['kind']]?: (book: Book, event: CaseEvent<K>) => void }

const entering: Entering = {
  reported: (book, event) => {
    for (const [clock, limit] of Object.entries(event.body.stageLimits))
      if (limit) book.limits.set(clock as ClockName, limit)
    book.begin('overall', event, words.reported)
    book.begin('intake', event, words.reported)
  },
  confirm_asked: (book, event) => {
    book.pause('intake', 'confirm', event, words.confirming)
    book.begin('confirm', event, words.confirming)
  },
  confirm_answered: (book, event) => {
    book.stop(event, words.confirmed, 'confirm')
    book.resume('intake', 'confirm', event, words.confirmed)
  },
  filed: (book, event) => {
    book.handleLimit = event.body.clause.limit
    book.stop(event, words.filed, 'intake')
    book.begin('dispatch', event, words.filed)
  },
  sent_back: (book, event) => {
    book.stop(event, words.sentBack, 'dispatch', 'handle', ...helping(book))
    book.helped.clear()
    book.inHand = false
    book.unitId = undefined
    book.begin('intake', event, words.sentBack)
  },
  dispatched: (book, event) => {
    book.stop(event, words.dispatched, 'dispatch')
    book.begin('accept', event, words.dispatched)
    dispatchedTo(book, event)
  },
  recalled: (book, event) => {
    book.stop(event, words.recalled, 'accept', ...helping(book))
    book.helped.clear()
    book.inHand = false
    book.pause('handle', 'returned', event, words.recalled)
    // A suspension hung on the dispatch and is over with it.
    if (book.suspended) book.resume('handle', 'suspended', event, words.recalled)
    book.suspended = false
    book.begin('dispatch', event, words.recalled)
  },
  co_handled: (book, event) => {
    const clock = coClock(event.body.unitId)
    book.stop(event, words.helped, clock)
    book.helped.add(clock)
  },
  accepted: (book, event) => book.stop(event, words.accepted, 'accept'),
  returned: (book, event) => {
    book.stop(event, words.returned, 'accept')
    book.inHand = false
    book.pause('handle', 'returned', event, words.returned)
    book.begin('dispatch', event, words.returned)
  },
  extension_approved: (book, event) => {
    if (book.running.has('handle')) book.add('handle', 'extend', event, words.extended, { limit: event.body.limit })
  },
  suspension_approved: (book, event) => {
    book.suspended = true
    book.pause('handle', 'suspended', event, words.suspended)
  },
  resumed: (book, event) => {
    book.suspended = false
    book.resume('handle', 'suspended', event, words.resumed)
  },
  handled: (book, event) => {
    book.pause('handle', 'handled', event, words.handled)
    book.begin('send', event, words.handled)
  },
  reworked: (book, event) => {
    book.stop(event, words.reworked, 'close')
    book.reopen('handle', 'handled', event, words.reworked)
  },
  verify_asked: (book, event) => {
    book.stop(event, words.verifyAsked, 'close', 'send')
    book.begin('verify', event, words.verifyAsked)
  },
  declined: (book, event) => {
    if (event.body.what === 'confirm') {
      book.stop(event, words.declined, 'confirm')
      book.resume('intake', 'confirm', event, words.declined)
    } else if (book.running.has('verify')) {
      book.stop(event, words.declined, 'verify')
      book.begin('send', event, words.declined)
    }
  },
  verify_answered: (book, event) => {
    book.stop(event, words.verified, 'verify')
    book.begin('close', event, words.verified)
  },
  vetoed: (book, event) => {
    if (++book.vetoes === 1) reopened(book, event, words.vetoed)
    else book.begin('close', event, words.vetoed)
  },
  veto_decided: (book, event) => {
    book.stop(event, words.vetoSettled, 'close')
    if (event.body.upheld) reopened(book, event, words.vetoSettled)
  },
  reopened: (book, event) => reopened(book, event, words.undone),
  clock_moved: (book, event) => {
    const { clock, limit } = event.body
    if (limit) book.relimit(clock as ClockName, limit, event)
  },
  closed: (book, event) => book.stop(event, words.closed),
  force_closed: (book, event) => book.stop(event, words.closed),
  refused: (book, event) => {
    book.atRefusal = [...book.running]
    book.stop(event, words.refused)
  },
  refusal_undone: (book, event) => {
    for (const clock of book.atRefusal) book.reopen(clock, 'refused', event, words.refusalUndone)
  },
  voided: (book, event) => book.stop(event, words.voided),
  merged: (book, event) => {
    // What a collector was asked ends with the merge; it would have to be asked anew.
    book.stop(event, words.merged, 'confirm')
    book.atMerge = [...book.running]
    book.stop(event, words.merged)
  },
  unmerged: (book, event) => {
    for (const clock of book.atMerge) book.reopen(clock, 'merged', event, words.unmerged)
  },
}

/** The overall clock goes on; whoever has to act next gets a clock of their own. */
function reopened(book: Book, event: CaseEvent, reason: Words): void {
  book.reopen('overall', 'closed', event, reason)
  book.begin(book.inHand ? 'close' : book.handleLimit ? 'dispatch' : 'intake', event, reason)
}

function dispatchedTo(book: Book, event: CaseEvent<'dispatched'>): void {
  const { unitId, unitName } = event.body
  const same = book.unitId === unitId && book.running.has('handle')
  if (same) book.resume('handle', 'returned', event, words.sameUnit)
  else book.begin('handle', event, book.unitId ? words.otherUnit : words.dispatched, book.handleLimit, unitName)
  book.unitId = unitId
  book.inHand = true
  dispatchedToHelp(book, event)
}

function dispatchedToHelp(book: Book, event: CaseEvent<'dispatched'>): void {
  const { coUnitIds, coUnitNames } = event.body
  const wanted = coUnitIds.map(coClock)
  const gone = helping(book).filter((clock) => !wanted.includes(clock))
  if (gone.length > 0) book.stop(event, words.noHelp, ...gone)
  book.helped = new Set(wanted.filter((clock) => book.helped.has(clock)))
  for (const [index, clock] of wanted.entries())
    if (!book.running.has(clock) && !book.helped.has(clock))
      book.begin(clock, event, words.helping, book.handleLimit, coUnitNames?.[index] ?? coUnitIds[index])
}

const coClock = (unitId: string): ClockName => `co:${unitId}`

const helping = (book: Book): ClockName[] => [...book.running].filter((clock) => clock.startsWith('co:'))

function enter(book: Book, event: CaseEvent): void {
  const act = entering[event.kind] as ((book: Book, event: CaseEvent) => void) | undefined
  act?.(book, event)
}
