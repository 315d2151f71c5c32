import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'

export type NewUnit = {
  readonly unitId: string
  readonly name: string
  readonly kind: 'bureau' | 'centre' | 'office' | 'company' | 'contractor' | 'police' | 'street'
}

/** Enters units of a district; those known by their id stay as they are. Returns how many are new. */
export const enterUnits = (tx: Db, districtId: string, units: readonly NewUnit[]): Promise<number> =>
  tx.run(sql`
    insert into city.unit (district_id, unit_id, name, kind)
    select ${districtId}, given.unit_id, given.name, given.kind
      from unnest(${units.map((unit) => unit.unitId)}::text[], ${units.map((unit) => unit.name)}::text[],
                  ${units.map((unit) => unit.kind)}::text[]) as given(unit_id, name, kind)
    on conflict (district_id, unit_id) do nothing`)

/** Enters a person with a post in a unit and returns their id. Error: `reference_missing` when there is no such unit. */
export async function enterPerson(
  tx: Db,
  districtId: string,
  person: { readonly name: string; readonly post: string; readonly unitId: string },
): Promise<string> {
  const personId = newId()
  await tx.run(sql`
    insert into city.person (district_id, person_id, name) values (${districtId}, ${personId}, ${person.name})`)
  await tx.run(sql`
    insert into city.post_holding (district_id, person_id, post, unit_id)
    values (${districtId}, ${personId}, ${person.post}, ${person.unitId})`)
  return personId
}

/** Ties a person to the account they sign in with. */
export const setAccount = (tx: Db, districtId: string, personId: string, accountId: string): Promise<number> =>
  tx.run(sql`
    update city.person set account_id = ${accountId} where district_id = ${districtId} and person_id = ${personId}`)
