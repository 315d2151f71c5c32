import { dateOf, dayNumberOf } from '#city/calendar/zone.ts'
import { dayIn } from '#city/place/locators.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { openSeed, seedOf } from '../sample/seed-store.ts'
import { drawReview, nameOf } from './sample.ts'
import { hasReview, insertReview, listClosings } from './store.ts'

type Where = { readonly districtId: string; readonly timeZone: string }

/**
 * Draws the closings and voidings of yesterday that are looked at again, by the seed of today, whose digest was published before. A
 * day is drawn once; one without closings is kept as such. Gives how many were drawn, or undefined where it had been done.
 */
export async function makeReview(tx: Tx, sealer: Sealer, { districtId, timeZone }: Where, now: Date) {
  const today = dayIn(timeZone, now)
  const day = dateOf(dayNumberOf(today) - 1)
  if (await hasReview(tx, districtId, day)) return undefined
  const closings = await listClosings(tx, districtId, day, timeZone)
  const sealed = await seedOf(tx, sealer, districtId, today, now)
  const byName = new Map(closings.map((each) => [nameOf(each), each]))
  const population = [...byName.keys()]
  const names = drawReview(openSeed(sealer, districtId, sealed), day, population)
  const drawn = names.flatMap((name) => byName.get(name) ?? [])
  await insertReview(tx, districtId, { day, population, seedDay: today, seedDigest: sealed.digest, madeAt: now, drawn })
  return drawn.length
}
