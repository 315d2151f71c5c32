import { usualDecline } from './decline.ts'
import type {
  ApprovalLevels,
  CaseEvent,
  CasePlace,
  CaseRules,
  CategoryRef,
  Clause,
  EventBodies,
  EventKind,
  Limit,
  Outcome,
  Request,
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

/** A request that waits: where and by whom it was asked, how many approvals it needs, and who gave the first of two. */
export type Pending = {
  readonly seq: number
  readonly askedBy: string
  readonly levels: ApprovalLevels
  readonly endorsedBy: string | null
}

/** The rules of a case that began before a district decided any; the days are our own judgement [J]. */
export const usualRules: CaseRules = {
  approvals: { extension: 1, suspension: 1, voiding: 1, appeal: 1 },
  filesNeeded: [],
  vetoDays: 15,
  appealDays: 15,
  veryLateDays: 7,
  decline: usualDecline,
}

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
  readonly rules: CaseRules
  readonly reportedBy: string
  readonly reportedAt: Date
  readonly filedAt: Date | null
  readonly handledAt: Date | null
  readonly closedAt: Date | null
  readonly outcome: Outcome | null
  readonly unitId: string | null
  readonly lastUnitId: string | null
  readonly coUnitIds: readonly string[]
  /** What they are called, in the same order. */
  readonly coUnitNames: readonly string[]
  /** Helping units that have done their part. */
  readonly coHandled: readonly string[]
  /** The event that gave the case to its unit; what hangs on a dispatch dies with it. */
  readonly dispatchSeq: number | null
  /** Whose duty an arbitration found it to be. */
  readonly arbitratedUnitId: string | null
  readonly collectorId: string | null
  readonly confirmed: boolean | null
  /** The last verification passed, but by somebody who was elsewhere. */
  readonly verifiedAway: boolean
  readonly pendingExtension: (Pending & { readonly limit: Limit }) | null
  readonly pendingSuspension: (Pending & { readonly until: string }) | null
  readonly pendingVoiding: Pending | null
  /** The last day of a suspension, `YYYY-MM-DD`; handling goes on when it is over. */
  readonly suspendedUntil: string | null
  readonly extensions: number
  readonly suspensions: number
  readonly returns: number
  readonly reworks: number
  readonly urges: number
  readonly appealed: boolean
  readonly appealedBy: string | null
  /** Who gave the first of two consents to the appeal. */
  readonly appealEndorsedBy: string | null
  readonly appealUpheld: boolean | null
  readonly rating: number | null
  readonly vetoes: number
  readonly pendingVeto: boolean
  readonly mergedInto: string | null
  readonly stageBeforeMerge: Stage | null
  readonly stageBeforeRefusal: Stage | null
  readonly last: { readonly kind: EventKind; readonly at: Date; readonly byId: string | null; readonly byName: string }
}

type Step = { [K in EventKind]: (state: CaseState, body: EventBodies[K], event: CaseEvent<K>) => Partial<CaseState> }

