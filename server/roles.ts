import { serverProblems } from './problems.ts'

/** What a process may do; one image, all roles unless told otherwise (architecture.md “When one machine is outgrown”). */
export const roles = ['http', 'worker', 'gateway'] as const
export type Role = (typeof roles)[number]

/** Reads `--roles http,worker`. Error: `role_unknown`. */
export function rolesFrom(args: readonly string[]): ReadonlySet<Role> {
  const at = args.indexOf('--roles')
  const given = at < 0 ? [...roles] : (args[at + 1] ?? '').split(',')
  const unknown = given.filter((role) => !roles.includes(role as Role))
  if (unknown.length > 0) throw serverProblems.role_unknown({ unknown: unknown.join('、'), known: roles.join('、') })

  return new Set(given as Role[])
}
