import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { SavedView } from './contract.ts'

/** Whose views, on which page. */
export type Owner = { readonly districtId: string; readonly personId: string; readonly page: string }

export const listOwn = (db: Db, { districtId, personId, page }: Owner): Promise<SavedView[]> =>
  db.many<SavedView>(sql`
    select name, search from city.saved_view
     where district_id = ${districtId} and person_id = ${personId} and page = ${page} order by name`)

/** Keeps a view; gives how many there are then. */
export async function putView(tx: Tx, of: Owner, { name, search }: SavedView, now: Date): Promise<number> {
  const { districtId, personId, page } = of
  await tx.run(sql`
    insert into city.saved_view (district_id, person_id, page, name, search, saved_at)
    values (${districtId}, ${personId}, ${page}, ${name}, ${JSON.stringify(search)}::jsonb, ${now})
        on conflict (district_id, person_id, page, name) do update set search = excluded.search, saved_at = excluded.saved_at`)
  return (await listOwn(tx, of)).length
}

export const dropView = async (tx: Tx, { districtId, personId, page }: Owner, name: string): Promise<boolean> =>
  (await tx.run(sql`
    delete from city.saved_view
     where district_id = ${districtId} and person_id = ${personId} and page = ${page} and name = ${name}`)) > 0
