import type { Behind, Indicator, Industry, Span } from '#city/industry/industry.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type BoardIndicator, mostBehind } from './contract.ts'
import { type Count, isMet, readingOf } from './reading.ts'

type Month = Span & { readonly period: string }

/** The months up to the running one by the district's own clock, the oldest first. */
async function monthsUpTo(db: Db, districtId: string, now: Date, count: number): Promise<Month[]> {
  const rows = await db.many<{ period: string; from: Date; to: Date }>(sql`
    select to_char(m, 'YYYY-MM') as period, m at time zone d.time_zone as from,
           (m + interval '1 month') at time zone d.time_zone as to
      from city.district d
     cross join lateral (select date_trunc('month', ${now}::timestamptz at time zone d.time_zone) as running) r
     cross join lateral generate_series(r.running - ${count - 1}::int * interval '1 month', r.running, interval '1 month') m
     where d.district_id = ${districtId} order by m`)
  return rows.map((row) => ({ ...row, districtId }))
}

/** The one month of that name. */
async function monthNamed(db: Db, districtId: string, period: string): Promise<Span> {
  const row = await db.one<{ from: Date; to: Date }>(sql`
    select ${`${period}-01`}::timestamp at time zone time_zone as from,
           (${`${period}-01`}::timestamp + interval '1 month') at time zone time_zone as to
      from city.district where district_id = ${districtId}`)
  return { ...row, districtId }
}

/** An industry's indicators, month by month. */
export async function boardOf(
  db: Db,
  { supervise }: Industry,
  at: { readonly districtId: string; readonly now: Date; readonly months: number },
): Promise<BoardIndicator[]> {
  const months = await monthsUpTo(db, at.districtId, at.now, at.months)
  return readBoard(db, supervise.indicators, months)
}

/** The same as it stood in a month that is over, with the months before it; of what keeps no past only the running one is known. */
export async function boardUpTo(
  db: Db,
  { supervise }: Industry,
  at: { readonly districtId: string; readonly now: Date; readonly period: string; readonly months: number },
): Promise<BoardIndicator[]> {
  const span = await monthNamed(db, at.districtId, at.period)
  const isOver = span.to <= at.now
  const until = isOver ? new Date(span.from.getTime() + 1) : at.now
  const months = await monthsUpTo(db, at.districtId, until, at.months)
  const known = supervise.indicators.filter(({ asItStands }) => !(asItStands && isOver))
  return readBoard(db, known, months)
}

function readBoard(db: Db, indicators: readonly Indicator[], months: readonly Month[]): Promise<BoardIndicator[]> {
  return Promise.all(indicators.map((indicator) => readAll(db, indicator, months)))
}

async function readAll(db: Db, indicator: Indicator, months: readonly Month[]): Promise<BoardIndicator> {
  // Of what is only known as it stands nobody can say how it stood; those months have nothing to count.
  const known = indicator.asItStands ? months.slice(-1) : months
  const counted = await Promise.all(known.map((month) => db.one<Count>(indicator.count(month))))
  const counts = [...months.slice(known.length).map(() => ({ hits: 0, base: 0 })), ...counted]
  const readings = months.map(({ period }, at) => readingOf(period, countOf(counts[at]), indicator))
  const { id, title, unit, formula, target, stretch, source } = indicator
  const latest = readings.findLast(({ value }) => value !== null)?.value ?? null
  return {
    ...{ id, title, unit, formula, target, source, readings },
    stretch: stretch ? { ...stretch, isMet: isMet(latest, stretch) } : null,
  }
}

// Sums of nothing are null, and counts of many come as text.
const countOf = (row: { hits: unknown; base: unknown } | undefined): Count => ({
  hits: Number(row?.hits ?? 0),
  base: Number(row?.base ?? 0),
})

/** The rows a month's number is made of, those that did not count first. */
export async function behindOf(
  db: Db,
  indicator: Indicator,
  at: { readonly districtId: string; readonly period: string },
): Promise<{ items: Behind[]; isCut: boolean }> {
  const span = await monthNamed(db, at.districtId, at.period)
  const rows = await db.many<Behind>(sql`
    select code, what, at, counted from (${indicator.behind(span)}) b order by counted, at desc nulls last, code
     limit ${mostBehind + 1}`)
  return { items: rows.slice(0, mostBehind), isCut: rows.length > mostBehind }
}
