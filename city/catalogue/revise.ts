import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { composeCode } from './code.ts'
import type { Condition } from './condition.ts'
import { type ConditionLimit, limitOfClause } from './condition-limit.ts'
import type { LocalCategory } from './import-standard.ts'
import { listConditions } from './store.ts'
import { createDraft, getStandardVersion } from './version-store.ts'

/**
 * A draft of the filing standard that differs from a version in these limits only; its id. The version itself stays as it is, and
 * every case keeps the clause it was filed under.
 */
export async function draftRevisedLimits(
  tx: Db,
  districtId: string,
  input: { versionId: string; name: string; source: string; now: Date; limits: readonly ConditionLimit[] },
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
    conditions: conditions.map((each) => ({ ...revised(each, edition, limits), ...origins.get(each.conditionId) })),
  })
}

const revised = ({ conditionId, ...condition }: Condition, edition: string, limits: readonly ConditionLimit[]) => ({
  ...condition,
  limits: condition.limits.map((held) => {
    const { areaClass } = held
    const code = composeCode(condition)
    const own = limitOfClause(limits, { ...condition, edition, code, conditionId, areaClass })
    return own ? { ...held, ...own } : held
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
