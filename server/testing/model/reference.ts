import type { EventKind } from '#city/case/event.ts'
import { type Doing, unitOf, whoMay } from './people.ts'

/**
 * A second, plain telling of the life of a case, for the model test: what may follow what, and what it leads to. It shares no
 * code with city/case; where the two differ, one of them is wrong.
 */
export type Model = {
  stage: string
  readonly publicSource: boolean
  readonly levels: Readonly<Record<'extension' | 'suspension' | 'voiding' | 'appeal', 1 | 2>>
  found: boolean | undefined
  isFiled: boolean
  unit: string | undefined
  help: string[]
  helped: string[]
  settledOn: string | undefined
  /** extension, suspension or voiding, and who endorsed it. */
  request: { what: 'extension' | 'suspension' | 'voiding'; askedBy: Doing; endorsedBy: Doing | undefined } | undefined
  extensions: number
  suspensions: number
  hasTask: boolean
  appeal: 'none' | 'asked' | 'decided'
  appealEndorsedBy: Doing | undefined
  vetoes: number
  vetoWaits: boolean
  closedAt: number
  taken: Partial<Record<EventKind, number>>
}

export type Try = {
  readonly kind: EventKind
  readonly who: Doing
  readonly unit: string
  readonly help: readonly string[]
  readonly yes: boolean
  readonly what: 'extension' | 'suspension' | 'voiding'
}

/** A case as it begins. */
export const beginModel = (publicSource: boolean, levels: Model['levels']): Model => ({
  stage: 'reported',
  publicSource,
  levels,
  found: undefined,
  isFiled: false,
  unit: undefined,
  help: [],
  helped: [],
  settledOn: undefined,
  request: undefined,
  extensions: 0,
  suspensions: 0,
  hasTask: false,
  appeal: 'none',
  appealEndorsedBy: undefined,
  vetoes: 0,
  vetoWaits: false,
  closedAt: 0,
  taken: {},
})

/** What the clocks say at the moment of a try. */
export type Clocks = { readonly now: number; readonly isPastDue: boolean; readonly wasLate: boolean }

const openStages =
  'reported confirming confirmed filed dispatched handling returned suspended handled verifying verified failed'
const during: Partial<Record<EventKind, string>> = {
  confirm_asked: 'reported confirming confirmed',
  confirm_answered: 'confirming',
  filed: 'reported confirmed',
  refused: 'reported confirmed',
  dispatched: 'filed returned dispatched handling',
  recalled: 'dispatched handling suspended',
  sent_back: 'filed returned',
  accepted: 'dispatched',
  handled: 'handling',
  co_handled: 'dispatched handling returned',
  returned: 'dispatched handling',
  arbitrated: 'returned',
  endorsed: `${openStages} closed`,
  extension_asked: 'handling',
  extension_approved: 'handling',
  extension_refused: 'handling',
  suspension_asked: 'handling',
  suspension_approved: 'handling',
  suspension_refused: 'handling',
  resumed: 'suspended',
  verify_asked: 'handled verifying verified failed',
  verify_answered: 'verifying',
  declined: 'confirming verifying',
  reworked: 'verified failed',
  closed: 'verified',
  void_asked: openStages,
  void_refused: openStages,
  voided: openStages,
  force_closed: openStages,
  urged: openStages,
  appealed: 'closed',
  appeal_decided: 'closed',
  vetoed: 'closed',
  veto_decided: 'closed',
  noted: `${openStages} closed refused void`,
}

const DAY = 86_400_000

/** Whether this person may take this step now. */
export function isLegal(m: Model, t: Try, clocks: Clocks): boolean {
  if (!during[t.kind]?.split(' ').includes(m.stage)) return false
  if (!whoMay[t.kind]?.includes(t.who) || !sees(m, t.who)) return false
  const own = unitOf[t.who]
  const isUnits = ['accepted', 'handled', 'returned', 'extension_asked', 'suspension_asked', 'appealed']
  if (isUnits.includes(t.kind) && own !== m.unit) return false
  return conditions[t.kind]?.(m, t, clocks) ?? true
}

function sees(m: Model, who: Doing): boolean {
  const own = unitOf[who]
  if (own) return m.unit === own || m.help.includes(own)
  return who === 'xiaolin' ? m.hasTask || !m.publicSource : true
}

const decides = (what: 'extension' | 'suspension' | 'voiding') => (m: Model, t: Try) => {
  if (m.request?.what !== what || m.request.askedBy === t.who) return false
  if (m.levels[what] === 1) return true
  return m.request.endorsedBy !== undefined && m.request.endorsedBy !== t.who && t.who === 'banzhang'
}

/** The first of two consents to an appeal, which a dispatcher has no part in. */
const consentsFirst = (m: Model, t: Try): boolean =>
  m.appeal === 'asked' && m.levels.appeal === 2 && m.appealEndorsedBy === undefined && t.who !== 'diaodu'

