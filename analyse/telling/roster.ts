import { isAtLeast, type Severity } from '../rule/severity.ts'
import { type Addressee, postOf } from './plan.ts'

type NoticeKind = 'emergency' | 'task'

/** As which kind of notice an alarm is told. */
export const kindOf = (severity: Severity): NoticeKind => (isAtLeast(severity, 'major') ? 'emergency' : 'task')

/** Somebody who may be told, as they stand at an instant. */
export type Listed = {
  readonly personId: string
  readonly name: string
  readonly unitName: string | null
  readonly posts: readonly string[]
  readonly isOnShift: boolean
  /** In the unit that owns the thing. */
  readonly isOwner: boolean
  /** Of the kinds of notices that alarms are, those they do not want. */
  readonly muted: readonly NoticeKind[]
  readonly hasPhone: boolean
}

/** Who is told and as what; `standsIn` where nobody of the post is on shift. */
export type Told = { readonly person: Listed; readonly as: Addressee; readonly standsIn: boolean }

/** The people a step names, each once, in the order of what it names. */
export function peopleOf(to: readonly Addressee[], roster: readonly Listed[]): Told[] {
  const told = new Map<string, Told>()
  for (const as of to)
    for (const one of named(as, roster)) if (!told.has(one.person.personId)) told.set(one.person.personId, one)
  return [...told.values()]
}

function named(as: Addressee, roster: readonly Listed[]): Told[] {
  const all = (people: readonly Listed[], standsIn = false) => people.map((person): Told => ({ person, as, standsIn }))
  if (as === 'owner') return all(handlersIn(roster.filter(({ isOwner }) => isOwner)))
  if (as === 'shift') return all(roster.filter(({ isOnShift }) => isOnShift))
  const post = postOf(as)
  const holders = roster.filter(({ posts }) => post !== undefined && posts.includes(post))
  if (as.startsWith('post:')) return all(holders)
  const onShift = holders.filter(({ isOnShift }) => isOnShift)
  return onShift.length > 0 ? all(onShift) : all(holders, true)
}

const administrators = ['system_admin', 'security_admin', 'audit_admin']

/** Of an owner's unit those who handle things are told; where it has none, all but its administrators. */
function handlersIn(owners: readonly Listed[]): readonly Listed[] {
  const handlers = owners.filter(({ posts }) => posts.includes('unit_handler'))
  if (handlers.length > 0) return handlers
  return owners.filter(({ posts }) => posts.some((post) => !administrators.includes(post)))
}
