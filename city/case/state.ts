import type {
  CaseEvent,
  CasePlace,
  CategoryRef,
  Clause,
  EventBodies,
  EventKind,
  Limit,
  Outcome,
  Source,
  StageLimits,
  Urgency,
} from './event.ts'

/** Where a case stands. Names on screen are in `stageNames`. */
export const stageNames = {
  reported: '待受理',
  confirming: '核实中',
  confirmed: '待立案',
  filed: '待派遣',
  dispatched: '待签收',
  handling: '处置中',
  returned: '待改派',
  suspended: '挂账中',
  handled: '待核查',
  verifying: '核查中',
  verified: '待结案',
  failed: '待返工',
  closed: '已结案',
  refused: '不予受理',
  void: '已作废',
  merged: '已并案',
} as const
export type Stage = keyof typeof stageNames

export const finalStages: readonly Stage[] = ['closed', 'refused', 'void', 'merged']

/** All that the history of a case says about it now. */
export type CaseState = {
  readonly version: number
  readonly stage: Stage
  readonly number: string
  readonly source: Source
  readonly urgency: Urgency
  readonly description: string
  readonly category: CategoryRef | null
  readonly clause: Clause | null
  readonly place: CasePlace
  readonly stepsVersion: string
  readonly stageLimits: StageLimits
  readonly reportedBy: string
  readonly reportedAt: Date
  readonly filedAt: Date | null
  readonly handledAt: Date | null
  readonly closedAt: Date | null
  readonly outcome: Outcome | null
  readonly unitId: string | null
  readonly lastUnitId: string | null
  readonly coUnitIds: readonly string[]
  readonly collectorId: string | null
  readonly confirmed: boolean | null
  readonly pendingExtension: { readonly seq: number; readonly limit: Limit } | null
  readonly pendingSuspension: { readonly seq: number; readonly until: string } | null
  readonly extensions: number
  readonly suspensions: number
  readonly returns: number
  readonly reworks: number
  readonly urges: number
  readonly appealed: boolean
  readonly appealUpheld: boolean | null
  readonly rating: number | null
  readonly mergedInto: string | null
  readonly stageBeforeMerge: Stage | null
  readonly last: { readonly kind: EventKind; readonly at: Date; readonly byName: string }
}

type Step = { [K in EventKind]: (state: CaseState, body: EventBodies[K], event: CaseEvent<K>) => Partial<CaseState> }

const nothing = () => ({})
const endTasks = { collectorId: null, pendingExtension: null, pendingSuspension: null } as const

