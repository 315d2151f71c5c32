import type { Industry } from '#city/industry/industry.ts'
import { industriesOn } from '#city/industry/on.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { boardOf } from '../indicator/board.ts'
import type { WallIndustries } from './contract.ts'

const shownUsually = 3
/** The month's numbers move slowly, and some are counted from many values. */
const FRESH_MS = 60_000

/** Reads how industries run, at most once a minute for each district. */
export function industryReader(
  industries: readonly Industry[],
): (db: Db, districtId: string, now: Date) => Promise<WallIndustries> {
  const held = new Map<string, { at: number; read: Promise<WallIndustries> }>()
  return (db, districtId, now) => {
    const known = held.get(districtId)
    if (known && Math.abs(now.getTime() - known.at) < FRESH_MS) return known.read
    const read = readAll(db, districtId, industries, now)
    held.set(districtId, { at: now.getTime(), read })
    read.catch(() => held.delete(districtId))
    return read
  }
}

async function readAll(
  db: Db,
  districtId: string,
  industries: readonly Industry[],
  now: Date,
): Promise<WallIndustries> {
  const on = await industriesOn(db, districtId, industries)
  return Promise.all(on.map((one) => readOne(db, districtId, one, now)))
}

async function readOne(db: Db, districtId: string, industry: Industry, now: Date): Promise<WallIndustries[number]> {
  const { wall, indicators } = industry.supervise
  const shown = wall.length > 0 ? indicators.filter(({ id }) => wall.includes(id)) : indicators.slice(0, shownUsually)
  const own = { ...industry, supervise: { ...industry.supervise, indicators: shown } }
  const [board, counts] = await Promise.all([
    boardOf(db, own, { districtId, now, months: 1 }),
    countStanding(db, districtId, industry, now),
  ])
  return {
    title: industry.title,
    ...counts,
    indicators: board.map(({ title, unit, readings, target }) => ({
      ...{ title, unit, value: readings.at(-1)?.value ?? null, standing: readings.at(-1)?.standing ?? 'unknown' },
      goal: `${target.way === 'at_least' ? '≥' : '≤'} ${target.value}${unit}`,
    })),
  }
}

const countStanding = (db: Db, districtId: string, { id, sense }: Industry, now: Date) =>
  db.one<{ alarms: number; orders: number; inspected: number }>(sql`
    select (select count(*)::int from "analyse".alarm_episode e
              join sense.device d on d.district_id = e.district_id and d.device_id = e.device_id
             where e.district_id = ${districtId} and e.cleared_at is null and e.verdict is distinct from false
               and d.kind = any(${sense.devices.map((one) => one.id)}::text[])) as alarms,
           (select count(*)::int from "command".work_order
             where district_id = ${districtId} and industry_id = ${id}
               and state in ('planned', 'assigned', 'begun', 'done')) as orders,
           (select count(distinct component_code)::int from "command".inspection
             where district_id = ${districtId} and industry_id = ${id} and outcome <> 'could_not'
               and at >= ${new Date(now.getTime() - 30 * 86_400_000)}) as inspected`)
