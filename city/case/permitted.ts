import { permissionNames } from '#city/organisation/permissions.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Problem } from '#kernel/problem.ts'
import { kernelProblems } from '#kernel/problems.ts'
import { usualDecline } from './decline.ts'
import { type EventBodies, type EventKind, sources } from './event.ts'
import { caseProblems } from './problems.ts'
import { appealOf, type CaseState, helpersOf, type Pending, requestOf, stageNames, usualRules } from './state.ts'
import { type Step, stepNames, stepsTables } from './steps.ts'
import { isWithinUndo } from './undo-window.ts'

/** What a guard may look at besides the state. */
export type Circumstances = {
  readonly now: Date
  /** When the handling clock falls due; undefined when it does not run. */
  readonly handleDueAt: Date | undefined
  readonly handledLate: boolean
}

/** A step as the screen shows it: why it may be taken, or why not. The server refuses by the very same rule. */
export type Permitted = { readonly kind: EventKind; readonly step: Step } & (
  | { readonly allowed: true }
  | { readonly allowed: false; readonly problem: Problem }
)

type Guard = (state: CaseState, at: Circumstances, actor: Actor | undefined) => Problem | undefined

const DAY_MS = 86_400_000

/** Nobody approves their own request; of two approvals the second is given by somebody else, whose post may. */
function approvalOf(pending: Pending | null, actor: Actor | undefined): Problem | undefined {
  if (!pending) return caseProblems.nothing_asked()
  if (!actor) return undefined
  if (pending.askedBy === actor.personId) return caseProblems.same_approver()
  if (pending.levels === 1) return undefined
  if (pending.endorsedBy === null) return caseProblems.endorse_first()
  if (pending.endorsedBy === actor.personId) return caseProblems.same_approver()
  return may(actor, 'case.approve.final')
    ? undefined
    : kernelProblems.not_permitted({ permission: permissionNames['case.approve.final'] })
}

/** What somebody must know before taking a step that is allowed: the step will ask for more than usual. */
export function cautionOf(kind: EventKind, state: CaseState): Problem | undefined {
  if (kind === 'closed' && state.verifiedAway) return caseProblems.verified_away({}, 'body.note')
  return kind === 'appeal_decided' && isFirstOfTwo(appealOf(state))
    ? caseProblems.endorse_first({}, 'body.upheld')
    : undefined
}

const isFirstOfTwo = (request: Pick<Pending, 'levels' | 'endorsedBy'> | null | undefined): boolean =>
  request?.levels === 2 && request.endorsedBy === null

/** What speaks against a step because of what is said with it, after nothing spoke against the step as such. */
export function refusalOfSaid<K extends EventKind>(
  kind: K,
  state: CaseState,
  said: EventBodies[K],
): Problem | undefined {
  if (kind === 'appeal_decided') {
    const { upheld } = said as EventBodies['appeal_decided']
    return upheld ? cautionOf(kind, state) : undefined
  }
  if (kind !== 'declined') return undefined
  const { reason } = said as EventBodies['declined']
  const rules = state.rules.decline ?? usualDecline
  return rules.reasons.includes(reason) ? undefined : caseProblems.decline_reason_closed({}, 'body.reason')
}

/** Whoever could decide alone gives the first of two approvals; voiding is the dispatcher's or the duty chief's to endorse. */
const firstApproval = {
  extension: 'case.extend.decide',
  suspension: 'case.suspend.decide',
  voiding: 'case.endorse',
  appeal: 'case.appeal.endorse',
} as const

