import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Tally } from './tally.ts'

const keyColumns = { kind: 'text', grain: 'text', starts_on: 'date', subject: 'text' } as const

const keyOf = ({ kind, grain, startsOn, subject }: Omit<Tally, 'amounts'>): readonly string[] => [
  kind,
  grain,
  startsOn,
  subject,
]

const sameKey = (district: string): Sql => sql`
  t.district_id = ${district} and t.kind = given.kind and t.grain = given.grain and t.starts_on = given.starts_on
  and t.subject = given.subject`

/** Brings the roll-up to its new amounts; a cell that came to nothing goes. The caller has locked the district's counting. */
export async function addTallies(tx: Tx, districtId: string, changes: readonly Tally[]): Promise<void> {
  if (changes.length === 0) return
  const known = await readTallies(tx, districtId, changes)
  const summed = changes.map((change) => ({
    ...change,
    amounts: plus(known.get(keyOf(change).join('|')) ?? {}, change.amounts),
  }))
  const [empty, full] = [summed.filter(isEmpty), summed.filter((each) => !isEmpty(each))]
  if (full.length > 0)
    await tx.run(sql`
      insert into supervise.score_tally as t (district_id, kind, grain, starts_on, subject, amounts)
      select ${districtId}, given.* from (${rowsAsQuery(
        { ...keyColumns, amounts: 'jsonb' },
        full.map((each) => [...keyOf(each), each.amounts]),
      )}) given
          on conflict (district_id, kind, grain, starts_on, subject) do update set amounts = excluded.amounts`)
  if (empty.length > 0)
    await tx.run(sql`
      delete from supervise.score_tally t using (${rowsAsQuery(keyColumns, empty.map(keyOf))}) given
       where ${sameKey(districtId)}`)
}

type Amounts = Tally['amounts']

const isEmpty = ({ amounts }: Tally): boolean => Object.keys(amounts).length === 0

function plus(were: Amounts, added: Amounts): Amounts {
  const sums: Record<string, number> = { ...were }
  for (const [count, amount] of Object.entries(added)) {
    const sum = (sums[count] ?? 0) + amount
    if (sum === 0) delete sums[count]
    else sums[count] = sum
  }
  return sums
}

async function readTallies(db: Db, districtId: string, wanted: readonly Tally[]): Promise<Map<string, Amounts>> {
  const rows = await db.many<Tally>(sql`
    select t.kind, t.grain, t.starts_on::text as "startsOn", t.subject, t.amounts
      from (${rowsAsQuery(keyColumns, wanted.map(keyOf))}) given
      join supervise.score_tally t on ${sameKey(districtId)}`)
  return new Map(rows.map((row) => [keyOf(row).join('|'), row.amounts]))
}
