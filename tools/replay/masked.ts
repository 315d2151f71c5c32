import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** What was counted in a set of texts. */
export type Marks = {
  readonly asterisks: number
  readonly runs: number
  readonly mobiles: number
  readonly identities: number
}

export type StoredCheck = {
  readonly compared: number
  readonly equal: number
  readonly different: number
  readonly missing: number
  readonly withoutPoint: number
  readonly source: Marks
  readonly stored: Marks
  readonly ok: boolean
}

type Answer = Record<`${'source' | 'stored'}${'Asterisks' | 'Runs' | 'Mobiles' | 'Identities'}`, number> &
  Pick<StoredCheck, 'compared' | 'equal' | 'different' | 'missing' | 'withoutPoint'>

/**
 * Compares in the database, byte for byte, what was meant to be stored with what is: the case's text and the text in its
 * history. Counts masks and full numbers (11-digit mobile, 18-digit identity) on either side; `ok` when all is the same.
 */
export async function checkStoredTexts(
  db: Db,
  districtId: string,
  channel: string,
  texts: readonly { readonly foreignId: string; readonly text: string }[],
): Promise<StoredCheck> {
  const answer = await db.one<Answer>(sql`
    with given as (
      select * from unnest(${texts.map((each) => each.foreignId)}::text[], ${texts.map((each) => each.text)}::text[])
               as given(foreign_id, text)),
    held as (
      select g.text, c.description, c.place, e.body->>'description' as told
        from given g
        left join serve.report r on r.district_id = ${districtId} and r.channel = ${channel} and r.foreign_id = g.foreign_id
        left join city.case c on c.district_id = r.district_id and c.case_id = r.case_id
        left join city.case_event e on e.district_id = c.district_id and e.case_id = c.case_id and e.seq = 1)
    select count(*) as compared,
           count(*) filter (where ${same}) as equal,
           count(*) filter (where description is not null and not ${same}) as different,
           count(*) filter (where description is null) as missing,
           count(*) filter (where description is not null and place is null) as "withoutPoint",
           ${marks('text', 'source')}, ${marks('description', 'stored')}
      from held`)
  const side = (name: 'source' | 'stored'): Marks => ({
    asterisks: answer[`${name}Asterisks`],
    runs: answer[`${name}Runs`],
    mobiles: answer[`${name}Mobiles`],
    identities: answer[`${name}Identities`],
  })
  const { compared, equal, different, missing, withoutPoint } = answer
  const [source, stored] = [side('source'), side('stored')]
  const ok = different === 0 && (missing > 0 || JSON.stringify(source) === JSON.stringify(stored))
  return { compared, equal, different, missing, withoutPoint, source, stored, ok }
}

const same = sql.raw(`(description is not null and convert_to(description, 'UTF8') = convert_to(text, 'UTF8')
  and told is not distinct from text)`)

const marks = (column: 'text' | 'description', name: 'source' | 'stored') =>
  sql.raw(`
    coalesce(sum(regexp_count(${column}, '\\*')), 0) as "${name}Asterisks",
    coalesce(sum(regexp_count(${column}, '\\*{3,}')), 0) as "${name}Runs",
    coalesce(sum(regexp_count(${column}, '(?<![0-9])1[3-9][0-9]{9}(?![0-9])')), 0) as "${name}Mobiles",
    coalesce(sum(regexp_count(${column}, '(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])')), 0) as "${name}Identities"`)
