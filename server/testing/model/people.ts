import type { EventKind } from '#city/case/event.ts'
import type { Name } from '../town.ts'

/** Whoever acts in the model: the cast, or the citizen who has no account. */
export type Doing = Name | 'citizen'

const desk: readonly Doing[] = ['shouli', 'banzhang']
const chief: readonly Doing[] = ['banzhang']
const dispatcher: readonly Doing[] = ['diaodu']
const units: readonly Doing[] = ['luzheng', 'huanwei']
const deciders: readonly Doing[] = ['diaodu', 'banzhang']

/** Who may take which step, written down by hand from what each post is for; not read from the policy table. */
export const whoMay: Partial<Record<EventKind, readonly Doing[]>> = {
  confirm_asked: desk,
  confirm_answered: ['xiaolin'],
  filed: chief,
  refused: desk,
  dispatched: dispatcher,
  recalled: dispatcher,
  sent_back: dispatcher,
  accepted: units,
  handled: units,
  co_handled: units,
  returned: units,
  arbitrated: chief,
  // An appeal is the supervision's to consent to, a request the command's.
  endorsed: [...deciders, 'ducha'],
  extension_asked: units,
  extension_approved: deciders,
  extension_refused: deciders,
  suspension_asked: units,
  suspension_approved: deciders,
  suspension_refused: deciders,
  resumed: dispatcher,
  verify_asked: desk,
  verify_answered: ['xiaolin'],
  declined: ['xiaolin'],
  reworked: chief,
  closed: chief,
  void_asked: ['shouli', 'diaodu', 'ducha'],
  void_refused: chief,
  voided: chief,
  force_closed: chief,
  urged: ['banzhang', 'diaodu', 'ducha', 'lingdao'],
  appealed: units,
  appeal_decided: [...chief, 'ducha'],
  vetoed: ['citizen'],
  veto_decided: ['ducha'],
  noted: ['shouli', 'banzhang', 'diaodu', 'ducha', 'luzheng', 'huanwei', 'xiaolin'],
}

export const modelKinds = Object.keys(whoMay) as EventKind[]

export const unitOf: Partial<Record<Doing, string>> = { luzheng: 'roads', huanwei: 'sanitation' }

/** Everybody who tries, also those who may do nothing. */
export const everybody: readonly Doing[] = [
  'shouli',
  'banzhang',
  'diaodu',
  'xiaolin',
  'luzheng',
  'huanwei',
  'ducha',
  'lingdao',
  'citizen',
  'wairen',
]
