import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { maskPersonal } from './mask.ts'
import { caseScope } from './scope.ts'
import { holds, latestCases, numberBegins, plainlyHolds } from './sought.ts'
import type { Stage } from './state.ts'
import { foldedWords, pairsOf } from './words.ts'

/** A case as a search shows it: nothing that its list would hide. */
export type FoundCase = {
  readonly caseId: string
  readonly number: string
  readonly stage: Stage
  readonly categoryName: string | null
  readonly description: string
  readonly placeText: string
  readonly lon: number | null
  readonly lat: number | null
  readonly reportedAt: Date
  readonly componentCode: string | null
}

const columns = sql.raw(`c.case_id as "caseId", c.number, c.stage, c.category_name as "categoryName", c.description,
  c.place_text as "placeText", c.place[0] as lon, c.place[1] as lat, c.reported_at as "reportedAt",
  c.component_code as "componentCode"`)

/** The newest cases holding all pairs that are read again. */
const MOST_HELD = 2_000

/**
 * Cases in the actor's scope whose number begins with a text, that are about the component of that code, or whose description or
 * place contains it; newest first. Digits long enough for a telephone are no words: nobody is found by their number.
 */
export async function findCases(db: Db, actor: Actor, text: string, limit: number): Promise<FoundCase[]> {
  const wanted = foldedWords(text)
  if (wanted === '') return []
  const numbered = isNumberLike(wanted) ? await byNumber(db, actor, wanted.toUpperCase(), limit) : []
  if (numbered.length > 0 || /^[0-9xX-]{7,}$/.test(wanted)) return numbered.map(masked)
  return (await byWords(db, actor, wanted, limit)).map(masked)
}

const isNumberLike = (text: string): boolean => /^[0-9a-z-]{4,}$/.test(text) && /[0-9]/.test(text)

const masked = (row: FoundCase): FoundCase => ({ ...row, description: maskPersonal(row.description) })

const byNumber = (db: Db, actor: Actor, text: string, limit: number): Promise<FoundCase[]> =>
  db.many(sql`
    (select ${columns} from city.case c
      where ${caseScope(actor, 'case.read')} and ${numberBegins(text)} order by c.number desc limit ${limit})
    union
    (select ${columns} from city.case c
      where ${caseScope(actor, 'case.read')} and c.component_code = ${text} order by c.reported_at desc limit ${limit})
    order by "reportedAt" desc limit ${limit}`)

async function byWords(db: Db, actor: Actor, wanted: string, limit: number): Promise<FoundCase[]> {
  const recent = await amongLatest(db, actor, wanted, limit)
  const pairs = pairsOf(wanted)
  return recent.length >= limit || pairs.length === 0 ? recent : byPairs(db, actor, wanted, pairs, limit)
}

const amongLatest = (db: Db, actor: Actor, wanted: string, limit: number): Promise<FoundCase[]> =>
  db.many(sql`
    select ${columns} from ${latestCases(actor)} c
     where ${plainlyHolds(wanted)} order by c.reported_at desc, c.case_id limit ${limit}`)

const byPairs = (db: Db, actor: Actor, wanted: string, pairs: readonly number[], limit: number): Promise<FoundCase[]> =>
  db.many(sql`
    select ${columns}
      from (select case_id from city.case_words
             where district_id = ${actor.districtId} and pairs @> ${pairs}::int[]
             order by reported_at desc limit ${MOST_HELD}) held
      join city.case c on c.district_id = ${actor.districtId} and c.case_id = held.case_id
     where ${caseScope(actor, 'case.read')} and ${holds(wanted)}
     order by c.reported_at desc, c.case_id limit ${limit}`)
