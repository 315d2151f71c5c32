import type { CasePlace, CategoryRef } from '#city/case/event.ts'
import { editionOf } from '#city/catalogue/edition.ts'
import { resolveCategory as nameCategory } from '#city/catalogue/store.ts'
import { findComponent } from '#city/component/store.ts'
import { believedPoint } from '#city/place/check.ts'
import { type Point, point as pointAt } from '#city/place/frame.ts'
import { dayIn, locatorFor } from '#city/place/locators.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { CategoryGiven, PlaceGiven } from './intake.ts'
import { once } from './once.ts'
import { intakeProblems } from './problems.ts'

/** A category by its code in its edition, named as the district names it. Errors: `category_unknown`, `category_code_malformed`. */
export async function resolveCategory(
  tx: Tx,
  districtId: string,
  given: CategoryGiven,
  now: Date,
): Promise<CategoryRef> {
  const { kind, code } = given
  const edition = editionOf(given.edition, 'body.category.edition')
  const on = dayIn('Asia/Shanghai', now)
  return once(tx, `category ${districtId} ${edition} ${kind} ${code} ${on}`, () =>
    nameCategory(tx, districtId, { edition, kind, code, on }),
  )
}

/**
 * What is known of a place: the point in CGCS2000 and the cell, community and street that hold it. A component gives its own
 * point and cell. Without a point only the words remain. Errors: `point_outside_district`, `component_unknown`.
 */
export async function resolvePlace(tx: Tx, districtId: string, given: PlaceGiven, now: Date): Promise<CasePlace> {
  const component = given.componentCode ? await componentOf(tx, districtId, given.componentCode) : undefined
  const point = given.point ? believedPoint(given.point, 'body.place.point') : (component ?? null)
  const located = point ? await locate(tx, districtId, point, now) : undefined
  return {
    point,
    text: given.text,
    cellCode: located?.cellCode ?? null,
    communityCode: located?.communityCode ?? null,
    streetCode: located?.streetCode ?? null,
    componentCode: given.componentCode ?? null,
  }
}

async function componentOf(tx: Tx, districtId: string, code: string): Promise<Point> {
  const component = await findComponent(tx, districtId, code)
  if (!component) throw intakeProblems.component_unknown({ code }, 'body.place.componentCode')
  return pointAt(component.place.lon, component.place.lat)
}

async function locate(tx: Tx, districtId: string, point: Point, now: Date) {
  // No day begins within an hour.
  const locator = await once(tx, `cells ${districtId} ${now.toISOString().slice(0, 13)}`, () =>
    locatorFor(tx, districtId, now),
  )
  const located = locator.locate(point)
  if (!located && locator.cellCount > 0)
    throw placeProblems.point_outside_district({ lon: point.lon, lat: point.lat }, 'body.place.point')
  return located
}
