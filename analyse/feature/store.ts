import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Collection } from './collections.ts'

export type FeatureRow = {
  readonly id: string
  readonly geometry: { readonly type: string; readonly coordinates: unknown }
  readonly properties: Readonly<Record<string, unknown>>
}

/** Counted exactly up to here; a register of a million is not counted for each page. */
const COUNTED = 10_000

const select = ({ key, geometrySql, properties, from }: Collection): Sql => sql`
  select ${key} as id, ${geometrySql} as geometry,
         jsonb_build_object(${sql.join(Object.entries(properties).map(([name, each]) => sql`${name}::text, ${each.sql}`))}) as properties
    from ${from}`

/** A page of features in order of their ids. */
export const pageOfFeatures = (
  db: Db,
  collection: Collection,
  condition: Sql,
  { limit, offset }: { limit: number; offset: number },
): Promise<FeatureRow[]> =>
  db.many(sql`${select(collection)} where ${condition} order by ${collection.key} limit ${limit} offset ${offset}`)

export const findFeature = (
  db: Db,
  collection: Collection,
  condition: Sql,
  id: string,
): Promise<FeatureRow | undefined> =>
  db.find(sql`${select(collection)} where ${condition} and ${collection.key} = ${id}`)

/** How many there are, or undefined where they are too many to count by the way. */
export async function countFeatures(db: Db, { from }: Collection, condition: Sql): Promise<number | undefined> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*) as n from (select 1 from ${from} where ${condition} limit ${COUNTED + 1}) as found`,
  )
  return n > COUNTED ? undefined : n
}
