import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Loose } from '#kernel/http/route.ts'
import type { HandoverBody } from './contract.ts'
import type { Desk } from './sections.ts'

/** A hand-over as it is kept. */
export type Kept = {
  readonly handoverId: string
  readonly desk: Desk
  readonly givenAt: Date
  readonly givenBy: string
  readonly givenByName: string
  readonly note: string
  readonly takenAt: Date | null
  readonly takenByName: string | null
  readonly takenNote: string | null
}

const columns = sql.raw(`handover_id as "handoverId", desk, given_at as "givenAt", given_by as "givenBy",
  given_by_name as "givenByName", note, taken_at as "takenAt", taken_by_name as "takenByName", taken_note as "takenNote"`)

/** The latest hand-over of a desk. */
export const latestOf = (db: Db, districtId: string, desk: Desk): Promise<Kept | undefined> =>
  db.find<Kept>(sql`
    select ${columns} from supervise.handover
     where district_id = ${districtId} and desk = ${desk} order by given_at desc, handover_id desc limit 1`)

type Given = {
  readonly handoverId: string
  readonly desk: Desk
  readonly since: Date
  readonly at: Date
  readonly by: string
  readonly byName: string
  readonly note: string
  readonly body: Loose<HandoverBody>
}

/** Keeps a hand-over; of two people of a desk who sign at once the second is told 0. */
export const insertHandover = (tx: Tx, districtId: string, g: Given): Promise<number> =>
  tx.run(sql`
    insert into supervise.handover (district_id, handover_id, desk, since, given_at, given_by, given_by_name, note, body)
    values (${districtId}, ${g.handoverId}, ${g.desk}, ${g.since}, ${g.at}, ${g.by}, ${g.byName}, ${g.note},
            ${JSON.stringify(g.body)}::jsonb)
        on conflict (district_id, desk) where taken_at is null do nothing`)

/** Locks a hand-over, for whoever takes it. */
export const lockHandover = (tx: Tx, districtId: string, handoverId: string): Promise<Kept | undefined> =>
  tx.find<Kept>(sql`
    select ${columns} from supervise.handover
     where district_id = ${districtId} and handover_id = ${handoverId} for update`)

export const markTaken = (
  tx: Tx,
  districtId: string,
  handoverId: string,
  { at, by, byName, note }: { at: Date; by: string; byName: string; note: string },
): Promise<number> =>
  tx.run(sql`
    update supervise.handover
       set taken_at = ${at}, taken_by = ${by}, taken_by_name = ${byName}, taken_note = ${note}
     where district_id = ${districtId} and handover_id = ${handoverId}`)

export const findHandover = (
  db: Db,
  districtId: string,
  handoverId: string,
): Promise<(Kept & { body: HandoverBody }) | undefined> =>
  db.find(sql`
    select ${columns}, body from supervise.handover where district_id = ${districtId} and handover_id = ${handoverId}`)

export type HandoverFilter = {
  readonly desk?: Desk | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The latest hand-overs first, page by page. */
export async function pageOfHandovers(db: Db, districtId: string, { desk, cursor, limit }: HandoverFilter) {
  const [at, id] = cursor?.split('|') ?? []
  const rows = await db.many<Kept>(sql`
    select ${columns} from supervise.handover
     where district_id = ${districtId} and (${desk ?? null}::text is null or desk = ${desk ?? null})
       and (${at ?? null}::timestamptz is null or (given_at, handover_id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
     order by given_at desc, handover_id desc limit ${limit + 1}`)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last ? `${last.givenAt.toISOString()}|${last.handoverId}` : null
  return { items, next }
}
