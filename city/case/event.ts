import type { Limit } from '#city/calendar/unit.ts'
import type { Point } from '#city/place/frame.ts'
import type { DeclineReason, DeclineRules, TaskKind } from './decline.ts'

export type { Limit }

/** Where a report came from (standards.md 5.1 “四来源” [S22]); public ones are confirmed before filing. */
export const sources = {
  collector: { zh: '采集员巡查', public: false },
  hotline: { zh: '热线电话', public: true },
  citizen: { zh: '市民上报', public: true },
  '12345': { zh: '12345 转办', public: true },
  media: { zh: '媒体网络', public: true },
  leader: { zh: '领导批件', public: false },
  sensor: { zh: '感知设备', public: false },
  import: { zh: '历史导入', public: false },
} as const
export type Source = keyof typeof sources

export type Urgency = 'normal' | 'urgent' | 'critical'

/** What kind of thing a case is about, by standard edition. */
export type CategoryRef = {
  readonly edition: string
  readonly kind: 'component' | 'matter'
  readonly code: string
  readonly name: string
}

/** The clause a case was filed under, as it read that day: later versions never change it. */
export type Clause = CategoryRef & {
  readonly versionId: string | null
  readonly conditionId: string | null
  readonly condition: string
  readonly closing: string
  readonly areaClass: string
  readonly limit: Limit
  /** What it would have been without the emergency in force at the time. */
  readonly ordinaryLimit?: Limit
}

export type CasePlace = {
  readonly point: Point | null
  readonly text: string
  readonly cellCode: string | null
  readonly communityCode: string | null
  readonly streetCode: string | null
  readonly componentCode: string | null
}

export const stageClocks = [
  'intake',
  'confirm',
  'file',
  'dispatch',
  'accept',
  'send',
  'verify',
  'close',
  'overall',
] as const
/** Limits of the system's own stages as they stood when the case began (standards.md 3.5 [S18]). */
export type StageLimits = Partial<Record<(typeof stageClocks)[number], Limit>>

type Files = { readonly files: readonly string[] }

/** Which request waits for approval; how many levels of approval each needs is the district's decision. */
export type Request = 'extension' | 'suspension' | 'voiding'
export type ApprovalLevels = 1 | 2
/** What a first consent is given to; an appeal waits on a closed case and hangs on no dispatch. */
export type Endorsable = Request | 'appeal'

/** What the district had decided about steps when the case began; a case keeps these rules as it keeps its steps table. */
export type CaseRules = {
  readonly approvals: Readonly<Record<Request, ApprovalLevels>> & { readonly appeal?: ApprovalLevels }
  /** Kinds of events that must bring at least one file. */
  readonly filesNeeded: readonly EventKind[]
  /** For how many days after closing the citizen may say that it is not solved. */
  readonly vetoDays: number
  /** For how many days after closing its unit may appeal against lateness; absent in older histories. */
  readonly appealDays?: number
  /** Which tasks a collector may hand back, why and how often; absent in older histories. */
  readonly decline?: DeclineRules
  /** From how many days beyond its deadline a case counts as left lying; absent in older histories. */
  readonly veryLateDays?: number
}

/** How a verifier was drawn: enough for anybody to draw again (supervise/sample publishes the seed). */
export type Draw = {
  readonly day: string
  readonly seedDigest: string
  readonly candidates: number
  readonly rank: number
}

/** Where and when the answer was given, as judged against the case's place. */
export type Presence = {
  readonly verdict: 'there' | 'away' | 'unsure' | 'unknown'
  readonly metres: number | null
  readonly accuracyMetres: number | null
  readonly fixAt: string | null
}