const guards: Partial<Record<EventKind, Guard>> = {
  filed: (state) => {
    if (sources[state.source].public && state.confirmed === null) return caseProblems.confirm_first()
    if (state.confirmed === false) return caseProblems.not_confirmed()
    const { point, text, componentCode } = state.place
    return point || text || componentCode ? undefined : caseProblems.place_needed()
  },
  handled: (state) => {
    const open = helpersOf(state).filter(({ done }) => !done)
    return open.length > 0
      ? caseProblems.co_units_open({ units: open.map(({ unitName }) => unitName).join('、') })
      : undefined
  },
  returned: (state) =>
    state.arbitratedUnitId !== null && state.arbitratedUnitId === state.unitId
      ? caseProblems.return_settled()
      : undefined,
  extension_asked: (state, { now, handleDueAt }) => {
    if (requestOf(state)) return caseProblems.already_asked()
    if (state.extensions >= 2) return caseProblems.extension_used_up()
    return handleDueAt && now > handleDueAt ? caseProblems.extension_too_late() : undefined
  },
  endorsed: (state, _, actor) => {
    const appeal = appealOf(state)
    const request = requestOf(state) ?? (appeal && { ...appeal, what: 'appeal' as const })
    if (request?.levels !== 2 || request.endorsedBy !== null) return caseProblems.nothing_to_endorse()
    if (actor && request.askedBy === actor.personId) return caseProblems.same_approver()
    return actor && !may(actor, firstApproval[request.what])
      ? kernelProblems.not_permitted({ permission: stepNames.endorsed })
      : undefined
  },
  extension_approved: (state, _, actor) => approvalOf(state.pendingExtension, actor),
  extension_refused: (state) => (state.pendingExtension ? undefined : caseProblems.nothing_asked()),
  suspension_asked: (state) => {
    if (requestOf(state)) return caseProblems.already_asked()
    return state.suspensions >= 1 ? caseProblems.suspension_used_up() : undefined
  },
  suspension_approved: (state, _, actor) => approvalOf(state.pendingSuspension, actor),
  suspension_refused: (state) => (state.pendingSuspension ? undefined : caseProblems.nothing_asked()),
  void_asked: (state) => (requestOf(state) ? caseProblems.already_asked() : undefined),
  void_refused: ({ pendingVoiding }, _, actor) => {
    if (!pendingVoiding) return caseProblems.nothing_asked()
    return !actor || isFirstOfTwo(pendingVoiding) || may(actor, 'case.void')
      ? undefined
      : kernelProblems.not_permitted({ permission: permissionNames['case.void'] })
  },
  voided: (state, _, actor) => {
    if (state.pendingVoiding) return approvalOf(state.pendingVoiding, actor)
    return state.rules.approvals.voiding === 2 && actor ? caseProblems.void_ask_first() : undefined
  },
  appealed: (state, { handledLate, now }) => {
    if (state.appealed) return caseProblems.appeal_used_up()
    const days = state.rules.appealDays ?? usualRules.appealDays ?? 0
    if (now.getTime() > (state.closedAt?.getTime() ?? 0) + days * DAY_MS) return caseProblems.appeal_too_late({ days })
    return handledLate ? undefined : caseProblems.appeal_not_late()
  },
  appeal_decided: (state, _, actor) => {
    const appeal = appealOf(state)
    if (!appeal) return caseProblems.nothing_asked()
    if (!actor) return undefined
    if (appeal.endorsedBy === actor.personId) return caseProblems.same_approver()
    return isFirstOfTwo(appeal) || may(actor, 'case.appeal.decide')
      ? undefined
      : kernelProblems.not_permitted({ permission: permissionNames['case.appeal.decide'] })
  },
  declined: ({ stage, rules }) => {
    const { tasks } = rules.decline ?? usualDecline
    return tasks.includes(stage === 'verifying' ? 'verify' : 'confirm') ? undefined : caseProblems.decline_closed()
  },
  refusal_undone: ({ last }, { now }, actor) => {
    if (last.kind !== 'refused' || (actor && last.byId !== actor.personId)) return caseProblems.refusal_not_yours()
    return isWithinUndo(last.at, now) ? undefined : caseProblems.refusal_told()
  },
  vetoed: (state, { now }) => {
    if (state.vetoes >= 2) return caseProblems.veto_used_up()
    const until = (state.closedAt?.getTime() ?? 0) + state.rules.vetoDays * DAY_MS
    return now.getTime() > until ? caseProblems.veto_too_late({ days: state.rules.vetoDays }) : undefined
  },
  veto_decided: (state) => (state.pendingVeto ? undefined : caseProblems.nothing_asked()),
  rated: (state) => (state.rating === null ? undefined : caseProblems.rating_given()),
}

const unitSteps: ReadonlySet<EventKind> = new Set([
  'accepted',
  'handled',
  'returned',
  'extension_asked',
  'suspension_asked',
  'appealed',
])
const taskSteps: ReadonlySet<EventKind> = new Set(['confirm_answered', 'verify_answered', 'declined'])

/** Why this actor may not take this step now, or undefined when nothing speaks against it. `undefined` actor: the system itself. */
export function refusalOf(
  kind: EventKind,
  state: CaseState,
  actor: Actor | undefined,
  at: Circumstances,
): Problem | undefined {
  const step = stepsTables[state.stepsVersion]?.[state.stage][kind]
  if (!step) return notNow(kind, state)
  if (actor && step.permission !== 'citizen.rate') {
    if (!may(actor, step.permission)) return kernelProblems.not_permitted({ permission: stepNames[kind] })
    if (kind === 'co_handled' && openPartOf(state, actor) === undefined) return caseProblems.not_co_unit()
    if (unitSteps.has(kind) && !actor.unitIds.includes(state.unitId ?? '')) return caseProblems.not_your_unit()
    if (taskSteps.has(kind) && actor.personId !== state.collectorId) return caseProblems.not_your_task()
  }
  return guards[kind]?.(state, at, actor)
}

/** The helping unit for which somebody may report now: one of theirs that has not done its part. */
export const openPartOf = (state: CaseState, { unitIds }: Pick<Actor, 'unitIds'>): string | undefined =>
  state.coUnitIds.find((unitId) => unitIds.includes(unitId) && !state.coHandled.includes(unitId))

const notNow = (kind: EventKind, { stage, last }: CaseState): Problem =>
  caseProblems.step_refused({
    step: stepNames[kind],
    stage: stageNames[stage],
    by: last.byName,
    did: stepNames[last.kind],
    at: last.at.toISOString(),
  })

/**
 * Whether a step is somebody's affair at all: helping units are not offered what the lead does, nor the lead what they do; who
 * can only give the first consent to an appeal refuses it by that step.
 */
function concerns(kind: EventKind, { unitId, coUnitIds }: CaseState, actor: Actor): boolean {
  if (kind === 'appeal_decided') return may(actor, 'case.appeal.decide')
  const { unitIds } = actor
  const helps = coUnitIds.some((each) => unitIds.includes(each))
  if (kind === 'co_handled') return helps
  return !(helps && unitSteps.has(kind) && !unitIds.includes(unitId ?? ''))
}

/** Every step the table names for this stage and that the actor's posts could ever take, allowed or with the reason why not. */
export function permittedSteps(state: CaseState, actor: Actor, at: Circumstances): Permitted[] {
  const row = stepsTables[state.stepsVersion]?.[state.stage] ?? {}
  return Object.entries(row).flatMap(([name, step]) => {
    const kind = name as EventKind
    if (kind === 'rated' || !may(actor, step.permission) || !concerns(kind, state, actor)) return []
    const problem = refusalOf(kind, state, actor, at)
    return [problem ? { kind, step, allowed: false as const, problem } : { kind, step, allowed: true as const }]
  })
}
