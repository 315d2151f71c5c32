import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Letter } from './link.ts'

const columns = sql.raw(`
  l.district_id as "districtId", l.letter_id as "letterId", l.case_id as "caseId", l.owner_id as "ownerId", o.name as "ownerName",
  l.turn, l.valid_to as "validTo", l.told_at as "toldAt", l.told_by as "toldBy", l.told_count as "toldCount",
  l.opened_at as "openedAt", l.answers, l.photos, l.ended_at as "endedAt"`)
const from = sql.raw(
  'command.owner_letter l join command.owner o on o.district_id = l.district_id and o.owner_id = l.owner_id',
)

/** Whom the thing of a case belongs to, where that is no unit of the district. */
export type OwnerOfCase = {
  readonly ownerName: string
  readonly ownerId: string | null
  readonly thing: string
  readonly place: string
  readonly number: string
  readonly unitId: string | null
}

export const findOwnerOfCase = (db: Db, districtId: string, caseId: string): Promise<OwnerOfCase | undefined> =>
  db.find<OwnerOfCase>(sql`
    select t.owner_name as "ownerName", o.owner_id as "ownerId", t.name as thing, coalesce(t.address, t.code) as place, c.number,
           c.unit_id as "unitId"
      from city.case c
      join city.component t on t.district_id = c.district_id and t.code = c.component_code
      left join command.owner o on o.district_id = t.district_id and o.name = t.owner_name and o.ended_at is null
     where c.district_id = ${districtId} and c.case_id = ${caseId} and t.owner_name <> ''
       and not exists (select 1 from city.unit u
                        where u.district_id = t.district_id and u.name = t.owner_name and u.retired_on is null)`)

/** The latest letter of a case. */
export const findLetterOf = (db: Db, districtId: string, caseId: string): Promise<Letter | undefined> =>
  db.find<Letter>(sql`
    select ${columns} from ${from} where l.district_id = ${districtId} and l.case_id = ${caseId}
     order by l.told_at desc, l.letter_id desc limit 1`)

export const findLetter = (db: Db, districtId: string, letterId: string): Promise<Letter | undefined> =>
  db.find<Letter>(sql`select ${columns} from ${from} where l.district_id = ${districtId} and l.letter_id = ${letterId}`)

type Told = {
  readonly letterId: string
  readonly caseId: string
  readonly ownerId: string
  readonly validTo: Date
  readonly now: Date
  readonly by: string
  readonly count: number
}

/**
 * Enters a letter, or tells one again: prolonged, and under a new turn where its link was withdrawn, so that the old link stays
 * worth nothing.
 */
export const putLetter = (tx: Tx, districtId: string, one: Told): Promise<{ letterId: string; turn: number }> =>
  tx.one(sql`
    insert into command.owner_letter as l (district_id, letter_id, case_id, owner_id, valid_to, told_at, told_by, told_count)
    values (${districtId}, ${one.letterId}, ${one.caseId}, ${one.ownerId}, ${one.validTo}, ${one.now}, ${one.by}, ${one.count})
    on conflict (district_id, case_id, owner_id) do update
       set valid_to = excluded.valid_to, told_at = excluded.told_at, told_by = excluded.told_by, told_count = excluded.told_count,
           turn = l.turn + case when l.ended_at is null then 0 else 1 end, ended_at = null, ended_by = null
    returning letter_id as "letterId", turn`)

export const markOpened = (db: Db, { districtId, letterId }: Letter, now: Date): Promise<number> =>
  db.run(sql`update command.owner_letter set opened_at = coalesce(opened_at, ${now}::timestamptz)
     where district_id = ${districtId} and letter_id = ${letterId}`)

export const endLetter = (db: Db, { districtId, letterId }: Letter, by: string, now: Date): Promise<number> =>
  db.run(sql`update command.owner_letter set ended_at = ${now}, ended_by = ${by}
     where district_id = ${districtId} and letter_id = ${letterId} and ended_at is null`)

/** Counts a photo before it is taken in; 0 where a letter has brought as many as it may. */
export const countPhoto = (db: Db, { districtId, letterId }: Letter, most: number): Promise<number> =>
  db.run(sql`update command.owner_letter set photos = photos + 1
     where district_id = ${districtId} and letter_id = ${letterId} and photos < ${most}`)

export type Answer = {
  readonly seq: number
  readonly answer: 'acknowledged' | 'planned' | 'done' | 'not_ours'
  readonly plannedAt: Date | null
  readonly note: string
  readonly files: readonly string[]
  readonly at: Date
}

export const listAnswers = (db: Db, { districtId, letterId }: Letter): Promise<Answer[]> =>
  db.many<Answer>(sql`
    select seq, answer, planned_at as "plannedAt", note, files, at from command.owner_answer
     where district_id = ${districtId} and letter_id = ${letterId} order by seq`)

/** Enters an answer as the next; undefined where a letter was answered as often as it may be. */
export async function insertAnswer(
  tx: Tx,
  { districtId, letterId }: Letter,
  one: Omit<Answer, 'seq'>,
  most: number,
): Promise<number | undefined> {
  const counted = await tx.find<{ seq: number }>(sql`
    update command.owner_letter set answers = answers + 1
     where district_id = ${districtId} and letter_id = ${letterId} and answers < ${most} returning answers as seq`)
  if (!counted) return undefined
  await tx.run(sql`
    insert into command.owner_answer (district_id, letter_id, seq, answer, planned_at, note, files, at)
    values (${districtId}, ${letterId}, ${counted.seq}, ${one.answer}, ${one.plannedAt}, ${one.note}, ${[...one.files]}::uuid[], ${one.at})`)
  return counted.seq
}