/** What each kind of event says. Kinds of standards.md 5.1–5.5. */
export type EventBodies = {
  reported: Files & {
    number: string
    source: Source
    urgency: Urgency
    description: string
    category: CategoryRef | null
    place: CasePlace
    stepsVersion: string
    stageLimits: StageLimits
    rules?: CaseRules
    splitFrom?: string
    /** What an imported record brings that has no field here. */
    foreign?: Record<string, unknown>
  }
  amended: { description?: string; category?: CategoryRef; place?: CasePlace; urgency?: Urgency }
  confirm_asked: { collectorId: string; collectorName: string; note: string }
  confirm_answered: Files & { found: boolean; note: string; point: Point | null; presence?: Presence }
  filed: { clause: Clause; note: string }
  refused: { reason: string; basis: string }
  /** The refusal was a slip, taken back before anybody outside was told. */
  refusal_undone: { reason: string }
  dispatched: {
    unitId: string
    unitName: string
    coUnitIds: readonly string[]
    /** In the order of `coUnitIds`; absent in older histories. */
    coUnitNames?: readonly string[]
    /** Who in the unit is proposed to do it, by shift and load. */
    personId?: string
    personName?: string
    note: string
    reason: string
    /** Which version of the routing rules proposed it, by which rule, and who came second. */
    ruleSet?: { version: number; ruleId: string }
    runnerUp?: { unitId: string; reason: string }
  }
  /** Dispatcher withdraws a dispatch: not a return, and what hung on it is cancelled. */
  recalled: { reason: string }
  accepted: { note: string }
  handled: { note: string; before: readonly string[]; after: readonly string[] }
  /** A helping unit has done its part. */
  co_handled: { unitId: string; unitName: string; note: string; before: readonly string[]; after: readonly string[] }
  /** Unit → dispatcher: not this unit's duty. */
  returned: { reason: string }
  /** Who was right about a return; `unitId` is whose duty it is found to be. */
  arbitrated: { inTheRight: 'unit' | 'dispatcher'; unitId: string; reason: string }
  /** Dispatcher → intake: not this bureau's, or filed wrongly. */
  sent_back: { reason: string }
  reworked: { reason: string }
  /** The first of two approvals; the second is the approval itself. */
  endorsed: { what: Endorsable; note: string }
  extension_asked: Files & { reason: string; limit: Limit }
  extension_approved: { limit: Limit; note: string }
  extension_refused: { reason: string }
  suspension_asked: Files & { reason: string; until: string }
  suspension_approved: { until: string; note: string }
  suspension_refused: { reason: string }
  resumed: { reason: string; automatic: boolean }
  /** Drawn from the candidates, or `named` with the reason why not. `redraw` says why the one before is replaced. */
  verify_asked: {
    collectorId: string
    collectorName: string
    note: string
    draw?: Draw
    named?: { reason: string }
    redraw?: { reason: string }
  }
  /** The collector hands the task back; `replaced` says whether another is sent in their place at once. */
  declined: { what: TaskKind; reason: DeclineReason; note: string; replaced: boolean }
  verify_answered: Files & { passed: boolean; note: string; point: Point | null; presence?: Presence }
  /** `despite` marks a closing as solved by an answer given elsewhere; the note then says why. */
  closed: { note: string; outcome: Outcome; despite?: 'away' }
  void_asked: Files & { reason: string }
  void_refused: { reason: string }
  voided: { reason: string }
  force_closed: { reason: string }
  merged: { into: string; intoNumber: string; reason: string }
  unmerged: { reason: string }
  split: { into: readonly { caseId: string; number: string }[]; reason: string }
  urged: { type: 'overdue' | 'leader' | 'important'; text: string; orderId?: string; dueAt?: string }
  urge_answered: Files & { orderId: string; text: string }
  /** `levels` where it needs two consents. */
  appealed: Files & { reason: string; levels?: 2 }
  appeal_decided: { upheld: boolean; reason: string }
  rated: { score: number; solved: boolean; comment: string }
  /** The citizen says that it is not solved: the first time reopens the case, the second goes to supervision. */
  vetoed: { comment: string; files?: readonly string[]; fromNumber?: string }
  veto_decided: { upheld: boolean; reason: string }
  /** Supervision undoes a closing: by its own finding, or because a re-sampling found it not solved. */
  reopened: { reason: string; sampleId?: string }
  /** A clock's deadline was computed anew because the calendar, a limit or an emergency changed; `limit` is its new budget. */
  clock_moved: {
    cause: 'calendar' | 'limit' | 'emergency'
    clock: string
    before: string | null
    after: string | null
    reason: string
    limit?: Limit
  }
  noted: { text: string }
  attached: Files & { purpose: FilePurpose; note: string }
}

/** Honest end states (product.md promise 2). */
export type Outcome = 'solved' | 'not_ours' | 'no_basis' | 'deferred'
export type FilePurpose = 'report' | 'confirm' | 'before' | 'after' | 'verify' | 'other'

export type EventKind = keyof EventBodies

/** One fact of a case's history: immutable, in the order of `seq`. */
export type CaseEvent<K extends EventKind = EventKind> = {
  [P in K]: {
    readonly seq: number
    readonly kind: P
    readonly at: Date
    readonly byId: string
    readonly byName: string
    readonly byUnit: string | null
    /** The working calendar in force at the act; a clock that stopped then is counted by it for ever. */
    readonly calendarVersion: number | null
    readonly body: EventBodies[P]
  }
}[K]

/** A fact about to be appended: it has no place in the order yet. */
export type NewEvent<K extends EventKind = EventKind> = { [P in K]: Omit<CaseEvent<P>, 'seq'> }[K]

/** Which kinds each capability may append; appending another does not compile. */
export type KindsOf = {
  city: 'noted' | 'attached'
  analyse: 'reported' | 'noted'
  serve:
    | 'reported'
    | 'amended'
    | 'refused'
    | 'merged'
    | 'unmerged'
    | 'split'
    | 'rated'
    | 'vetoed'
    | 'noted'
    | 'attached'
  supervise:
    | 'amended'
    | 'confirm_asked'
    | 'confirm_answered'
    | 'filed'
    | 'refused'
    | 'refusal_undone'
    | 'verify_asked'
    | 'verify_answered'
    | 'declined'
    | 'reworked'
    | 'closed'
    | 'voided'
    | 'force_closed'
    | 'void_asked'
    | 'void_refused'
    | 'endorsed'
    | 'urged'
    | 'urge_answered'
    | 'veto_decided'
    | 'reopened'
    | 'clock_moved'
    | 'resumed'
    | 'appeal_decided'
    | 'noted'
    | 'attached'
  command:
    | 'reported'
    | 'dispatched'
    | 'sent_back'
    | 'accepted'
    | 'recalled'
    | 'handled'
    | 'co_handled'
    | 'returned'
    | 'arbitrated'
    | 'endorsed'
    | 'clock_moved'
    | 'extension_asked'
    | 'extension_approved'
    | 'extension_refused'
    | 'suspension_asked'
    | 'suspension_approved'
    | 'suspension_refused'
    | 'resumed'
    | 'appealed'
    | 'urged'
    | 'noted'
    | 'attached'
}