const nothing = () => ({})
const endTasks = {
  collectorId: null,
  pendingExtension: null,
  pendingSuspension: null,
  pendingVoiding: null,
  suspendedUntil: null,
} as const
const noHelpers = { coUnitIds: [], coUnitNames: [], coHandled: [] } as const

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
  refused: (state, _body, event) => ({
    ...endTasks,
    stage: 'refused',
    closedAt: event.at,
    stageBeforeRefusal: state.stage,
  }),
  refusal_undone: (state) => ({
    stage: state.stageBeforeRefusal ?? 'reported',
    closedAt: null,
    stageBeforeRefusal: null,
  }),
  dispatched: (state, body, event) => ({
    ...endTasks,
    stage: 'dispatched',
    unitId: body.unitId,
    lastUnitId: state.unitId ?? state.lastUnitId,
    coUnitIds: body.coUnitIds,
    coUnitNames: body.coUnitIds.map((unitId, at) => body.coUnitNames?.[at] ?? unitId),
    coHandled: state.coHandled.filter((unitId) => body.coUnitIds.includes(unitId)),
    dispatchSeq: event.seq,
  }),
  recalled: (state) => ({ ...endDispatch(state), ...noHelpers }),
  accepted: () => ({ stage: 'handling' }),
  handled: (_, _body, event) => ({ ...endTasks, stage: 'handled', handledAt: event.at, verifiedAway: false }),
  co_handled: (state, body) => ({ coHandled: [...state.coHandled, body.unitId] }),
  returned: (state) => ({ ...endDispatch(state), returns: state.returns + 1 }),
  arbitrated: (_, body) => ({ arbitratedUnitId: body.unitId }),
  sent_back: (state) => ({
    ...endTasks,
    stage: 'confirmed',
    lastUnitId: state.unitId ?? state.lastUnitId,
    unitId: null,
    ...noHelpers,
    dispatchSeq: null,
  }),
  reworked: (state) => ({ stage: 'handling', reworks: state.reworks + 1, handledAt: null }),
  endorsed: (state, _, { byId }) => (appealOf(state) ? { appealEndorsedBy: byId } : endorse(state, byId)),
  extension_asked: (state, body, event) => ({
    pendingExtension: { ...asked(state, 'extension', event), limit: body.limit },
  }),
  extension_approved: (state) => ({ pendingExtension: null, extensions: state.extensions + 1 }),
  extension_refused: () => ({ pendingExtension: null }),
  suspension_asked: (state, body, event) => ({
    pendingSuspension: { ...asked(state, 'suspension', event), until: body.until },
  }),
  suspension_approved: (state, body) => ({
    ...endTasks,
    stage: 'suspended',
    suspendedUntil: body.until,
    suspensions: state.suspensions + 1,
  }),
  suspension_refused: () => ({ pendingSuspension: null }),
  resumed: () => ({ stage: 'handling', suspendedUntil: null }),
  verify_asked: (_, body) => ({ stage: 'verifying', collectorId: body.collectorId }),
  declined: (state) => ({ stage: stageAfterDecline(state), collectorId: null }),
  verify_answered: (_, { passed, presence }) => ({
    stage: passed ? 'verified' : 'failed',
    collectorId: null,
    verifiedAway: passed && presence?.verdict === 'away',
  }),
  closed: (_, body, event) => ({ ...endTasks, stage: 'closed', closedAt: event.at, outcome: body.outcome }),
  void_asked: (state, _body, event) => ({ pendingVoiding: asked(state, 'voiding', event) }),
  void_refused: () => ({ pendingVoiding: null }),
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
  urge_answered: nothing,
  appealed: (_, _body, { byId }) => ({ appealed: true, appealedBy: byId }),
  appeal_decided: (_, body) => ({ appealUpheld: body.upheld }),
  rated: (_, body) => ({ rating: body.score }),
  vetoed: (state) =>
    state.vetoes === 0 ? { ...reopen(state), vetoes: 1 } : { pendingVeto: true, vetoes: state.vetoes + 1 },
  veto_decided: (state, body) => ({ ...(body.upheld ? reopen(state) : {}), pendingVeto: false }),
  reopened: (state) => reopen(state),
  clock_moved: nothing,
  noted: nothing,
  attached: nothing,
}

/** A closed case that is not solved after all waits for rework by its unit, or for a unit, or for the desk. */
const reopen = ({ unitId, clause }: CaseState): Partial<CaseState> => ({
  stage: unitId ? 'failed' : clause ? 'returned' : 'reported',
  closedAt: null,
  outcome: null,
  rating: null,
})

const endDispatch = (state: CaseState) =>
  ({ ...endTasks, stage: 'returned', lastUnitId: state.unitId, unitId: null, dispatchSeq: null }) as const

const asked = ({ rules }: CaseState, what: Request, { seq, byId }: CaseEvent): Pending => ({
  seq,
  askedBy: byId,
  levels: rules.approvals[what],
  endorsedBy: null,
})

