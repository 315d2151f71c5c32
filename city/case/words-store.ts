import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { CaseState } from './state.ts'
import { pairsOf, wordsOfCase } from './words.ts'

/** The pairs that a case is found by. */
export const pairsOfCase = (s: Pick<CaseState, 'description' | 'place'>): number[] =>
  pairsOf(wordsOfCase(s.description, s.place.text))

/** Brings the words of a case that was amended to what it says now. */
export const rewriteWords = (db: Db, districtId: string, caseId: string, s: CaseState): Promise<number> =>
  db.run(sql`
    update city.case_words set pairs = ${pairsOfCase(s)}
     where district_id = ${districtId} and case_id = ${caseId}`)

/** How a table of words is filled in bulk. */
export const wordsColumns = {
  district_id: 'text',
  case_id: 'uuid',
  reported_at: 'timestamptz',
  pairs: 'int[]',
} as const
