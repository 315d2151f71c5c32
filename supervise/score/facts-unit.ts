import type { CaseEvent, EventKind } from '#city/case/event.ts'
import type { CountName } from './counts.ts'
import type { Seat, Teller } from './teller.ts'

const hour = 3_600_000
const isOut = (stage: string): boolean => stage === 'void' || stage === 'merged' || stage === 'refused'

/** What the command centre's side of a history counts for: dispatching, handling, returning. */
export function tellHandling(teller: Teller): void {
  tellAlongTheWay(teller)
  if (isOut(teller.state.stage)) return
  tellDispatching(teller)
  const { unitId } = teller.state
  if (!unitId) return
  const seat: Seat = ['unit', unitId]
  const sent = teller.all('dispatched').at(-1)
  if (sent) teller.tell('assigned', sent.at, seat)
  tellOutcome(teller, seat)
}

function tellDispatching(teller: Teller): void {
  const { state } = teller
  const filed = teller.all('filed').at(-1)
  if (!filed) return
  const sent = teller.after(filed.seq, 'dispatched')
  const seat: Seat | undefined = sent && ['dispatcher', sent.byId]
  teller.tell('needDispatch', filed.at, seat)
  if (!sent) return
  teller.tell('dispatch', filed.at, seat)
  teller.tellVerdict('Dispatch', teller.verdictAt('dispatch', sent), filed.at, seat)
  // Whether it was right is judged when the case is closed (standards.md 4.2 [S11]).
  if (state.stage !== 'closed') return
  const units = new Set(teller.all('dispatched').map((event) => event.body.unitId))
  if (units.size > 1) teller.tell('errorDispatch', filed.at, seat)
  if (state.reworks > 0) teller.tell('reworkDispatch', filed.at, seat)
}

/** A case counts for its unit once: on the day it was handled or its deadline passed, whichever came first. */
function tellOutcome(teller: Teller, seat: Seat): void {
  const { state } = teller
  const clock = teller.clock('handle')
  const isLate = clock?.metInTime === false
  // What did not pass is not handled, whatever was reported.
  const handledAt = state.stage === 'failed' ? null : state.handledAt
  const fellDue = isLate || !handledAt ? clock?.dueBy : handledAt
  if (!fellDue) return
  if (handledAt) tellHandled(teller, seat, fellDue, isLate ? 'late' : clock ? 'in_time' : 'untimed')
  else if (isLate || state.stage !== 'closed') teller.tell('overtimeToDispose', fellDue, seat)
  else return
  if (state.reworks > 0) teller.tell('rework', fellDue, seat)
  if (state.extensions > 0) teller.tell('extension', fellDue, seat)
}

function tellHandled(teller: Teller, seat: Seat, at: Date, verdict: 'in_time' | 'late' | 'untimed'): void {
  const { state } = teller
  const exempt = verdict === 'late' && state.appealUpheld === true
  const inTime = verdict === 'in_time' || exempt
  const closing = teller.history.findLast(({ kind }) => kind === 'closed' || kind === 'force_closed')
  const isClosed = state.stage === 'closed' && closing?.kind === 'closed'
  teller.tell('dispose', at, seat)
  if (inTime) teller.tell('inTimeDispose', at, seat)
  if (verdict === 'late') teller.tell('overtimeDispose', at, seat)
  if (verdict === 'untimed') teller.tell('untimedDispose', at, seat)
  if (exempt) teller.tell('exemptDispose', at, seat)
  if (!isClosed) return
  teller.tell('close', at, seat)
  if (inTime) teller.tell('inTimeClose', at, seat)
  if (verdict === 'late' && !exempt) teller.tell('overtimeClose', at, seat)
}

/** What happens on the way counts for whoever has the case then, whatever becomes of it. */
function tellAlongTheWay(teller: Teller): void {
  let unit: Seat | undefined
  let gaveBack: Seat | undefined
  let suspendedAt: Date | undefined
  for (const event of teller.history) {
    tellOnTheWay(teller, event, unit)
    if (event.kind === 'arbitrated' && event.body.inTheRight === 'dispatcher')
      teller.tell('shuffle', event.at, gaveBack)
    if (event.kind === 'returned') gaveBack = unit
    if (event.kind === 'dispatched') unit = ['unit', event.body.unitId]
    if (event.kind === 'returned' || event.kind === 'sent_back' || event.kind === 'recalled') unit = undefined
    if (event.kind === 'suspension_approved') suspendedAt = event.at
    if (event.kind === 'resumed' && suspendedAt) {
      const hours = Math.floor((event.at.getTime() - suspendedAt.getTime()) / hour)
      if (hours > 0) teller.tell('hangHours', event.at, unit, hours)
      suspendedAt = undefined
    }
  }
}

function tellOnTheWay(teller: Teller, event: CaseEvent, seat: Seat | undefined): void {
  const count = onTheWay[event.kind]
  if (count) teller.tell(count, event.at, seat)
  if (event.kind === 'rated') teller.tell('ratingSum', event.at, seat, event.body.score)
}

const onTheWay: Partial<Record<EventKind, CountName>> = {
  returned: 'backOff',
  suspension_approved: 'hang',
  urged: 'urged',
  appealed: 'appeal',
  force_closed: 'forceClose',
  vetoed: 'vetoed',
  rated: 'rated',
}