/** A case has one request at a time, so it is that one which is endorsed. */
function endorse({ pendingExtension, pendingSuspension, pendingVoiding }: CaseState, endorsedBy: string) {
  if (pendingExtension) return { pendingExtension: { ...pendingExtension, endorsedBy } }
  if (pendingSuspension) return { pendingSuspension: { ...pendingSuspension, endorsedBy } }
  return { pendingVoiding: pendingVoiding && { ...pendingVoiding, endorsedBy } }
}

/** Helping units with their names and whether each has done its part, in the order in which they were named. */
export const helpersOf = ({ coUnitIds, coUnitNames, coHandled }: CaseState) =>
  coUnitIds.map((unitId, at) => ({
    unitId,
    unitName: coUnitNames[at] ?? unitId,
    done: coHandled.includes(unitId),
  }))

/** The request that waits, if any: a case has one at a time. */
export function requestOf(state: CaseState): (Pending & { readonly what: Request }) | undefined {
  if (state.pendingExtension) return { ...state.pendingExtension, what: 'extension' }
  if (state.pendingSuspension) return { ...state.pendingSuspension, what: 'suspension' }
  return state.pendingVoiding ? { ...state.pendingVoiding, what: 'voiding' } : undefined
}

/** An appeal that waits for its decision; it is heard while the case is closed. */
export function appealOf(
  state: CaseState,
): (Omit<Pending, 'seq' | 'askedBy'> & { askedBy: string | null }) | undefined {
  if (state.stage !== 'closed' || !state.appealed || state.appealUpheld !== null) return undefined
  const levels = state.rules.approvals.appeal ?? 1
  return { askedBy: state.appealedBy, levels, endorsedBy: state.appealEndorsedBy }
}

/** Back to where it was before the collector was asked. */
const stageAfterDecline = ({ stage, confirmed }: CaseState): Stage =>
  stage === 'verifying' ? 'handled' : confirmed === null ? 'reported' : 'confirmed'

// A task given to a collector ends with the merge, so the case comes back to the desk, not to the collector.
const restingStage = (stage: Stage): Stage => (stage === 'confirming' ? 'reported' : stage)

/** Folds a whole history. The first event must be `reported`. */
export function foldCase(history: readonly CaseEvent[]): CaseState {
  const [first] = history
  if (first?.kind !== 'reported') throw new Error('a case history begins with reported')
  // Changed in place while nobody else holds it: a state has many fields and a history many events.
  const state: CaseState = begin(first)
  for (let at = 1; at < history.length; at++) Object.assign(state, changesOf(state, history[at]!))
  return state
}

/** The state after one more event. */
export const next = (state: CaseState, event: CaseEvent): CaseState => ({ ...state, ...changesOf(state, event) })

function changesOf(state: CaseState, event: CaseEvent): Partial<CaseState> {
  const change = steps[event.kind] as (s: CaseState, b: unknown, e: CaseEvent) => Partial<CaseState>
  return {
    ...change(state, event.body, event),
    version: event.seq,
    last: { kind: event.kind, at: event.at, byId: event.byId, byName: event.byName },
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
    rules: body.rules ?? usualRules,
    reportedBy: byId,
    reportedAt: at,
    filedAt: null,
    handledAt: null,
    closedAt: null,
    outcome: null,
    unitId: null,
    lastUnitId: null,
    ...noHelpers,
    dispatchSeq: null,
    arbitratedUnitId: null,
    collectorId: null,
    confirmed: null,
    verifiedAway: false,
    pendingExtension: null,
    pendingSuspension: null,
    pendingVoiding: null,
    suspendedUntil: null,
    extensions: 0,
    suspensions: 0,
    returns: 0,
    reworks: 0,
    urges: 0,
    appealed: false,
    appealedBy: null,
    appealEndorsedBy: null,
    appealUpheld: null,
    rating: null,
    vetoes: 0,
    pendingVeto: false,
    mergedInto: null,
    stageBeforeMerge: null,
    stageBeforeRefusal: null,
    last: { kind: 'reported', at, byId, byName },
  }
}
