import { dateOf, dayNumberOf, weekdayOf } from '#city/calendar/zone.ts'
import { readHistory } from '#city/case/store.ts'
import { standingCellOfCase } from '#city/grid/standing.ts'
import type { District } from '#city/organisation/district.ts'
import { dayIn } from '#city/place/locators.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { declinersOf } from '../decline/store.ts'
import { allocate } from './allocate.ts'
import { candidatesOf } from './candidates.ts'
import { drawOne, drawSome } from './draw.ts'
import { insertDraw, listDrawable } from './draw-store.ts'
import {
  assignTask,
  type ClosedCase,
  findSampleOf,
  insertSample,
  insertStrata,
  insertTasks,
  lastShares,
  listClosed,
  lockUnassigned,
  type NewTask,
} from './sample-store.ts'
import { openSeed, seedOf } from './seed-store.ts'
import { tiesOf, verifiersOf } from './ties.ts'

const REMEMBERED_DAYS = 91

/** The last whole week before a day: from its Monday to the Monday after, half-open. */
export function lastWeek(today: string): { from: string; to: string } {
  const number = dayNumberOf(today)
  const monday = number - (weekdayOf(number) - 1)
  return { from: dateOf(monday - 7), to: dateOf(monday) }
}

/**
 * Draws the cases of last week that are looked at again, and who looks. Everything follows from the seed of the day, the sample's
 * own id and the cases closed; a week is drawn once. Gives how many were drawn.
 */
export async function makeSample(tx: Tx, sealer: Sealer, district: District, now: Date): Promise<number> {
  const { districtId, timeZone, settings } = district
  const today = dayIn(timeZone, now)
  const week = lastWeek(today)
  if (await findSampleOf(tx, districtId, week.from)) return 0
  const { perWeek, least, by, allocation } = settings.sample
  const closed = await listClosed(tx, districtId, { ...week, by, zone: timeZone })
  const byStratum = Map.groupBy(closed, ({ stratum }) => stratum)
  const shares = await lastShares(tx, districtId, dateOf(dayNumberOf(week.from) - REMEMBERED_DAYS))
  const planned = [...byStratum].map(([id, cases]) => ({
    id,
    population: cases.length,
    lastShare: shares.get(id) ?? null,
  }))
  const sizes = allocate(planned, { total: perWeek, least, by: allocation })
  const sealed = await seedOf(tx, sealer, districtId, today, now)
  const seed = openSeed(sealer, districtId, sealed)
  const sampleId = newId()
  const drawn = planned.flatMap(({ id }) => drawnOf(seed, sampleId, id, byStratum.get(id) ?? [], sizes.get(id) ?? 0))
  await insertSample(tx, districtId, {
    ...{ sampleId, ...week, size: drawn.length, by, allocation },
    ...{ seedDay: today, seedDigest: sealed.digest, madeAt: now },
  })
  const nameOf = (id: string) => byStratum.get(id)?.[0]?.name ?? id
  await insertStrata(
    tx,
    districtId,
    sampleId,
    planned.map(({ id, population }) => ({ stratum: id, name: nameOf(id), population, size: sizes.get(id) ?? 0 })),
  )
  const tasks: NewTask[] = []
  for (const [index, each] of drawn.entries())
    tasks.push(await taskOf(tx, { districtId, sampleId, seed, day: today, now }, each, index + 1))
  await insertTasks(tx, districtId, sampleId, tasks)
  return drawn.length
}

/**
 * Draws again for cases of earlier samples for whom nobody was free of ties: by the seed of today, under the same subject and line,
 * from whoever is independent now. What was opened again meanwhile is left. Gives how many found somebody.
 */
export async function redrawUnassigned(tx: Tx, sealer: Sealer, district: District, now: Date): Promise<number> {
  const { districtId, timeZone } = district
  const day = dayIn(timeZone, now)
  const waiting = await lockUnassigned(tx, districtId, dateOf(dayNumberOf(day) - REMEMBERED_DAYS))
  if (waiting.length === 0) return 0
  const seed = openSeed(sealer, districtId, await seedOf(tx, sealer, districtId, day, now))
  let found = 0
  for (const { sampleId, line, ...closed } of waiting) {
    const declined = await declinersOf(tx, districtId, sampleId, line)
    const { collectorId } = await taskOf(tx, { districtId, sampleId, seed, day, now }, closed, line, declined)
    if (collectorId === null) continue
    await assignTask(tx, districtId, sampleId, line, collectorId)
    found++
  }
  return found
}

/** Draws somebody else for a line that was handed back, without whoever did so; gives whether there was anybody. */
export async function redrawDeclined(
  tx: Tx,
  sealer: Sealer,
  { districtId, timeZone }: Pick<District, 'districtId' | 'timeZone'>,
  task: { sampleId: string; line: number; caseId: string; cellCode: string | null; declined: readonly string[] },
  now: Date,
): Promise<boolean> {
  const { sampleId, line, declined, ...closed } = task
  const day = dayIn(timeZone, now)
  const seed = openSeed(sealer, districtId, await seedOf(tx, sealer, districtId, day, now))
  const drawing = { districtId, sampleId, seed, day, now }
  const { collectorId } = await taskOf(tx, drawing, { ...closed, stratum: '' }, line, declined)
  await assignTask(tx, districtId, sampleId, line, collectorId)
  return collectorId !== null
}

function drawnOf(seed: string, sampleId: string, stratum: string, cases: readonly ClosedCase[], size: number) {
  const ids = drawSome(
    seed,
    `${sampleId}|${stratum}`,
    cases.map(({ caseId }) => caseId),
    size,
  )
  return ids.flatMap((id) => cases.find(({ caseId }) => caseId === id) ?? [])
}

type Drawing = { districtId: string; sampleId: string; seed: string; day: string; now: Date }

/** A line that was handed back is drawn for under a number of its own each time. */
const HANDED_BACK = 10_000

/** Who looks at one case again: drawn from those who had nothing to do with it, on shift or not, since there is a week for it. */
async function taskOf(
  tx: Tx,
  drawing: Drawing,
  { caseId, stratum, cellCode }: Omit<ClosedCase, 'name'>,
  line: number,
  declined: readonly string[] = [],
): Promise<NewTask> {
  const { districtId, sampleId, seed, day, now } = drawing
  const history = await readHistory(tx, districtId, caseId)
  const standing = await standingCellOfCase(tx, districtId, { caseId, cellCode }, now)
  const collectors = await listDrawable(tx, districtId, { cellCode: standing, day, now })
  const ties = { ...tiesOf(history), before: new Set([...verifiersOf(history), ...declined]) }
  const { candidates } = candidatesOf(
    collectors.map((each) => ({ ...each, isOnShift: false })),
    ties,
  )
  if (candidates.length === 0) return { line, stratum, caseId, collectorId: null }
  const seq = line + HANDED_BACK * declined.length
  const drawn = drawOne(seed, { subject: sampleId, seq }, candidates)
  const head = { purpose: 'sample', subject: sampleId, seq, day, pool: 'all', reason: '' } as const
  await insertDraw(tx, districtId, { ...head, ...drawn, drawnBy: '系统', drawnAt: now })
  return { line, stratum, caseId, collectorId: drawn.chosen }
}