const steps: Step = {
  reported: nothing,
  amended: (state, body) => ({
    description: body.description ?? state.description,
    category: body.category ?? state.category,
    place: body.place ?? state.place,
    urgency: body.urgency ?? state.urgency,
  }),
  confirm_asked: (_, body) => ({ stage: 'confirming', collectorId: body.collectorId }),
  confirm_answered: (_, body) => ({ stage: 'confirmed', collectorId: null, confirmed: body.found }),
  filed: (_, body, event) => ({ stage: 'filed', clause: body.clause, category: body.clause, filedAt: event.at }),
  refused: (_, _body, event) => ({ ...endTasks, stage: 'refused', closedAt: event.at }),
  dispatched: (state, body) => ({
    ...endTasks,
    stage: 'dispatched',
    unitId: body.unitId,
    lastUnitId: state.unitId ?? state.lastUnitId,
    coUnitIds: body.coUnitIds,
  }),
  accepted: () => ({ stage: 'handling' }),
  handled: (_, _body, event) => ({ ...endTasks, stage: 'handled', handledAt: event.at }),
  returned: (state) => ({
    ...endTasks,
    stage: 'returned',
    lastUnitId: state.unitId,
    unitId: null,
    returns: state.returns + 1,
  }),
  sent_back: (state) => ({
    ...endTasks,
    stage: 'confirmed',
    lastUnitId: state.unitId ?? state.lastUnitId,
    unitId: null,
  }),
  reworked: (state) => ({ stage: 'handling', reworks: state.reworks + 1, handledAt: null }),
  extension_asked: (_, body, event) => ({ pendingExtension: { seq: event.seq, limit: body.limit } }),
  extension_approved: (state) => ({ pendingExtension: null, extensions: state.extensions + 1 }),
  extension_refused: () => ({ pendingExtension: null }),
  suspension_asked: (_, body, event) => ({ pendingSuspension: { seq: event.seq, until: body.until } }),
  suspension_approved: (state) => ({ ...endTasks, stage: 'suspended', suspensions: state.suspensions + 1 }),
  suspension_refused: () => ({ pendingSuspension: null }),
  resumed: () => ({ stage: 'handling' }),
  verify_asked: (_, body) => ({ stage: 'verifying', collectorId: body.collectorId }),
  verify_answered: (_, body) => ({ stage: body.passed ? 'verified' : 'failed', collectorId: null }),
  closed: (_, body, event) => ({ ...endTasks, stage: 'closed', closedAt: event.at, outcome: body.outcome }),
  voided: (_, _body, event) => ({ ...endTasks, stage: 'void', closedAt: event.at }),
  force_closed: (_, _body, event) => ({ ...endTasks, stage: 'closed', closedAt: event.at, outcome: 'deferred' }),
  merged: (state, body) => ({
    ...endTasks,
    stage: 'merged',
    mergedInto: body.into,
    stageBeforeMerge: restingStage(state.stage),
  }),
  unmerged: (state) => ({ stage: state.stageBeforeMerge ?? 'reported', mergedInto: null, stageBeforeMerge: null }),
  split: nothing,
  urged: (state) => ({ urges: state.urges + 1 }),
  appealed: () => ({ appealed: true }),
  appeal_decided: (_, body) => ({ appealUpheld: body.upheld }),
  rated: (_, body) => ({ rating: body.score }),
  noted: nothing,
  attached: nothing,
}

// A task given to a collector ends with the merge, so the case comes back to the desk, not to the collector.
const restingStage = (stage: Stage): Stage => (stage === 'confirming' ? 'reported' : stage)

/** Folds a whole history. The first event must be `reported`. */
export function foldCase(history: readonly CaseEvent[]): CaseState {
  const [first, ...rest] = history
  if (first?.kind !== 'reported') throw new Error('a case history begins with reported')
  return rest.reduce(next, begin(first))
}

/** The state after one more event. */
export function next(state: CaseState, event: CaseEvent): CaseState {
  const change = steps[event.kind] as (s: CaseState, b: unknown, e: CaseEvent) => Partial<CaseState>
  return {
    ...state,
    ...change(state, event.body, event),
    version: event.seq,
    last: { kind: event.kind, at: event.at, byName: event.byName },
  }
}

function begin({ body, at, byId, byName, seq }: CaseEvent<'reported'>): CaseState {
  return {
    version: seq,
    stage: 'reported',
    number: body.number,
    source: body.source,
    urgency: body.urgency,
    description: body.description,
    category: body.category,
    clause: null,
    place: body.place,
    stepsVersion: body.stepsVersion,
    stageLimits: body.stageLimits,
    reportedBy: byId,
    reportedAt: at,
    filedAt: null,
    handledAt: null,
    closedAt: null,
    outcome: null,
    unitId: null,
    lastUnitId: null,
    coUnitIds: [],
    collectorId: null,
    confirmed: null,
    pendingExtension: null,
    pendingSuspension: null,
    extensions: 0,
    suspensions: 0,
    returns: 0,
    reworks: 0,
    urges: 0,
    appealed: false,
    appealUpheld: null,
    rating: null,
    mergedInto: null,
    stageBeforeMerge: null,
    last: { kind: 'reported', at, byName },
  }
}
