/** What a process may do; one image, all roles unless told otherwise (architecture.md “When one machine is outgrown”). */
export const roles = ['http', 'worker'] as const
export type Role = (typeof roles)[number]

/** Reads `--roles http,worker`. An unknown role is named in the error. */
export function rolesFrom(args: readonly string[]): ReadonlySet<Role> {
  const at = args.indexOf('--roles')
  const given = at < 0 ? [...roles] : (args[at + 1] ?? '').split(',')
  const unknown = given.filter((role) => !roles.includes(role as Role))
  if (unknown.length > 0) throw new Error(`没有角色 ${unknown.join('、')}；可用：${roles.join('、')} · unknown role`)
  return new Set(given as Role[])
}
