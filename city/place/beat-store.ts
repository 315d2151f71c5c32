import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { placeProblems } from './problems.ts'
import { renewVersion } from './store.ts'

/** A 责任网格: a named set of cells. `cellCodes` are those of the day asked for. */
export type Beat = {
  readonly beatId: string
  readonly name: string
  readonly note: string | null
  readonly cellCodes: readonly string[]
}

/** The beats of a day with their cells, by name. */
export const listBeats = (db: Db, districtId: string, day: string): Promise<Beat[]> =>
  db.many(sql`
    select b.beat_id as "beatId", b.name, b.note,
           coalesce(array_agg(c.cell_code order by c.cell_code) filter (where c.cell_code is not null), '{}') as "cellCodes"
      from city.beat b
      left join city.beat_cell c on c.district_id = b.district_id and c.beat_id = b.beat_id
       and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)
     where b.district_id = ${districtId} and b.valid_from <= ${day}::date and (b.valid_to is null or b.valid_to > ${day}::date)
     group by b.beat_id, b.name, b.note order by b.name`)

/** Opens a beat from `day` on, with its first cells. Problems as of `setBeatCells`. */
export async function openBeat(
  tx: Tx,
  districtId: string,
  given: { name: string; note?: string | null; cellCodes: readonly string[]; day: string },
): Promise<string> {
  const beatId = newId()
  await renewVersion(tx, districtId)
  await mustBeFree(tx, districtId, { ...given, beatId })
  await tx.run(sql`insert into city.beat (district_id, beat_id, name, note, valid_from)
    values (${districtId}, ${beatId}, ${given.name}, ${given.note ?? null}, ${given.day}::date)`)
  await setBeatCells(tx, districtId, { beatId, cellCodes: given.cellCodes, day: given.day })
  return beatId
}

/**
 * From `day` on the beat consists of exactly these cells; those left out end that day. A cell is in one beat at a time: one that
 * another beat holds on or after `day` is refused (`beat_cell_taken`), a cell that is not current too (`cell_not_found`).
 */
export async function setBeatCells(
  tx: Tx,
  districtId: string,
  given: { beatId: string; cellCodes: readonly string[]; day: string },
): Promise<void> {
  const { beatId, cellCodes, day } = given
  await renewVersion(tx, districtId)
  const known = await tx.find(
    sql`select 1 from city.beat where district_id = ${districtId} and beat_id = ${beatId} and valid_to is null`,
  )
  if (!known) throw placeProblems.beat_not_found()
  await mustBeFree(tx, districtId, given)
  await tx.run(
    sql`delete from city.beat_cell where district_id = ${districtId} and beat_id = ${beatId} and valid_from >= ${day}::date`,
  )
  await tx.run(sql`update city.beat_cell set valid_to = ${day}::date
    where district_id = ${districtId} and beat_id = ${beatId} and (valid_to > ${day}::date or (valid_to is null and not cell_code = any(${cellCodes})))`)
  await tx.run(sql`
    insert into city.beat_cell (district_id, beat_id, cell_code, valid_from)
    select ${districtId}, ${beatId}::uuid, code, ${day}::date from unnest(${cellCodes}::text[]) as given(code)
     where not exists (select 1 from city.beat_cell h where h.district_id = ${districtId} and h.cell_code = given.code
       and h.beat_id = ${beatId}::uuid and h.valid_to is null)`)
}

/** Adds cells that begin on `day` to a beat; they are new, so no other beat holds them. */
export async function enterBeatCells(
  tx: Tx,
  districtId: string,
  { beatId, cellCodes, day }: { beatId: string; cellCodes: readonly string[]; day: string },
): Promise<void> {
  await tx.run(sql`insert into city.beat_cell (district_id, beat_id, cell_code, valid_from)
    select ${districtId}, ${beatId}::uuid, code, ${day}::date from unnest(${cellCodes}::text[]) as given(code)`)
}

