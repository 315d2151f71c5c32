import type { z } from 'zod'
import type { Membership } from '#city/place/beat-store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { GridChange } from './contract.ts'
import type { Shape } from './plan.ts'
import { gridProblems } from './problems.ts'

/** What an undo has to put back: the beats that the old cells were in, and the duties that were copied for the new ones. */
export type Kept = { readonly beats: readonly Membership[]; readonly duties: readonly string[] }

export type Change = Omit<z.output<typeof GridChange>, 'at' | 'effectiveAt' | 'endedAt'> & {
  readonly at: Date
  readonly effectiveAt: Date | null
  readonly endedAt: Date | null
}

const columns =
  sql.raw(`number, kind, state, to_char(day, 'YYYY-MM-DD') as day, at, by, reason, retired, opened, reshaped, components,
  open_cases as "openCases", effective_at as "effectiveAt", ended_at as "endedAt", ended_by as "endedBy",
  ended_reason as "endedReason"`)

type Listing = {
  readonly cell?: string | undefined
  readonly state?: Change['state'] | undefined
  readonly before?: number | undefined
  readonly limit: number
}

/** Changes after the newest first, before a number; with a cell, those that touched it. */
export const listChanges = (db: Db, districtId: string, asked: Listing): Promise<Change[]> =>
  db.many(sql`
    select ${columns} from city.grid_change
     where district_id = ${districtId} and number < ${asked.before ?? 2_000_000_000}
       and (${asked.cell ?? null}::text is null or ${asked.cell ?? null}::text = any(retired || opened || reshaped))
       and (${asked.state ?? null}::text is null or state = ${asked.state ?? null}::text)
     order by number desc limit ${asked.limit}`)

/** Problem: `grid_change_not_found`. */
export async function getChange(db: Db, districtId: string, number: number): Promise<Change & { kept: Partial<Kept> }> {
  const row = await db.find<Change & { kept: Partial<Kept> }>(sql`
    select ${columns}, kept from city.grid_change where district_id = ${districtId} and number = ${number}`)
  if (!row) throw gridProblems.grid_change_not_found({ number })
  return row
}

/** Planned changes whose day has come, in the order in which they hold. */
export const listDue = (db: Db, districtId: string, day: string): Promise<Change[]> =>
  db.many(sql`
    select ${columns} from city.grid_change
     where district_id = ${districtId} and state = 'planned' and day <= ${day}::date order by day, number`)

/** The number of the change that took effect last and still holds. */
export async function findLastEffective(db: Db, districtId: string): Promise<number | undefined> {
  const row = await db.find<{ number: number }>(sql`
    select number from city.grid_change where district_id = ${districtId} and state = 'effective'
     order by effective_at desc, number desc limit 1`)
  return row?.number
}

type NewChange = Pick<Change, 'kind' | 'day' | 'at' | 'by' | 'reason' | 'retired' | 'opened' | 'reshaped'> & {
  readonly components: number
  readonly openCases: number
}

/** Appends a planned change under the next number; the version of the cells is held by the caller. */
export async function appendChange(
  tx: Tx,
  districtId: string,
  c: NewChange,
  shapes: { readonly before: readonly Shape[]; readonly after: readonly Shape[] },
): Promise<Change> {
  const row = await tx.find<Change>(sql`
    insert into city.grid_change (district_id, number, kind, state, day, at, by, reason, retired, opened, reshaped, components, open_cases)
    select ${districtId}, coalesce(max(number), 0) + 1, ${c.kind}, 'planned', ${c.day}::date, ${c.at}, ${c.by}, ${c.reason},
           ${c.retired}::text[], ${c.opened}::text[], ${c.reshaped}::text[], ${c.components}, ${c.openCases}
      from city.grid_change where district_id = ${districtId}
    returning ${columns}`)
  for (const side of ['before', 'after'] as const)
    for (const { code, name, note, area } of shapes[side])
      await tx.run(sql`
        insert into city.grid_change_shape (district_id, number, side, code, name, note, boundary)
        values (${districtId}, ${row!.number}, ${side}, ${code}, ${name}, ${note}, ${JSON.stringify(area)}::jsonb)`)
  return row!
}

/** The cells of a change before and after it; none for a change older than this register of shapes. */
export async function listShapes(
  db: Db,
  districtId: string,
  number: number,
): Promise<{ readonly before: Shape[]; readonly after: Shape[] }> {
  const rows = await db.many<Shape & { side: 'before' | 'after' }>(sql`
    select side, code, name, note, boundary as area from city.grid_change_shape
     where district_id = ${districtId} and number = ${number} order by side, code`)
  const of = (side: 'before' | 'after') => rows.filter((row) => row.side === side).map(({ side: _, ...shape }) => shape)
  return { before: of('before'), after: of('after') }
}

/** A planned change holds from now on. */
export async function markEffective(
  tx: Tx,
  districtId: string,
  number: number,
  { at, components, openCases, kept }: { at: Date; components: number; openCases: number; kept: Kept },
): Promise<void> {
  await tx.run(sql`
    update city.grid_change set state = 'effective', effective_at = ${at}, components = ${components}, open_cases = ${openCases},
           kept = ${JSON.stringify(kept)}::jsonb
     where district_id = ${districtId} and number = ${number}`)
}

/** A planned change is withdrawn, or an effective one undone. */
export async function markEnded(
  tx: Tx,
  districtId: string,
  number: number,
  { state, at, by, reason }: { state: 'withdrawn' | 'undone'; at: Date; by: string; reason: string },
): Promise<void> {
  await tx.run(sql`
    update city.grid_change set state = ${state}, ended_at = ${at}, ended_by = ${by}, ended_reason = ${reason}
     where district_id = ${districtId} and number = ${number}`)
}
