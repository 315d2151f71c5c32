import { maskPersonal } from '#city/case/mask.ts'
import { caseScope } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Occurrence, ReuseKind } from './judge.ts'
import type { Match } from './look-store.ts'

const PHOTO_LOCK = 1_918_332

export const lockPhotos = (tx: Tx, districtId: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(${PHOTO_LOCK}, hashtext(${districtId}))`)

const occurrence = sql.raw(`
  f.case_id as "caseId", c.number, f.file_id as "fileId", f.purpose, f.seq, e.at, e.by_name as "byName", c.source,
  c.merged_into as "mergedInto"`)

const joined = sql.raw(`
  city.case_file f
  join city.case c on c.district_id = f.district_id and c.case_id = f.case_id
  join city.case_event e on e.district_id = f.district_id and e.case_id = f.case_id and e.seq = f.seq
  join kernel.file k on k.district_id = f.district_id and k.file_id = f.file_id and k.kind = 'photo'`)

/** The photos that one event of a case brought. */
export const listPhotosOfEvent = (db: Db, districtId: string, caseId: string, seq: number): Promise<Occurrence[]> =>
  db.many(
    sql.prepared(sql`
    select ${occurrence} from ${joined}
     where f.district_id = ${districtId} and f.case_id = ${caseId} and f.seq = ${seq} order by f.file_id`),
  )

/** Photos of cases whose look was never taken, the oldest first. */
export const listUnseen = (db: Db, districtId: string, limit: number): Promise<Occurrence[]> =>
  db.many(sql`
    select ${occurrence} from ${joined}
     where f.district_id = ${districtId}
       and not exists (select 1 from "analyse".photo_seen s where s.district_id = f.district_id and s.file_id = f.file_id)
     order by e.at, f.case_id, f.seq, f.file_id limit ${limit}`)

const MOST_EARLIER = 200

/** Where these photos appeared before this appearance; the latest of very many. */
export const listEarlier = (
  db: Db,
  districtId: string,
  { caseId, seq, at, fileId, purpose }: Occurrence,
  fileIds: readonly string[],
): Promise<Occurrence[]> =>
  db.many(sql`
    select ${occurrence} from ${joined}
     where f.district_id = ${districtId} and f.file_id = any(${fileIds}::uuid[])
       and not (f.case_id = ${caseId} and f.seq = ${seq} and f.file_id = ${fileId} and f.purpose = ${purpose})
       and (e.at, f.case_id, f.seq) <= (${at}, ${caseId}::uuid, ${seq})
       and ((f.case_id, f.seq) <> (${caseId}::uuid, ${seq}) or f.purpose > ${purpose})
     order by e.at desc limit ${MOST_EARLIER}`)

export type NewReuse = {
  readonly reuseId: string
  readonly kind: ReuseKind
  readonly occurrence: Occurrence
  readonly other: Occurrence
  readonly match: Match
  readonly matches: number
  readonly at: Date
}

export const insertReuse = (tx: Tx, districtId: string, found: NewReuse): Promise<number> => {
  const { occurrence: here, other, match } = found
  return tx.run(sql`
    insert into "analyse".photo_reuse (district_id, reuse_id, kind, case_id, file_id, purpose, seq, other_case_id,
           other_file_id, other_purpose, other_seq, likeness, coarse_distance, slope_distance, matches, found_at)
    values (${districtId}, ${found.reuseId}, ${found.kind}, ${here.caseId}, ${here.fileId}, ${here.purpose}, ${here.seq},
           ${other.caseId}, ${other.fileId}, ${other.purpose}, ${other.seq}, ${match.likeness}, ${match.coarse},
           ${match.slope}, ${found.matches}, ${found.at})
    on conflict do nothing`)
}

export type ReuseState = 'open' | 'confirmed' | 'dismissed'

type Side = {
  caseId: string
  number: string
  fileId: string
  purpose: string
  at: Date
  byName: string
  placeText: string
}
export type ReuseRow = {
  readonly reuseId: string
  readonly kind: ReuseKind
  readonly likeness: Match['likeness']
  readonly coarseDistance: number
  readonly slopeDistance: number
  readonly matches: number
  readonly foundAt: Date
  readonly state: ReuseState
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly reason: string | null
  readonly here: Side | null
  readonly there: Side | null
}

/** A side as whoever may see its case sees it; null for anybody else, who learns only that there is another case. */
const side = (actor: Actor, prefix: '' | 'other_'): Sql => {
  const column = (name: string) => sql.raw(`r.${prefix}${name}`)
  return sql`
    (select jsonb_build_object('caseId', c.case_id, 'number', c.number, 'fileId', ${column('file_id')},
            'purpose', ${column('purpose')}, 'at', e.at, 'byName', e.by_name, 'placeText', c.place_text)
       from city.case c
       join city.case_event e on e.district_id = c.district_id and e.case_id = c.case_id and e.seq = ${column('seq')}
      where c.district_id = r.district_id and c.case_id = ${column('case_id')} and ${caseScope(actor, 'case.read')})`
}

const columns = (actor: Actor): Sql => sql`
  r.reuse_id as "reuseId", r.kind, r.likeness, r.coarse_distance as "coarseDistance", r.slope_distance as "slopeDistance",
  r.matches, r.found_at as "foundAt", r.state, r.decided_by_name as "decidedBy", r.decided_at as "decidedAt", r.reason,
  ${side(actor, '')} as here, ${side(actor, 'other_')} as there`

const tidy = (row: ReuseRow): ReuseRow => ({ ...row, here: masked(row.here), there: masked(row.there) })
const masked = (one: Side | null): Side | null =>
  one && { ...one, at: new Date(one.at), placeText: maskPersonal(one.placeText) }

/** What was found about the photos of a case the actor may see, on whichever side it stands. */
export const listReuseOfCase = async (db: Db, actor: Actor, caseId: string): Promise<ReuseRow[]> =>
  (
    await db.many<ReuseRow>(sql`
      select ${columns(actor)} from "analyse".photo_reuse r
       where r.district_id = ${actor.districtId} and (r.case_id = ${caseId} or r.other_case_id = ${caseId})
       order by r.found_at desc, r.reuse_id limit 50`)
  ).map(tidy)

/** A page of findings, the newest first. */
export async function listReuse(
  db: Db,
  actor: Actor,
  {
    state,
    kind,
    cursor,
    limit,
  }: { state?: ReuseState | undefined; kind?: ReuseKind | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: ReuseRow[]; next: string | null }> {
  const rows = await db.many<ReuseRow>(sql`
    select ${columns(actor)} from "analyse".photo_reuse r
     where r.district_id = ${actor.districtId}
       ${state ? sql`and r.state = ${state}` : sql.empty} ${kind ? sql`and r.kind = ${kind}` : sql.empty}
       ${after(cursor)}
     order by r.found_at desc, r.reuse_id limit ${limit + 1}`)
  const items = rows.slice(0, limit).map(tidy)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.foundAt.toISOString()}_${last.reuseId}` : null }
}

function after(cursor: string | undefined): Sql {
  const [at, id] = (cursor ?? '').split('_')
  return at && id
    ? sql`and (r.found_at < ${at}::timestamptz or (r.found_at = ${at}::timestamptz and r.reuse_id > ${id}::uuid))`
    : sql.empty
}

/** Takes a finding for judging, so that of two judges the second sees what the first said. */
export const lockReuse = (
  tx: Tx,
  districtId: string,
  reuseId: string,
): Promise<{ state: ReuseState; decidedBy: string | null } | undefined> =>
  tx.find(sql`
    select state, decided_by_name as "decidedBy" from "analyse".photo_reuse
     where district_id = ${districtId} and reuse_id = ${reuseId} for update`)

export const decideReuse = (
  tx: Tx,
  { districtId, personId, name }: Actor,
  reuseId: string,
  { state, reason, now }: { state: ReuseState; reason: string | null; now: Date },
): Promise<number> =>
  tx.run(sql`
    update "analyse".photo_reuse
       set state = ${state}, reason = ${reason}, decided_by = ${state === 'open' ? null : personId},
           decided_by_name = ${state === 'open' ? null : name}, decided_at = ${state === 'open' ? null : now}
     where district_id = ${districtId} and reuse_id = ${reuseId}`)
