import type { CasePlace, CategoryRef } from '#city/case/event.ts'
import { openNow } from '#city/case/open-now.ts'
import { type Doer, takerOf } from '#city/case/port.ts'
import { finalStages } from '#city/case/state.ts'
import { editionOf } from '#city/catalogue/edition.ts'
import { resolveCategory } from '#city/catalogue/store.ts'
import type { Component } from '#city/component/store.ts'
import type { InspectionKind } from '#city/industry/industry.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { dayIn } from '#city/place/locators.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

const take = takerOf('command')

export type Fault = {
  readonly kind: InspectionKind
  readonly component: Component
  readonly inspectionId: string
  readonly words: string
  readonly files: readonly string[]
}
type Finding = {
  readonly districtId: string
  readonly doer: Doer
  readonly now: Date
}

/**
 * Makes a case of a fault that an inspection found, or tells it to one of the same category that is open on the same component:
 * one thing broken is one case, whoever sees it. Errors: those of categories.
 */
export async function fileFault(
  tx: Tx,
  at: Finding,
  fault: Fault,
): Promise<{ caseId: string; number: string; isNew: boolean }> {
  const { districtId, now, doer } = at
  const district = await findDistrict(tx, districtId)
  if (!district) throw placeProblems.district_not_found({ code: districtId })
  const category = await categoryOf(tx, districtId, fault, dayIn(district.timeZone, now))
  const { component, words, files, inspectionId, kind } = fault
  const open = await findOpenOn(tx, districtId, component.code, category)
  if (open) {
    await take(tx, { districtId, caseId: open.caseId, doer, now }, 'noted', { text: `${kind.title.zh}：${words}` })
    return { ...open, isNew: false }
  }
  const opened = await openNow(tx, at, district, {
    source: 'collector',
    urgency: 'normal',
    description: `${kind.title.zh}发现：${words}`,
    category,
    place: placeOf(component),
    files,
    foreign: { inspection: { inspectionId, kind: kind.title.zh } },
  })
  return { ...opened, isNew: true }
}

function categoryOf(tx: Tx, districtId: string, { kind, component }: Fault, on: string): Promise<CategoryRef> {
  const own = { edition: component.edition, kind: 'component' as const, code: component.kind }
  const given = kind.category ?? own
  return resolveCategory(tx, districtId, { ...given, edition: editionOf(given.edition, 'body.code'), on })
}

const placeOf = (component: Component): CasePlace => ({
  point: component.place,
  text: component.address ?? component.name,
  cellCode: component.cellCode,
  communityCode: component.communityCode,
  streetCode: component.streetCode,
  componentCode: component.code,
})

const findOpenOn = (
  tx: Tx,
  districtId: string,
  code: string,
  category: CategoryRef,
): Promise<{ caseId: string; number: string } | undefined> =>
  tx.find(sql`
    select case_id as "caseId", number from city.case
     where district_id = ${districtId} and component_code = ${code} and edition = ${category.edition}
       and kind = ${category.kind} and category = ${category.code} and stage <> all(${[...finalStages]}::text[])
     order by reported_at limit 1`)
