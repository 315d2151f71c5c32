import type { EditionId } from '#city/catalogue/edition.ts'
import { listCategories, listConditions } from '#city/catalogue/store.ts'
import { getLatestVersion, type StandardVersion } from '#city/catalogue/version-store.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { dayOf } from '#city/place/answer.ts'
import type { Db } from '#kernel/db/db.ts'
import { type LimitRow, rowsOf } from './change.ts'

/** The version that the next one follows, with every condition in it. */
export type Standard = {
  readonly version: StandardVersion & { readonly validFrom: string }
  readonly today: string
  readonly rows: readonly LimitRow[]
}

/** Error: `standard_not_in_force`. */
export async function readStandard(db: Db, districtId: string, now: Date): Promise<Standard> {
  const [district, today] = await Promise.all([findDistrict(db, districtId), dayOf(db, districtId, undefined, now)])
  const edition = (district?.catalogueEdition ?? '2026') as EditionId
  const version = await getLatestVersion(db, districtId, { edition, on: today })
  const { versionId, validFrom } = version
  const [conditions, categories] = await Promise.all([
    listConditions(db, districtId, versionId),
    listCategories(db, districtId, { edition, on: today, versionId }),
  ])
  return { version: { ...version, validFrom: validFrom ?? today }, today, rows: rowsOf(conditions, categories) }
}
