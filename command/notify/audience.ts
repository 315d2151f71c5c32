import type { EventKind } from '#city/case/event.ts'
import type { ClockName } from '#city/case/ledger/clock.ts'
import { partyOf } from '#city/case/party.ts'
import type { Stage } from '#city/case/state.ts'
import type { Address } from '#city/notice/wanted.ts'

/** What the audience of an event is judged by: the event and where the case stands. */
export type Happened = {
  readonly kind: EventKind
  readonly byId: string
  readonly body: Readonly<Record<string, unknown>>
  readonly number: string
  readonly stage: string
  readonly category: string
  readonly place: string
  readonly unitId: string | null
  readonly unitName: string | null
  readonly coUnitIds: readonly string[]
  readonly collectorId: string | null
  readonly reportedBy: string
  readonly dueAt: Date | null
  readonly byName: string
  readonly timeZone: string
}

/** A template and those it is told to. */
export type Telling = { readonly template: string; readonly to: readonly Address[]; readonly reason: string }

type Audience = (happened: Happened) => readonly Telling[]

const tell = (template: string, to: readonly Address[], reason: string): Telling => ({ template, to, reason })

const toUnit =
  (template: string, reason = '您在责任单位岗位上') =>
  (happened: Happened) =>
    happened.unitId ? [tell(template, [{ unitId: happened.unitId, post: 'unit_handler' }], reason)] : []

const toCollector =
  (template: string): Audience =>
  ({ collectorId }) =>
    collectorId ? [tell(template, [{ personId: collectorId }], '任务派给了您')] : []

const toPost =
  (template: string, post: string, reason: string): Audience =>
  () => [tell(template, [{ post }], reason)]

const dispatched: Audience = (happened) => {
  const others = happened.coUnitIds.map((unitId) => ({ unitId, post: 'unit_handler' }))
  return [
    ...toUnit('case.dispatched', '案件派给了您的单位')(happened),
    ...(others.length > 0 ? [tell('case.co_dispatched', others, '您的单位协办此案')] : []),
  ]
}

/** A bad mark is worth knowing to whoever handled the case; a good one is in the statistics. */
const rated: Audience = (happened) => (Number(happened.body.score) <= 2 ? toUnit('case.ended')(happened) : [])

/** A report of the public waits for the desk; what the desk registers itself it knows. */
const reported: Audience = ({ byId }) =>
  byId === 'citizen' ? [tell('case.reported', [{ post: 'intake' }], '您在受理岗位上')] : []

/** The second veto is decided by the supervision, the first goes back to the desk. */
const vetoed: Audience = ({ stage }) => [
  tell('case.vetoed', [{ post: stage === 'failed' ? 'duty_chief' : 'supervisor' }], '由您的岗位核实裁定'),
]

/** Of two consents to an appeal the supervisor may give the first as well. */
const appealed: Audience = ({ body }) => [
  tell(
    'case.appealed',
    [{ post: 'duty_chief' }, ...(body.levels === 2 ? [{ post: 'supervisor' }] : [])],
    '由您的岗位裁定申诉',
  ),
]

/** Where another was found that one is told; where nobody was, the desk has to send somebody. */
const declined: Audience = ({ body }) =>
  body.replaced === true ? [] : [tell('case.declined', [{ post: 'intake' }], '由受理员另派')]

/** Whoever waits for the result hears of it when it is final. */
const endorsed: Audience = ({ body }) => [
  tell(body.what === 'appeal' ? 'case.appealed' : 'case.asked', [{ post: 'duty_chief' }], '初审已过，待终审'),
]

/** Whoever a clock runs against learns that it moved; the overall one moves together with one of theirs. */
const clockMoved: Audience = ({ body, stage, unitId, collectorId }) => {
  const clock = String(body.clock) as ClockName
  if (clock === 'overall') return []
  const held = { stage: stage as Stage, unitId, collectorId, pendingVeto: false }
  return [tell('clock.moved', [partyOf(clock, held)], '时限由您或您的单位承担')]
}

/** Who is told of what, by kind of event: whoever has the next step, and whoever waited for a result. */
const byKind: Readonly<Partial<Record<EventKind, Audience>>> = {
  reported,
  confirm_asked: toCollector('case.confirm_asked'),
  confirm_answered: toPost('case.confirm_answered', 'duty_chief', '由值班长决定立案'),
  filed: toPost('case.filed', 'dispatcher', '由派遣员派遣'),
  dispatched,
  co_handled: toUnit('case.co_handled', '您的单位主办此案'),
  handled: toPost('case.handled', 'intake', '由受理员派发核查'),
  returned: toPost('case.returned', 'dispatcher', '由派遣员重新派遣'),
  sent_back: toPost('case.sent_back', 'intake', '退回受理岗位'),
  reworked: toUnit('case.reworked'),
  extension_asked: toPost('case.asked', 'dispatcher', '由派遣员审批'),
  suspension_asked: toPost('case.asked', 'dispatcher', '由派遣员审批'),
  void_asked: toPost('case.asked', 'duty_chief', '由值班长审批'),
  endorsed,
  extension_approved: toUnit('case.decided'),
  extension_refused: toUnit('case.decided'),
  suspension_approved: toUnit('case.decided'),
  suspension_refused: toUnit('case.decided'),
  void_refused: toUnit('case.decided'),
  resumed: toUnit('case.resumed'),
  verify_asked: toCollector('case.verify_asked'),
  declined,
  verify_answered: toPost('case.verify_answered', 'duty_chief', '由值班长决定结案'),
  closed: toUnit('case.ended', '您的单位处置了此案'),
  voided: toUnit('case.ended', '您的单位处置了此案'),
  force_closed: toUnit('case.ended', '您的单位处置了此案'),
  urged: toUnit('case.urged', '您的单位负责此案'),
  urge_answered: toPost('case.urge_answered', 'supervisor', '由督查考核员核销'),
  appealed,
  appeal_decided: toUnit('case.judged'),
  vetoed,
  veto_decided: toPost('case.judged', 'duty_chief', '诉求人否决已裁定'),
  arbitrated: toUnit('case.judged'),
  clock_moved: clockMoved,
  rated,
}

/** Kinds of events that anybody may be told of. */
export const toldKinds: readonly string[] = Object.keys(byKind)

/** Everything that an event is told as. */
export const tellingsOf = (happened: Happened): readonly Telling[] => byKind[happened.kind]?.(happened) ?? []