const conditions: Partial<Record<EventKind, (m: Model, t: Try, clocks: Clocks) => boolean>> = {
  filed: (m) => m.found !== false && (!m.publicSource || m.found === true),
  handled: (m) => m.help.every((unit) => m.helped.includes(unit)),
  co_handled: (m, t) => m.help.includes(unitOf[t.who] ?? '') && !m.helped.includes(unitOf[t.who] ?? ''),
  returned: (m) => m.settledOn !== m.unit,
  endorsed: (m, t) =>
    m.stage === 'closed'
      ? consentsFirst(m, t)
      : t.who !== 'ducha' &&
        m.request !== undefined &&
        m.levels[m.request.what] === 2 &&
        m.request.endorsedBy === undefined &&
        m.request.askedBy !== t.who,
  extension_asked: (m, _, { isPastDue }) => !m.request && m.extensions < 2 && !isPastDue,
  extension_approved: decides('extension'),
  extension_refused: (m) => m.request?.what === 'extension',
  suspension_asked: (m) => !m.request && m.suspensions < 1,
  suspension_approved: decides('suspension'),
  suspension_refused: (m) => m.request?.what === 'suspension',
  void_asked: (m) => !m.request,
  void_refused: (m) => m.request?.what === 'voiding',
  voided: (m, t) => (m.request?.what === 'voiding' ? decides('voiding')(m, t) : m.levels.voiding === 1),
  appealed: (m, _, { wasLate }) => m.appeal === 'none' && wasLate,
  appeal_decided: (m, t) => {
    if (m.appeal !== 'asked' || m.appealEndorsedBy === t.who) return false
    const isFirst = m.levels.appeal === 2 && m.appealEndorsedBy === undefined
    return isFirst ? !t.yes : t.who === 'banzhang'
  },
  vetoed: (m, _, { now }) => m.vetoes < 2 && now <= m.closedAt + 15 * DAY,
  veto_decided: (m) => m.vetoWaits,
}

/** Takes a legal step. */
export function take(m: Model, t: Try, now: number): void {
  effects[t.kind]?.(m, t)
  m.taken[t.kind] = (m.taken[t.kind] ?? 0) + 1
  if (['closed', 'force_closed', 'voided', 'refused'].includes(t.kind)) m.closedAt = now
}

const rest = (m: Model): void => {
  m.request = undefined
  m.hasTask = false
}
const withdraw = (m: Model): void => {
  rest(m)
  m.stage = 'returned'
  m.unit = undefined
}
const end = (stage: string) => (m: Model) => {
  rest(m)
  m.stage = stage
}
const reopen = (m: Model): void => {
  m.stage = m.unit ? 'failed' : m.isFiled ? 'returned' : 'reported'
}
const ask =
  (what: 'extension' | 'suspension' | 'voiding') =>
  (m: Model, { who }: Try) => {
    m.request = { what, askedBy: who, endorsedBy: undefined }
  }
const answered = (m: Model): void => {
  m.request = undefined
}

const effects: Partial<Record<EventKind, (m: Model, t: Try) => void>> = {
  confirm_asked: (m) => Object.assign(m, { stage: 'confirming', hasTask: true }),
  confirm_answered: (m, { yes }) => Object.assign(m, { stage: 'confirmed', hasTask: false, found: yes }),
  filed: (m) => Object.assign(m, { stage: 'filed', isFiled: true }),
  refused: end('refused'),
  dispatched(m, { unit, help }) {
    rest(m)
    Object.assign(m, { stage: 'dispatched', unit, help: [...help] })
    m.helped = m.helped.filter((each) => help.includes(each))
  },
  recalled(m) {
    withdraw(m)
    m.help = m.helped = []
  },
  sent_back(m) {
    rest(m)
    Object.assign(m, { stage: 'confirmed', unit: undefined, help: [], helped: [] })
  },
  accepted: (m) => Object.assign(m, { stage: 'handling' }),
  handled: end('handled'),
  co_handled: (m, { who }) => m.helped.push(unitOf[who] ?? ''),
  returned: withdraw,
  arbitrated: (m, { unit }) => Object.assign(m, { settledOn: unit }),
  endorsed: (m, { who }) =>
    m.stage === 'closed'
      ? Object.assign(m, { appealEndorsedBy: who })
      : m.request && Object.assign(m.request, { endorsedBy: who }),
  declined: (m) =>
    Object.assign(m, {
      stage: m.stage === 'verifying' ? 'handled' : m.found === undefined ? 'reported' : 'confirmed',
      hasTask: false,
    }),
  extension_asked: ask('extension'),
  extension_approved(m) {
    answered(m)
    m.extensions += 1
  },
  extension_refused: answered,
  suspension_asked: ask('suspension'),
  suspension_approved(m) {
    rest(m)
    m.stage = 'suspended'
    m.suspensions += 1
  },
  suspension_refused: answered,
  resumed: (m) => Object.assign(m, { stage: 'handling' }),
  verify_asked: (m) => Object.assign(m, { stage: 'verifying', hasTask: true }),
  verify_answered: (m, { yes }) => Object.assign(m, { stage: yes ? 'verified' : 'failed', hasTask: false }),
  reworked: (m) => Object.assign(m, { stage: 'handling' }),
  closed: end('closed'),
  void_asked: ask('voiding'),
  void_refused: answered,
  voided: end('void'),
  force_closed: end('closed'),
  appealed: (m) => Object.assign(m, { appeal: 'asked' }),
  appeal_decided: (m) => Object.assign(m, { appeal: 'decided' }),
  vetoed(m) {
    m.vetoes += 1
    if (m.vetoes === 1) reopen(m)
    else m.vetoWaits = true
  },
  veto_decided(m, { yes }) {
    m.vetoWaits = false
    if (yes) reopen(m)
  },
}
