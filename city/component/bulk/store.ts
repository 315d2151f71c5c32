import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { AttributeValues } from '../attributes.ts'
import type { Doer } from '../change.ts'
import { tellComponentsChanged } from '../changed.ts'
import { asComponent, type Component, type ComponentRow, componentColumns, historyTypes } from '../store.ts'

/** The components of these codes, held against other changes until the transaction ends. */
export async function holdComponents(tx: Tx, districtId: string, codes: readonly string[]): Promise<Component[]> {
  const rows = await tx.many<ComponentRow>(sql`select ${componentColumns} from city.component
     where district_id = ${districtId} and code = any(${codes}) order by code for update`)
  return rows.map(asComponent)
}

export type Bulk = {
  readonly bulkId: string
  readonly kind: string
  readonly kindName: string | null
  readonly attributes: AttributeValues
  readonly reason: string
  readonly by: string
  readonly at: Date
  readonly done: number
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
  readonly undoReason: string | null
  readonly undone: number | null
}

export async function addBulk(
  tx: Tx,
  districtId: string,
  one: Pick<Bulk, 'bulkId' | 'kind' | 'attributes' | 'reason' | 'by' | 'at' | 'done'>,
): Promise<void> {
  await tx.run(sql`insert into city.component_bulk (district_id, bulk_id, kind, attributes, reason, by, at, done)
    values (${districtId}, ${one.bulkId}, ${one.kind}, ${JSON.stringify(one.attributes)}::jsonb, ${one.reason}, ${one.by}, ${one.at}, ${one.done})`)
}

const columns = sql.raw(`bulk_id as "bulkId", kind, attributes, reason, by, at, done, undone_at as "undoneAt",
  undone_by as "undoneBy", undo_reason as "undoReason", undone,
  (select c.name from city.component c where c.district_id = b.district_id and c.kind = b.kind limit 1) as "kindName"`)

export const listBulks = (db: Db, districtId: string, limit: number): Promise<Bulk[]> =>
  db.many(sql`select ${columns} from city.component_bulk b where district_id = ${districtId}
    order by at desc, bulk_id desc limit ${limit}`)

export const holdBulk = (tx: Tx, districtId: string, bulkId: string): Promise<Bulk | undefined> =>
  tx.find(
    sql`select ${columns} from city.component_bulk b where district_id = ${districtId} and bulk_id = ${bulkId} for update`,
  )

export async function markUndone(
  tx: Tx,
  districtId: string,
  bulkId: string,
  given: { readonly at: Date; readonly by: string; readonly reason: string; readonly count: number },
): Promise<void> {
  await tx.run(sql`update city.component_bulk set undone_at = ${given.at}, undone_by = ${given.by},
      undo_reason = ${given.reason}, undone = ${given.count}
    where district_id = ${districtId} and bulk_id = ${bulkId}`)
}

/** What a bulk did to each component: the revision it made of it, and the attributes before. */
export const listDone = (
  db: Db,
  districtId: string,
  bulkId: string,
): Promise<{ code: string; revision: number; before: Readonly<Record<string, unknown>> }[]> =>
  db.many(sql`select code, revision, before -> 'attributes' as before from city.component_history
    where district_id = ${districtId} and bulk_id = ${bulkId} and change = 'amended' order by code`)

export type Rewritten = { readonly current: Component; readonly attributes: Readonly<Record<string, unknown>> }

/** Writes new attributes into many components whose revisions were held, each with its line of history. */
export async function rewriteAttributes(
  tx: Tx,
  districtId: string,
  changes: readonly Rewritten[],
  entry: { readonly change: 'amended' | 'undone'; readonly reason: string; readonly bulkId: string | null } & Doer,
): Promise<void> {
  const codes = changes.map(({ current }) => current.code)
  await tx.run(sql`
    update city.component c set attributes = given.attributes::jsonb, revision = c.revision + 1,
           changed_date = greatest(${entry.day}::date, c.initial_date)
      from unnest(${codes}::text[], ${changes.map(({ attributes }) => JSON.stringify(attributes))}::text[]) as given(code, attributes)
     where c.district_id = ${districtId} and c.code = given.code`)
  await copyRows(
    tx,
    'city.component_history',
    changeTypes,
    changes.map(({ current, attributes }) => [
      districtId,
      current.code,
      current.revision + 1,
      entry.now,
      entry.by,
      entry.change,
      entry.reason,
      { attributes: current.attributes },
      { attributes },
      entry.bulkId,
    ]),
  )
  await tellComponentsChanged(tx, districtId, codes)
}

const changeTypes = { ...historyTypes, before: 'jsonb', after: 'jsonb', bulk_id: 'uuid' }
