import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Problem } from '#kernel/problem.ts'
import { kernelProblems } from '#kernel/problems.ts'
import { type EventKind, sources } from './event.ts'
import { caseProblems } from './problems.ts'
import { type CaseState, stageNames } from './state.ts'
import { type Step, stepNames, stepsTables } from './steps.ts'

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

type Guard = (state: CaseState, at: Circumstances) => Problem | undefined

const guards: Partial<Record<EventKind, Guard>> = {
  filed: (state) => {
    if (sources[state.source].public && state.confirmed === null) return caseProblems.confirm_first()
    if (state.confirmed === false) return caseProblems.not_confirmed()
    const { point, text, componentCode } = state.place
    return point || text || componentCode ? undefined : caseProblems.place_needed()
  },
  extension_asked: (state, { now, handleDueAt }) => {
    if (state.pendingExtension) return caseProblems.already_asked()
    if (state.extensions >= 2) return caseProblems.extension_used_up()
    return handleDueAt && now > handleDueAt ? caseProblems.extension_too_late() : undefined
  },
  extension_approved: (state) => (state.pendingExtension ? undefined : caseProblems.nothing_asked()),
  extension_refused: (state) => (state.pendingExtension ? undefined : caseProblems.nothing_asked()),
  suspension_asked: (state) => {
    if (state.pendingSuspension) return caseProblems.already_asked()
    return state.suspensions >= 1 ? caseProblems.suspension_used_up() : undefined
  },
  suspension_approved: (state) => (state.pendingSuspension ? undefined : caseProblems.nothing_asked()),
  suspension_refused: (state) => (state.pendingSuspension ? undefined : caseProblems.nothing_asked()),
  appealed: (state, { handledLate }) => {
    if (state.appealed) return caseProblems.appeal_used_up()
    return handledLate ? undefined : caseProblems.appeal_not_late()
  },
  appeal_decided: (state) => (state.appealed && state.appealUpheld === null ? undefined : caseProblems.nothing_asked()),
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
const taskSteps: ReadonlySet<EventKind> = new Set(['confirm_answered', 'verify_answered'])

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
    if (unitSteps.has(kind) && !actor.unitIds.includes(state.unitId ?? '')) return caseProblems.not_your_unit()
    if (taskSteps.has(kind) && actor.personId !== state.collectorId) return caseProblems.not_your_task()
  }
  return guards[kind]?.(state, at)
}

const notNow = (kind: EventKind, { stage, last }: CaseState): Problem =>
  caseProblems.step_refused({
    step: stepNames[kind],
    stage: stageNames[stage],
    by: last.byName,
    did: stepNames[last.kind],
    at: last.at.toISOString(),
  })

/** Every step the table names for this stage and that the actor's posts could ever take, allowed or with the reason why not. */
export function permittedSteps(state: CaseState, actor: Actor, at: Circumstances): Permitted[] {
  const row = stepsTables[state.stepsVersion]?.[state.stage] ?? {}
  return Object.entries(row).flatMap(([name, step]) => {
    const kind = name as EventKind
    if (kind === 'rated' || !may(actor, step.permission)) return []
    const problem = refusalOf(kind, state, actor, at)
    return [problem ? { kind, step, allowed: false as const, problem } : { kind, step, allowed: true as const }]
  })
}
