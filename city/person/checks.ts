import { findUnit } from '#city/organisation/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { lastOf, nameOf } from './posts.ts'
import { personProblems } from './problems.ts'
import { findPerson, listPersons, type PersonRow } from './store.ts'
import { stateOf } from './view.ts'

/** Error: `person_not_found`. */
export async function getPerson(db: Db, districtId: string, personId: string): Promise<PersonRow> {
  const person = await findPerson(db, districtId, personId)
  if (!person) throw personProblems.person_not_found()
  return person
}

/** Error: `last_administrator`, where these are the posts of the last one who still could. */
export async function mustNotBeLast(
  db: Db,
  districtId: string,
  { personId }: { readonly personId: string },
  posts: readonly { readonly post: string }[],
  now: Date,
): Promise<void> {
  const active = (await listPersons(db, districtId)).filter((each) => stateOf(each, now) !== 'disabled')
  const last = lastOf(personId, posts, active)
  if (last) throw personProblems.last_administrator({ post: nameOf(last) })
}

/** Error: `person_unit_unknown`. */
export async function mustBeUnit(db: Db, districtId: string, unitId: string): Promise<void> {
  if (!(await findUnit(db, districtId, unitId))) throw personProblems.person_unit_unknown({ unitId }, 'body.unitId')
}
