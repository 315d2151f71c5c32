import type { CasePlace, CategoryRef } from '#city/case/event.ts'
import { editionOf } from '#city/catalogue/edition.ts'
import { resolveCategory as nameCategory } from '#city/catalogue/store.ts'
import { findComponent } from '#city/component/store.ts'
import { believedPoint } from '#city/place/check.ts'
import { type Point, point as pointAt } from '#city/place/frame.ts'
import { dayIn, locatorFor } from '#city/place/locators.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Db } from '#kernel/db/db.ts'
import type { CategoryGiven, PlaceGiven } from './intake.ts'
import { intakeProblems } from './problems.ts'

/** A category by its code in its edition, named as the district names it. Errors: `category_unknown`, `category_code_malformed`. */
export async function resolveCategory(
  db: Db,
  districtId: string,
  given: CategoryGiven,
  now: Date,
): Promise<CategoryRef> {
  const { kind, code } = given
  const edition = editionOf(given.edition, 'body.category.edition')
  return nameCategory(db, districtId, { edition, kind, code, on: dayIn('Asia/Shanghai', now) })
}

/**
 * What is known of a place: the point in CGCS2000 and the cell, community and street that hold it. A component gives its own
 * point and cell. Without a point only the words remain. Errors: `point_outside_district`, `component_unknown`.
 */
export async function resolvePlace(db: Db, districtId: string, given: PlaceGiven, now: Date): Promise<CasePlace> {
  const component = given.componentCode ? await componentOf(db, districtId, given.componentCode) : undefined
  const point = given.point ? believedPoint(given.point, 'body.place.point') : (component ?? null)
  const located = point ? await locate(db, districtId, point, now) : undefined
  return {
    point,
    text: given.text,
    cellCode: located?.cellCode ?? null,
    communityCode: located?.communityCode ?? null,
    streetCode: located?.streetCode ?? null,
    componentCode: given.componentCode ?? null,
  }
}

async function componentOf(db: Db, districtId: string, code: string): Promise<Point> {
  const component = await findComponent(db, districtId, code)
  if (!component) throw intakeProblems.component_unknown({ code }, 'body.place.componentCode')
  return pointAt(component.place.lon, component.place.lat)
}

async function locate(db: Db, districtId: string, point: Point, now: Date) {
  const locator = await locatorFor(db, districtId, now)
  const located = locator.locate(point)
  if (!located && locator.cellCount > 0)
    throw placeProblems.point_outside_district({ lon: point.lon, lat: point.lat }, 'body.place.point')
  return located
}
