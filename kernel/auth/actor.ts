import { kernelProblems } from '../problems.ts'

/**
 * How far a permission reaches: the whole district, the cases of one's own units, the tasks given to oneself, or what one
 * made oneself.
 */
export type Scope = 'district' | 'unit' | 'task' | 'own'

/** Somebody who asks: a person in a district with posts, units and what the policy table grants. */
export type Actor = {
  readonly accountId: string
  readonly personId: string
  readonly districtId: string
  readonly name: string
  readonly posts: readonly string[]
  readonly unitIds: readonly string[]
  readonly grants: ReadonlyMap<string, Scope>
  /** Signed in with a password given by somebody else: nothing is granted before it is changed. */
  readonly passwordDue?: boolean
}

/** Post → permission → scope. One table serves routes, lists, search, export, tiles, files and the screen. */
export type Policy = Readonly<Record<string, Readonly<Record<string, Scope>>>>

const widest: readonly Scope[] = ['district', 'unit', 'task', 'own']

/** All that these posts may do together; where two posts grant the same permission the wider scope holds. */
export function grantsOf(policy: Policy, posts: readonly string[]): ReadonlyMap<string, Scope> {
  const grants = new Map<string, Scope>()
  for (const post of posts)
    for (const [permission, scope] of Object.entries(policy[post] ?? {})) {
      const held = grants.get(permission)
      if (!held || widest.indexOf(scope) < widest.indexOf(held)) grants.set(permission, scope)
    }
  return grants
}

export const may = (actor: Actor | undefined, permission: string): boolean => actor?.grants.has(permission) ?? false

/** The scope of a permission, or `not_permitted`. */
export function scopeOf(actor: Actor, permission: string): Scope {
  const scope = actor.grants.get(permission)
  if (!scope) throw kernelProblems.not_permitted({ permission })
  return scope
}
