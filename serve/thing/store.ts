import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

export type ThingRow = {
  readonly code: string
  readonly name: string
  readonly edition: string
  readonly kind: string
  readonly lon: number
  readonly lat: number
  readonly address: string | null
  readonly keeper: string | null
}

/** A thing in use by its code, or by the code of 2013 it once had. */
export const findThing = (db: Db, districtId: string, code: string): Promise<ThingRow | undefined> =>
  db.find<ThingRow>(sql`
    select code, name, edition, kind, place[0] as lon, place[1] as lat, address,
           coalesce(maintainer_name, manager_name) as keeper
      from city.component
     where district_id = ${districtId} and (code = ${code} or legacy_code = ${code}) and state <> 'removed'
     order by code = ${code} desc limit 1`)

// A roll-up over all districts: a label names its thing, not its district.
export const districtOfThing = (db: Db, code: string): Promise<{ districtId: string } | undefined> =>
  db.find(sql`select district_id as "districtId" from city.component where code = ${code} order by 1 limit 1`)

export type Labelled = { readonly code: string; readonly name: string; readonly address: string | null }

export const listLabelled = (
  db: Db,
  districtId: string,
  wanted: { kind?: string | undefined; after?: string | undefined; code?: string | undefined; limit: number },
): Promise<Labelled[]> =>
  db.many(sql`
    select code, name, address from city.component
     where district_id = ${districtId} and state <> 'removed'
       ${wanted.code ? sql`and code = ${wanted.code}` : sql`and kind = ${wanted.kind} and code > ${wanted.after ?? ''}`}
     order by code limit ${wanted.limit}`)

export type Batch = {
  readonly number: number
  readonly first: string
  readonly last: string
  readonly count: number
  readonly after: string | null
}

/** The labels of a kind, so many a file, each with where it begins. */
export const listBatches = (db: Db, districtId: string, kind: string, size: number): Promise<Batch[]> =>
  db.many<Batch>(sql`
    select number, first, last, count, lag(last) over (order by number) as after from (
      select batch::int + 1 as number, min(code) as first, max(code) as last, count(*)::int as count from (
        select code, (row_number() over (order by code) - 1) / ${size}::int as batch from city.component
         where district_id = ${districtId} and kind = ${kind} and state <> 'removed') c
       group by batch) b
     order by number`)
