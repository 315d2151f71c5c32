import type { Clock } from '#kernel/clock.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { bucketsOf } from './bucket.ts'
import { dayOf, daysKept, ensureDays } from './partitions.ts'
import {
  close,
  listRolled,
  putMinutes,
  type Rolled,
  rollAgain,
  rollDays,
  rollHours,
  rollMinutes,
  setRolled,
  takeDue,
} from './roll-store.ts'
import { valuesOfMinutes } from './values-store.ts'

export type RollDeps = { pool: Pool; clock: Clock; log: Log }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const beijingMs = 8 * hourMs

// Most values are there a minute and a half after their time; what comes later is rolled again.
const waitMs = 90_000
const mostAtOnceMs = 6 * hourMs
const mostDue = 2_000
const everyMs = 20_000

/** Rolls values up by the minute, the hour and the day until it is stopped. */
export const startRolling = (deps: RollDeps): Loop =>
  startLoop({
    everyMs,
    step: () => rollUp(deps),
    onError: (error) => deps.log.error({ err: error }, 'values could not be rolled up'),
  })

/**
 * One round for every district: minutes that are over are closed, rolled up, and the hours and days that end in them with them; then
 * minutes to which something came late are rolled again. Gives whether there is more to do.
 */
export async function rollUp({ pool, clock }: Pick<RollDeps, 'pool' | 'clock'>): Promise<boolean> {
  const target = floor(clock.now().getTime() - waitMs, minuteMs)
  let more = false
  for (const { districtId, ...rolled } of await listRolled(pool)) {
    more = (await rollDistrict(pool, districtId, rolled, target)) || more
    more = (await rollLate(pool, districtId)) || more
  }
  return more
}

async function rollDistrict(pool: Pool, districtId: string, { rolledTo, closedTo }: Rolled, target: number) {
  const from = await firstOf(pool, rolledTo)
  if (from === undefined) return false
  // What was closed and not rolled up when a process ended comes first.
  const wanted = Math.max(target, closedTo.getTime())
  const to = new Date(Math.min(wanted, from.getTime() + mostAtOnceMs))
  if (to <= from) return false
  await close(pool, districtId, to)
  await makeDays(pool, [from, to])
  await pool.transaction(async (tx) => {
    await rollMinutes(tx, districtId, { from, to })
    const hours = { from: new Date(floor(+from, hourMs)), to: new Date(floor(+to, hourMs)) }
    if (hours.to > hours.from) await rollHours(tx, districtId, hours)
    const days = { from: new Date(beijingDay(+from)), to: new Date(beijingDay(+to)) }
    if (days.to > days.from) await rollDays(tx, districtId, days)
    await setRolled(tx, districtId, to)
  })
  return +to < wanted
}

/** Where rolling up goes on: at the first day that there is, when nothing is rolled up yet. */
async function firstOf(pool: Pool, rolledTo: Date): Promise<Date | undefined> {
  const [first] = await daysKept(pool, 'sense.telemetry')
  if (!first) return undefined
  const start = new Date(`${first}T00:00:00Z`)
  return rolledTo > start ? rolledTo : start
}

async function makeDays(pool: Pool, instants: readonly Date[]): Promise<void> {
  const days = new Set(instants.map(dayOf))
  const known = new Set(await daysKept(pool, 'sense.rollup_minute'))
  const missing = [...days].filter((day) => !known.has(day))
  if (missing.length > 0) await pool.transaction((tx) => ensureDays(tx, 'sense.rollup_minute', missing))
}

async function rollLate(pool: Pool, districtId: string): Promise<boolean> {
  return (await pool.transaction((tx) => rollDue(tx, districtId))) === mostDue
}

// The marks are taken in the transaction that rolls up: a crash leaves them where they were.
async function rollDue(tx: Tx, districtId: string): Promise<number> {
  const due = await takeDue(tx, districtId, mostDue)
  if (due.length === 0) return 0
  await ensureDays(tx, 'sense.rollup_minute', new Set(due.map(({ at }) => dayOf(at))))
  const minutes = await valuesOfMinutes(tx, districtId, due)
  const buckets = minutes.flatMap(({ seriesId, values }) =>
    bucketsOf(values, minuteMs).map((one) => ({ ...one, seriesId })),
  )
  if (buckets.length > 0) await putMinutes(tx, districtId, buckets)
  await rollAgain(tx, districtId, due)
  return due.length
}

const floor = (at: number, span: number): number => Math.floor(at / span) * span

const beijingDay = (at: number): number => floor(at + beijingMs, dayMs) - beijingMs
