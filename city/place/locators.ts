import type { Db } from '#kernel/db/db.ts'
import { listCells } from './cell-store.ts'
import type { Point } from './frame.ts'
import { buildLocator, type Locator } from './locator.ts'
import { cellsVersion, listDivisions } from './store.ts'

type Held = { readonly token: string; readonly day: string; readonly locator: Promise<Locator> }

// A locator of 2 500 cells holds about 10 MB; a process serves few districts.
const MOST_DISTRICTS = 64
const held = new Map<string, Held>()

/**
 * The locator of a district as its cells stand today, read by `db`. Asks for the version (one row) each time and rebuilds only
 * when the token or the day has changed. The token is a fresh id, so what a rolled-back change left here is never taken for another.
 */
export async function locatorFor(db: Db, districtId: string, now: Date = new Date()): Promise<Locator> {
  const { token, timeZone } = await cellsVersion(db, districtId)
  const day = dayIn(timeZone, now)
  const known = held.get(districtId)
  if (known && known.token === token && known.day === day) return known.locator
  const locator = load(db, districtId, day)
  hold(districtId, { token, day, locator })
  // A failed load must not be remembered.
  locator.catch(() => {
    if (held.get(districtId)?.locator === locator) held.delete(districtId)
  })
  return locator
}

const MOST_DAYS = 4
const heldDays = new Map<string, Promise<Locator>>()

/** The locator of a district as its cells stood, or will stand, on a day. A few days asked for last are kept. */
export async function locatorOn(db: Db, districtId: string, day: string): Promise<Locator> {
  const { token } = await cellsVersion(db, districtId)
  const key = `${districtId} ${day} ${token}`
  const known = heldDays.get(key)
  if (known) return known
  const locator = load(db, districtId, day)
  heldDays.set(key, locator)
  locator.catch(() => heldDays.delete(key))
  const oldest = heldDays.keys().next().value
  if (heldDays.size > MOST_DAYS && oldest !== undefined) heldDays.delete(oldest)
  return locator
}

function hold(districtId: string, entry: Held): void {
  held.delete(districtId)
  held.set(districtId, entry)
  const oldest = held.keys().next().value
  if (held.size > MOST_DISTRICTS && oldest !== undefined) held.delete(oldest)
}

async function load(db: Db, districtId: string, day: string): Promise<Locator> {
  const cells = await listCells(db, districtId, day)
  const divisions = await listDivisions(db, districtId, day)
  return buildLocator(cells, divisions)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day `YYYY-MM-DD` of an instant in a time zone. */
export function dayIn(timeZone: string, at: Date): string {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(at)
}

/** The cell of today for something filed under a code that may have been retired since: by its place, where that is known. */
export async function standingCell(
  db: Db,
  districtId: string,
  given: { readonly cellCode: string | null; readonly point: Point | null },
  now: Date,
): Promise<string | null> {
  if (given.cellCode === null) return null
  const locator = await locatorFor(db, districtId, now)
  if (locator.byCode(given.cellCode) || !given.point) return given.cellCode
  return locator.locate(given.point)?.cellCode ?? given.cellCode
}
