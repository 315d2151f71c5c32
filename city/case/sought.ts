import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { scopeArms } from './scope.ts'
import { foldedWords, pairsOf } from './words.ts'

/** The newest cases that are looked through as they stand; what they do not answer is asked of the index of words. */
const LATEST = 800
/** A text that stands in so many of them is met soon by reading in whatever order. */
const COMMON = 8
/** Most cases that are picked out beforehand. */
const MOST_CHOSEN = 5_000

/** Cheap, but blind to full-width forms: those are left to the index of words. */
export const plainlyHolds = (wanted: string): Sql =>
  sql`position(${wanted}::text in lower(replace(c.description || '|' || c.place_text, ' ', ''))) > 0`

/** Folded as `wordsOfCase` folds. */
export const holds = (wanted: string): Sql =>
  sql`position(${wanted}::text in regexp_replace(lower(normalize(c.description || '|' || c.place_text, nfkc)), '\\s', '', 'g')) > 0`

/** A range of an index; `starts_with` alone would read every row where the collation is not C. */
export const numberBegins = (text: string): Sql =>
  sql`(c.number >= ${text} and c.number <= ${text.padEnd(40, 'z')} and starts_with(c.number, ${text}))`

/** The newest cases in the actor's scope, for `from`. */
export const latestCases = (actor: Actor): Sql =>
  sql`(${sql.join(
    scopeArms(actor, 'case.read').map(
      ({ where }) => sql`(select c.* from city.case c where ${where} order by c.reported_at desc limit ${LATEST})`,
    ),
    ' union all ',
  )})`

/** What a list sought by a text reads: the cases picked out beforehand, or all of them in their order; and what each must hold. */
export type Sought = { readonly chosen: readonly string[] | undefined; readonly condition: Sql }

/**
 * A number finds by its beginning; words are sought in description, place and category. What is rare is picked out by an index;
 * what is common is met soon by reading the list in its order, where picking out would gather half the register.
 */
export async function soughtBy(db: Db, actor: Actor, text: string): Promise<Sought> {
  const wanted = foldedWords(text)
  if (/^[0-9a-z-]{6,}$/.test(wanted)) return byNumber(db, actor, wanted.toUpperCase())
  const category = sql`c.category_name ilike ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`
  const plain = { chosen: undefined, condition: sql`(${plainlyHolds(wanted)} or ${category})` }
  const pairs = pairsOf(wanted)
  if (pairs.length === 0 || (await isCommon(db, actor, plain.condition)) || (await namesCategory(db, actor, text)))
    return plain
  const found = await db.many<{ caseId: string }>(sql`
    select case_id as "caseId" from city.case_words
     where district_id = ${actor.districtId} and pairs @> ${pairs}::int[] limit ${MOST_CHOSEN + 1}`)
  return found.length > MOST_CHOSEN ? plain : { chosen: found.map(({ caseId }) => caseId), condition: holds(wanted) }
}

async function byNumber(db: Db, { districtId }: Actor, text: string): Promise<Sought> {
  const found = await db.many<{ caseId: string }>(sql`
    (select c.case_id as "caseId" from city.case c
      where c.district_id = ${districtId} and ${numberBegins(text)} limit ${MOST_CHOSEN + 1})
    union
    (select c.case_id from city.case c
      where c.district_id = ${districtId} and c.component_code = ${text} limit ${MOST_CHOSEN + 1})`)
  const condition = sql`(starts_with(c.number, ${text}) or c.component_code = ${text})`
  return { chosen: found.length > MOST_CHOSEN ? undefined : found.map(({ caseId }) => caseId), condition }
}

async function isCommon(db: Db, actor: Actor, condition: Sql): Promise<boolean> {
  const { n } = await db.one<{ n: number }>(sql`
    select count(*)::int as n from (select 1 from ${latestCases(actor)} c where ${condition} limit ${COMMON}) met`)
  return n >= COMMON
}

/** Whether a category is called so: its cases hold the text nowhere else. */
async function namesCategory(db: Db, { districtId }: Actor, text: string): Promise<boolean> {
  const { named } = await db.one<{ named: boolean }>(sql`
    select exists (select 1 from city.category where position(lower(${text}::text) in lower(name)) > 0)
        or exists (select 1 from city.category_local
                    where district_id = ${districtId} and position(lower(${text}::text) in lower(name)) > 0) as named`)
  return named
}
