import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { editionOf } from './edition.ts'
import { type CodedCategory, categoryMap, mapCategory } from './mapping.ts'
import { listMapping } from './store.ts'

/**
 * What people in the street most often point at, as 2026 matters in the order a citizen is offered them; our own choice [推].
 */
const citizenMatters: readonly string[] = [
  ...['06010', '06042', '06012', '06013', '01001', '01004', '01037', '09009', '09010', '09011'],
  ...['09012', '09006', '09005', '06028', '08001', '08004', '07001', '06027', '06029', '06017'],
  ...['06036', '06037', '03001', '02034', '06001', '10001', '10002'],
]

/**
 * The short list of matters a citizen is offered, in the district's edition. Those without a counterpart in an older edition are
 * left out. Throws edition_unknown.
 */
export async function listCitizenCategories(
  db: Db,
  edition: string,
): Promise<(CodedCategory & { readonly name: string })[]> {
  const id = editionOf(edition)
  const map = categoryMap(await listMapping(db))
  const wanted = citizenMatters.flatMap(
    (code) => mapCategory(map, { edition: '2026', kind: 'matter', code }, id)?.category ?? [],
  )
  const rows = await db.many<CodedCategory & { name: string }>(sql`
    select edition, kind, code, name from city.category
     where edition = ${id} and kind = 'matter' and code = any(${wanted.map((category) => category.code)})`)
  const order = new Map(wanted.map((category, at) => [category.code, at]))
  return rows.toSorted((a, b) => order.get(a.code)! - order.get(b.code)!)
}
