import { type CaseEvent, sources } from '#city/case/event.ts'
import type { Seat, Teller } from './teller.ts'

const bySeat = (kind: Seat[0], event: CaseEvent | undefined): Seat | undefined => event && [kind, event.byId]

/** What the supervision centre's side of a history counts for: reports, intake, filing, closing, and collectors' tasks. */
export function tellDesk(teller: Teller): void {
  const { stage } = teller.state
  tellReport(teller)
  if (stage === 'merged') return
  tellIntake(teller)
  tellFiling(teller)
  tellTasks(teller, 'confirm_asked', 'confirm_answered')
  tellTasks(teller, 'verify_asked', 'verify_answered')
  tellSentChecks(teller)
  tellClosing(teller)
}

function tellReport(teller: Teller): void {
  const { state, history } = teller
  const [first] = history as readonly [CaseEvent<'reported'>]
  const patrol = state.source === 'collector'
  const seat = patrol ? bySeat('collector', first) : undefined
  teller.tell('report', first.at, seat)
  if (patrol) teller.tell('patrolReport', first.at)
  if (sources[state.source].public) teller.tell('publicReport', first.at)
  if (isFiled(teller)) teller.tell('filedReport', first.at, seat)
  if (state.filedAt && state.stage === 'void') teller.tell('voidedReport', first.at, seat)
}

/** Filed and still standing as such: neither refused afterwards, nor void, nor part of another case. */
function isFiled({ state }: Teller): boolean {
  return state.filedAt !== null && state.stage !== 'refused' && state.stage !== 'void' && state.stage !== 'merged'
}

// Media, calls, letters and leaders' notes are entered by the desk; the rest reaches it by itself.
const enteredByDesk = new Set(['hotline', '12345', 'media', 'leader'])

function tellIntake(teller: Teller): void {
  const { state, history } = teller
  const [first] = history as readonly [CaseEvent<'reported'>]
  const asked = teller.after(0, 'confirm_asked')
  const refused = state.stage === 'refused' ? teller.after(0, 'refused') : undefined
  const taken = enteredByDesk.has(state.source) ? first : (asked ?? refused)
  if (taken) teller.tell('operate', taken.at, bySeat('intake', taken))
  if (refused) teller.tell('notOperate', refused.at, bySeat('intake', refused))
  if (!sources[state.source].public || (refused && !asked)) return
  const seat = bySeat('intake', asked ?? first)
  teller.tell('needSendVerify', first.at, seat)
  if (!asked) return
  teller.tell('sendVerify', first.at, seat)
  teller.tellVerdict('SendVerify', teller.verdictAt('intake', asked), first.at, seat)
}

function tellFiling(teller: Teller): void {
  const { state } = teller
  const filed = teller.all('filed').at(-1)
  if (!filed || state.stage === 'refused') return
  const seat = bySeat('duty_chief', filed)
  teller.tell('inst', filed.at, seat)
  teller.tellVerdict('Inst', teller.verdictAt('intake', filed), filed.at, seat)
  if (state.stage === 'void') {
    teller.tell('cancel', filed.at, seat)
    return
  }
  const isPublic = sources[state.source].public
  const answer = teller.all('confirm_answered').at(-1)
  const collector: Seat | undefined =
    state.source === 'collector' ? ['collector', state.reportedBy] : bySeat('collector', answer)
  teller.tell('seen', filed.at, collector)
  if (!isPublic) return
  teller.tell('publicInst', filed.at)
  if (answer?.body.found) teller.tell('missed', filed.at, collector)
}

const tasks = {
  confirm_asked: { need: 'needVerify', done: 'verify', timed: 'Verify', clock: 'confirm' },
  verify_asked: { need: 'needCheck', done: 'check', timed: 'Check', clock: 'verify' },
} as const

function tellTasks(
  teller: Teller,
  asks: 'confirm_asked' | 'verify_asked',
  answers: 'confirm_answered' | 'verify_answered',
): void {
  const { need, done, timed, clock } = tasks[asks]
  for (const asked of teller.all(asks)) {
    const then = teller.after(asked.seq, asks, answers, 'declined', 'voided', 'force_closed')
    const answered = then?.kind === answers ? then : undefined
    // Whoever is relieved of a task before answering owes nothing for it.
    if (then && !answered) continue
    const seat: Seat = ['collector', asked.body.collectorId]
    teller.tell(need, asked.at, seat)
    if (!answered) continue
    teller.tell(done, asked.at, seat)
    teller.tellVerdict(timed, teller.verdictAt(clock, answered), asked.at, seat)
  }
}

function tellSentChecks(teller: Teller): void {
  for (const handled of teller.all('handled')) {
    const then = teller.after(handled.seq, 'verify_asked', 'voided', 'force_closed', 'closed')
    if (then && then.kind !== 'verify_asked') continue
    const seat = bySeat('intake', then)
    teller.tell('needSendCheck', handled.at, seat)
    if (!then) continue
    teller.tell('sendCheck', handled.at, seat)
    teller.tellVerdict('SendCheck', teller.verdictAt('send', then), handled.at, seat)
  }
}

function tellClosing(teller: Teller): void {
  const closed = teller.all('closed').at(-1)
  if (teller.state.stage !== 'closed' || !closed) return
  const seat = bySeat('duty_chief', closed)
  teller.tell('chiefClose', closed.at, seat)
  teller.tellVerdict('ChiefClose', teller.verdictAt('close', closed), closed.at, seat)
}
