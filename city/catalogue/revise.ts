import type { Limit } from '#city/calendar/unit.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Condition } from './condition.ts'
import type { LocalCategory } from './import-standard.ts'
import { listConditions } from './store.ts'
import { createDraft, getStandardVersion } from './version-store.ts'

/** A new limit for one condition in one class of area. */
export type RevisedLimit = { readonly conditionId: string; readonly areaClass: string; readonly limit: Limit }

/**
 * A draft of the filing standard that differs from a version in these limits only; its id. The version itself stays as it is, and
 * every case keeps the clause it was filed under.
 */
export async function draftRevisedLimits(
  tx: Db,
  districtId: string,
  input: { versionId: string; name: string; source: string; now: Date; limits: readonly RevisedLimit[] },
): Promise<string> {
  const { versionId, name, source, now, limits } = input
  const [version, conditions, origins, localCategories] = await Promise.all([
    getStandardVersion(tx, districtId, versionId),
    listConditions(tx, districtId, versionId),
    originsOf(tx, districtId, versionId),
    localsOf(tx, districtId, versionId),
  ])
  const { edition } = version
  return createDraft(tx, districtId, {
    edition,
    name,
    source,
    now,
    localCategories,
    conditions: conditions.map((each) => ({ ...revised(each, limits), ...origins.get(each.conditionId) })),
  })
}

const revised = ({ conditionId, ...condition }: Condition, limits: readonly RevisedLimit[]) => ({
  ...condition,
  limits: condition.limits.map((held) => {
    const own = limits.find((each) => each.conditionId === conditionId && each.areaClass === held.areaClass)
    return own ? { ...held, ...own.limit } : held
  }),
})

async function originsOf(db: Db, districtId: string, versionId: string) {
  const rows = await db.many<{ conditionId: string; source: string; mark: string }>(sql`
    select condition_id as "conditionId", source, mark from city.filing_condition
     where district_id = ${districtId} and version_id = ${versionId}`)
  return new Map(rows.map(({ conditionId, ...origin }) => [conditionId, origin]))
}

const localsOf = (db: Db, districtId: string, versionId: string): Promise<LocalCategory[]> =>
  db.many(sql`
    select kind, major, minor, major_name as "majorName", name, extension from city.category_local
     where district_id = ${districtId} and version_id = ${versionId}`)
