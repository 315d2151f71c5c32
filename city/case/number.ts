import { dayIn } from '#city/place/locators.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { Gathering } from '#kernel/db/gathering.ts'
import { sql } from '#kernel/db/sql.ts'
import { caseProblems } from './problems.ts'

/**
 * Fills a template such as `{yyyy}{mm}{dd}{seq:5}` up to its serial: what comes before and after the serial, and its width.
 * The serial begins anew whenever the dated part changes. Error: `number_template_invalid`.
 */
export function numberPeriod(
  template: string,
  now: Date,
  timeZone: string,
): { before: string; after: string; width: number } {
  const [year = '', month = '', day = ''] = dayIn(timeZone, now).split('-')
  const dated = template
    .replaceAll('{yyyy}', year)
    .replaceAll('{yy}', year.slice(2))
    .replaceAll('{mm}', month)
    .replaceAll('{dd}', day)
  const found = dated.match(/^([^{}]*)\{seq:([1-9])\}([^{}]*)$/)
  if (!found) throw caseProblems.number_template_invalid({ template })
  return { before: found[1] ?? '', after: found[3] ?? '', width: Number(found[2]) }
}

type Wanted = { readonly districtId: string; readonly before: string; readonly after: string; readonly width: number }

const numbers = new Gathering<Wanted, string>(async (tx, wanted) => {
  const given = new Map<Wanted, string>()
  const periods = Map.groupBy(wanted, ({ districtId, before }) => `${districtId} ${before}`)
  // In one order, so that no two transactions wait for one another in a ring.
  for (const period of [...periods.keys()].toSorted()) {
    const some = periods.get(period)!
    const { districtId, before } = some[0]!
    const { serial } = await tx.one<{ serial: number }>(sql`
      insert into city.case_number as n (district_id, period, last_number)
      select ${districtId}, ${before}, ${some.length}::bigint
        from pg_advisory_xact_lock(hashtextextended(${`city.case_number ${districtId} ${before}`}, 0))
      on conflict (district_id, period) do update set last_number = n.last_number + excluded.last_number
      returning last_number as serial`)
    some.forEach((one, at) => {
      given.set(one, `${before}${String(serial - some.length + 1 + at).padStart(one.width, '0')}${one.after}`)
    })
  }
  return wanted.map((one) => given.get(one)!)
})

/**
 * The next case number of a district. Taken in the case's own transaction: no two cases share one, none is given out without
 * a case, and a number missing from a list belongs to a case one may not see.
 */
export async function takeNumber(
  tx: Db,
  districtId: string,
  template: string,
  now: Date,
  timeZone: string,
): Promise<string> {
  return numbers.add(tx, { districtId, ...numberPeriod(template, now, timeZone) })
}

/** Records the serials that an import or the demo has already given out, so that none is given again. */
export const writeNumbers = (tx: Tx, districtId: string, counters: ReadonlyMap<string, number>): Promise<number> =>
  tx.run(sql`
    insert into city.case_number as n (district_id, period, last_number)
    select ${districtId}, given.period, given.last
      from unnest(${[...counters.keys()]}::text[], ${[...counters.values()]}::bigint[]) as given(period, last)
    on conflict (district_id, period) do update set last_number = greatest(n.last_number, excluded.last_number)`)
