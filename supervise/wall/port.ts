import type { Db } from '#kernel/db/db.ts'
import { wallProblems } from './problems.ts'
import { type Device, findByToken } from './store.ts'
import { digestOf, tokenIn } from './token.ts'

/** Told when what walls show has changed by hand, or a wall's token was revoked. */
export const WALL_CHANGED = 'wall.changed'

export type WallChanged = { readonly revoked: string | null }

/** The wall that asks, by its cookie. Error: `wall_refused`, the same for none, a wrong one and a revoked one. */
export async function mustBeWall(db: Db, districtId: string, cookieHeader: string | undefined): Promise<Device> {
  const token = tokenIn(cookieHeader)
  const device = token ? await findByToken(db, districtId, digestOf(token)) : undefined
  if (!device) throw wallProblems.wall_refused()
  return device
}