/** Cells leave their beats on `day`; a membership that would begin no earlier never was. */
export async function leaveBeats(tx: Tx, districtId: string, cellCodes: readonly string[], day: string): Promise<void> {
  await tx.run(sql`delete from city.beat_cell
    where district_id = ${districtId} and cell_code = any(${cellCodes}) and valid_from >= ${day}::date`)
  await tx.run(sql`update city.beat_cell set valid_to = ${day}::date
    where district_id = ${districtId} and cell_code = any(${cellCodes}) and valid_from < ${day}::date
      and (valid_to is null or valid_to > ${day}::date)`)
}

/** A membership of a cell in a beat that has not ended. */
export type Membership = { readonly cellCode: string; readonly beatId: string; readonly from: string }

export const listMemberships = (db: Db, districtId: string, cellCodes: readonly string[]): Promise<Membership[]> =>
  db.many(sql`
    select cell_code as "cellCode", beat_id as "beatId", to_char(valid_from, 'YYYY-MM-DD') as "from" from city.beat_cell
     where district_id = ${districtId} and cell_code = any(${cellCodes}) and valid_to is null order by cell_code`)

/** Memberships go on as though they had not ended, but for those of a beat that has been closed since. */
export async function restoreMemberships(tx: Tx, districtId: string, kept: readonly Membership[]): Promise<void> {
  await tx.run(sql`
    insert into city.beat_cell (district_id, beat_id, cell_code, valid_from)
    select ${districtId}, given.beat, given.cell, given.first
      from unnest(${kept.map(({ beatId }) => beatId)}::uuid[], ${kept.map(({ cellCode }) => cellCode)}::text[],
                  ${kept.map(({ from }) => from)}::date[]) as given(beat, cell, first)
      join city.beat b on b.district_id = ${districtId} and b.beat_id = given.beat and b.valid_to is null
    on conflict (district_id, cell_code, valid_from) do update set beat_id = excluded.beat_id, valid_to = null`)
}

async function mustBeFree(
  tx: Db,
  districtId: string,
  given: { beatId: string; cellCodes: readonly string[]; day: string },
): Promise<void> {
  const taken = await tx.find<{ code: string; beat: string }>(sql`
    select c.cell_code as code, b.name as beat
      from city.beat_cell c join city.beat b on b.district_id = c.district_id and b.beat_id = c.beat_id
     where c.district_id = ${districtId} and c.cell_code = any(${given.cellCodes}) and c.beat_id <> ${given.beatId}
       and (c.valid_to is null or c.valid_to > ${given.day}::date) order by c.cell_code limit 1`)
  if (taken) throw placeProblems.beat_cell_taken(taken, 'cellCodes')
  const missing = await tx.find<{ code: string }>(sql`
    select given.code from unnest(${given.cellCodes}::text[]) as given(code)
     where not exists (select 1 from city.cell c where c.district_id = ${districtId} and c.code = given.code
       and c.valid_from <= ${given.day}::date and (c.valid_to is null or c.valid_to > ${given.day}::date)) limit 1`)
  if (missing) throw placeProblems.cell_not_found({ code: missing.code }, 'cellCodes')
}

/** Gives a beat another name or note. */
export async function renameBeat(
  tx: Tx,
  districtId: string,
  { beatId, name, note }: { beatId: string; name: string; note: string | null },
): Promise<void> {
  await tx.run(
    sql`update city.beat set name = ${name}, note = ${note} where district_id = ${districtId} and beat_id = ${beatId}`,
  )
}

/** Ends a beat and frees its cells on `day`. Throws `beat_not_found`. */
export async function closeBeat(tx: Tx, districtId: string, beatId: string, day: string): Promise<void> {
  await setBeatCells(tx, districtId, { beatId, cellCodes: [], day })
  await tx.run(sql`update city.beat set valid_to = greatest(${day}::date, valid_from + 1)
    where district_id = ${districtId} and beat_id = ${beatId}`)
}
