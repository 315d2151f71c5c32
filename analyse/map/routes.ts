import { near } from '#city/component/store.ts'
import { believedPoint } from '#city/place/check.ts'
import { boxAround } from '#city/place/distance.ts'
import { dayIn, locatorFor } from '#city/place/locators.ts'
import { roadGraphFor } from '#city/place/roads.ts'
import { getDistrict } from '#city/place/store.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { squareMetresOf } from './area.ts'
import {
  casesNear,
  countCasesIn,
  countDays,
  countOpenByCell,
  groupCasesIn,
  listCasesIn,
  type Period,
  placeInBox,
} from './case-store.ts'
import { countComponentsByCell, groupComponentsIn, listComponentsIn } from './component-store.ts'
import {
  type CellIndicator,
  casesInView,
  cellValues,
  insideArea,
  nearestResources,
  nearOnMap,
  reportDays,
} from './contract.ts'
import { liesIn, metresFrom, mustBeArea } from './inside.ts'
import { listCollectors, listUnitsOf } from './resource-store.ts'
import { byNearness, type Reachable, withRoads } from './resources.ts'

const LISTED = 100
const NEAREST = 5
const COLLECTORS = 12
const DAY_MS = 86_400_000
const place = sql.raw('c.place')

/** Cases within a surface: counts by class, and a list no longer than one reads. */
async function casesInside(
  db: Db,
  actor: Actor,
  where: Period & { readonly place: ReturnType<typeof liesIn> },
  now: Date,
) {
  const groups = await groupCasesIn(db, actor, where, now)
  const items = await listCasesIn(db, actor, { ...where, limit: LISTED }, now)
  const sum = (of: 'total' | 'late') => groups.reduce((all, group) => all + group[of], 0)
  return { total: sum('total'), late: sum('late'), groups, items }
}

async function componentsInside(db: Db, districtId: string, where: ReturnType<typeof liesIn>) {
  const groups = await groupComponentsIn(db, districtId, where)
  const items = await listComponentsIn(db, districtId, where, LISTED)
  const sum = (of: 'total' | 'faulty') => groups.reduce((all, group) => all + group[of], 0)
  return { total: sum('total'), faulty: sum('faulty'), groups, items }
}

async function valuesByCell(db: Db, actor: Actor, by: CellIndicator, now: Date) {
  if (by === 'components') return may(actor, 'component.read') ? countComponentsByCell(db, actor.districtId) : []
  const cells = await countOpenByCell(db, actor, now)
  return cells.map(({ code, open, late }) => ({
    code,
    value: by === 'open' ? open : by === 'late' ? late : late / open,
  }))
}

const shown = ({ beat, ...one }: Reachable) => ({
  ...one,
  beat: beat && { name: beat.name, holdsPoint: beat.holdsPoint, metres: beat.metres },
})

/** What the one map asks besides its tiles. */
export const mapRoutes: readonly Route[] = [
  route(casesInView, async ({ tx, actor, query: { from, to, limit, ...box }, now }) => {
    const where = { from, to, place: placeInBox(box) }
    const items = await listCasesIn(tx, actor, { ...where, limit }, now)
    return { items, total: items.length < limit ? items.length : await countCasesIn(tx, actor, where) }
  }),
  route(reportDays, async ({ tx, actor, query: { days, ...box }, now }) => {
    const { timeZone } = await getDistrict(tx, actor.districtId)
    const period = { from: dayIn(timeZone, new Date(now.getTime() - (days - 1) * DAY_MS)), to: dayIn(timeZone, now) }
    return { ...period, items: await countDays(tx, actor, { ...period, place: placeInBox(box) }) }
  }),
  route(nearOnMap, async ({ tx, actor, query, now }) => {
    const at = believedPoint(query, 'lon')
    const box = placeInBox(boxAround(at, query.metres))
    const asked = { from: query.from, to: query.to, place: box, metres: metresFrom(at, place), limit: NEAREST }
    const located = (await locatorFor(tx, actor.districtId, now)).locate(at)
    const around = may(actor, 'component.read')
      ? await near(tx, actor.districtId, at, { metres: query.metres, limit: NEAREST })
      : []
    return {
      cases: may(actor, 'case.read') ? await casesNear(tx, actor, asked, now) : [],
      components: around.map(({ code, kind, name, state, address, place: point, metres }) => ({
        ...{ code, kind, name, state, address, point, metres },
      })),
      cell: located ? { code: located.cellCode, street: located.streetName, community: located.communityName } : null,
    }
  }),
  route(insideArea, async ({ tx, actor, query: { area: text, from, to }, now }) => {
    const area = mustBeArea(text)
    const where = liesIn(area, place)
    return {
      squareMetres: squareMetresOf(area),
      cases: may(actor, 'case.read') ? await casesInside(tx, actor, { from, to, place: where }, now) : null,
      components: may(actor, 'component.read') ? await componentsInside(tx, actor.districtId, where) : null,
    }
  }),
  route(cellValues, async ({ tx, actor, query: { by }, now }) => ({
    by,
    items: await valuesByCell(tx, actor, by, now),
  })),
  route(nearestResources, async ({ tx, actor, query, now }) => {
    const at = believedPoint(query, 'lon')
    const cell = (await locatorFor(tx, actor.districtId, now)).locate(at)?.cellCode ?? null
    const all = await listCollectors(tx, actor.districtId, at, cell, now)
    const roads = await roadGraphFor(tx, actor.districtId)
    return {
      collectors: byNearness(withRoads(all, at, roads))
        .slice(0, COLLECTORS)
        .map(shown),
      units: await listUnitsOf(tx, actor.districtId, cell, now),
    }
  }),
]
