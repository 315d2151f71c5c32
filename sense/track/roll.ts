import { dayNumberOf, instantOf } from '#city/calendar/zone.ts'
import { eachDistrict } from '#city/place/each-district.ts'
import { roadsFor } from '#city/place/roads.ts'
import type { District } from '#city/place/store.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { cutSeen } from './cut-day.ts'
import { putDay, readFixes } from './day-store.ts'
import { type Due, lockLooking, markArrived, postpone, takeDue } from './due-store.ts'
import { getRules } from './rules-store.ts'
import { readSign } from './work-sign-store.ts'

type Deps = { readonly pool: Pool; readonly clock: Clock; readonly log: Log }

const everyMs = 20_000
const mostBatches = 500
const mostDays = 20
/** A day that could not be cut is tried again after so long. */
const laterMs = 3_600_000

/** Cuts days of devices to which positions came, until it is stopped. */
export const startTracks = ({ pool, clock, log }: Deps): Loop =>
  startLoop({
    everyMs,
    onError: (error) => log.error({ err: error }, 'tracks could not be cut'),
    step: async () => {
      let more = false
      await eachDistrict(pool, log, 'tracks', async (district) => {
        const onFault = (error: unknown, due: Due) => log.error({ err: error, ...due }, 'a day could not be cut')
        more = (await cutDue(pool, district, clock.now(), onFault)) || more
      })
      return more
    },
  })

type Where = Pick<District, 'districtId' | 'timeZone'>
type OnFault = (error: unknown, due: Due) => void

/**
 * One round in a district. Gives whether there is more to do. A day that cannot be cut is told of and waits, so that it holds up no
 * other.
 */
export async function cutDue(
  pool: Pick<Pool, 'transaction'>,
  where: Where,
  now: Date,
  onFault: OnFault = () => undefined,
): Promise<boolean> {
  const looked = await pool.transaction(async (tx) =>
    (await lockLooking(tx, where.districtId))
      ? await markArrived(tx, where.districtId, { timeZone: where.timeZone, now, limit: mostBatches })
      : 0,
  )
  let days = 0
  while (days < mostDays && (await cutNext(pool, where, now, onFault))) days++
  return looked === mostBatches || days === mostDays
}

// The mark goes in the transaction that cuts: a crash leaves it where it was.
async function cutNext(pool: Pick<Pool, 'transaction'>, where: Where, now: Date, onFault: OnFault): Promise<boolean> {
  let due: Due | undefined
  try {
    await pool.transaction(async (tx) => {
      due = await takeDue(tx, where.districtId, now)
      if (due) await cutOne(tx, where, due, now)
    })
  } catch (error) {
    if (!due) throw error
    const { districtId } = where
    const failed = due
    onFault(error, failed)
    await pool.transaction((tx) => postpone(tx, districtId, failed, new Date(now.getTime() + laterMs)))
  }
  return due !== undefined
}

async function cutOne(tx: Tx, { districtId, timeZone }: Where, due: Due, now: Date): Promise<void> {
  const number = dayNumberOf(due.day)
  const [begin, end] = [instantOf(timeZone, number, 0), instantOf(timeZone, number + 1, 0)]
  const { roads, net } = await roadsFor(tx, districtId)
  const { rules, revision } = await getRules(tx, districtId)
  const read = (sight: { from: number; to: number }) => readFixes(tx, { districtId, deviceId: due.deviceId, ...sight })
  const { cut, sight } = await cutSeen(
    read,
    { from: begin, to: end },
    {
      ...{ net, rules, now: now.getTime() },
      readSign: (sight) => readSign(tx, districtId, due.deviceId, sight),
    },
  )
  const { ok, bad, unknown } = cut.fixes
  if (ok + bad + unknown === 0) return
  const roadIds = roads.map(({ roadId }) => roadId)
  await putDay(tx, { districtId, ...due }, { cut, roadIds, begin, sight, revision, now })
}
