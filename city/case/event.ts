import type { Limit } from '#city/calendar/unit.ts'
import type { Point } from '#city/place/frame.ts'

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
}

export type CasePlace = {
  readonly point: Point | null
  readonly text: string
  readonly cellCode: string | null
  readonly communityCode: string | null
  readonly streetCode: string | null
  readonly componentCode: string | null
}

export const stageClocks = ['intake', 'confirm', 'file', 'dispatch', 'accept', 'verify', 'close', 'overall'] as const
/** Limits of the system's own stages as they stood when the case began (standards.md 3.5 [S18]). */
export type StageLimits = Partial<Record<(typeof stageClocks)[number], Limit>>

type Files = { readonly files: readonly string[] }

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
    splitFrom?: string
    /** What an imported record brings that has no field here. */
    foreign?: Record<string, unknown>
  }
  amended: { description?: string; category?: CategoryRef; place?: CasePlace; urgency?: Urgency }
  confirm_asked: { collectorId: string; collectorName: string; note: string }
  confirm_answered: Files & { found: boolean; note: string; point: Point | null }
  filed: { clause: Clause; note: string }
  refused: { reason: string; basis: string }
  dispatched: { unitId: string; unitName: string; coUnitIds: readonly string[]; note: string; reason: string }
  accepted: { note: string }
  handled: { note: string; before: readonly string[]; after: readonly string[] }
  /** Unit → dispatcher: not this unit's duty. */
  returned: { reason: string }
  /** Dispatcher → intake: not this bureau's, or filed wrongly. */
  sent_back: { reason: string }
  reworked: { reason: string }
  extension_asked: Files & { reason: string; limit: Limit }
  extension_approved: { limit: Limit; note: string }
  extension_refused: { reason: string }
  suspension_asked: Files & { reason: string; until: string }
  suspension_approved: { until: string; note: string }
  suspension_refused: { reason: string }
  resumed: { reason: string; automatic: boolean }
  verify_asked: { collectorId: string; collectorName: string; note: string }
  verify_answered: Files & { passed: boolean; note: string; point: Point | null }
  closed: { note: string; outcome: Outcome }
  voided: { reason: string }
  force_closed: { reason: string }
  merged: { into: string; intoNumber: string; reason: string }
  unmerged: { reason: string }
  split: { into: readonly { caseId: string; number: string }[]; reason: string }
  urged: { type: 'overdue' | 'leader' | 'important'; text: string }
  appealed: Files & { reason: string }
  appeal_decided: { upheld: boolean; reason: string }
  rated: { score: number; solved: boolean; comment: string }
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
  serve: 'reported' | 'amended' | 'refused' | 'merged' | 'unmerged' | 'split' | 'rated' | 'noted' | 'attached'
  supervise:
    | 'amended'
    | 'confirm_asked'
    | 'confirm_answered'
    | 'filed'
    | 'refused'
    | 'verify_asked'
    | 'verify_answered'
    | 'reworked'
    | 'closed'
    | 'voided'
    | 'force_closed'
    | 'urged'
    | 'appeal_decided'
    | 'noted'
    | 'attached'
  command:
    | 'dispatched'
    | 'sent_back'
    | 'accepted'
    | 'handled'
    | 'returned'
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
