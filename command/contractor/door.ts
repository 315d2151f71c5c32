import type { CaseEvent } from '#city/case/event.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { digestOf, endOf, type Link } from './link.ts'
import { contractorProblems } from './problems.ts'
import { findBySession, findByToken } from './store.ts'

export const COOKIE = 'yiwang.link'

/** A link that is worth something now, with the case it opens. */
export type Opened = { readonly link: Link; readonly state: CaseState; readonly history: readonly CaseEvent[] }

/** Error: `link_not_found`, the same for a wrong token, an expired link and one that has ended. */
export async function mustFind(db: Db, districtId: string, token: string, now: Date): Promise<Opened> {
  const opened = await inForce(db, await findByToken(db, districtId, digestOf(token)), now)
  if (!opened) throw contractorProblems.link_not_found()
  return opened
}

/** The link of whoever sends its session's cookie. Error: `link_session_needed`. */
export async function mustHaveSession(
  db: Db,
  districtId: string,
  cookieHeader: string | undefined,
  now: Date,
): Promise<Opened> {
  const session = cookieHeader?.match(/(?:^|;\s*)yiwang\.link=([A-Za-z0-9_-]{43})(?:;|$)/)?.[1]
  const link = session ? await findBySession(db, districtId, digestOf(session), now) : undefined
  const opened = await inForce(db, link, now)
  if (!opened) throw contractorProblems.link_session_needed()
  return opened
}

async function inForce(db: Db, link: Link | undefined, now: Date): Promise<Opened | undefined> {
  if (!link) return undefined
  const history = await readHistory(db, link.districtId, link.caseId)
  if (history.length === 0) return undefined
  const state = foldCase(history)
  return endOf(link, state, now) === undefined ? { link, state, history } : undefined
}
