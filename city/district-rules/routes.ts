import { isDeepStrictEqual } from 'node:util'
import { findDistrict } from '#city/organisation/district.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { DistrictRules, getDistrictRules, publishDistrictRules } from './contract.ts'
import { districtRulesProblems } from './problems.ts'
import { listRules, lockRules, writeRules } from './store.ts'

/** What a district decides about approvals, required files and the veto: read by everybody, published by its administrator. */
export const districtRulesRoutes: readonly Route[] = [
  route(getDistrictRules, async ({ tx, actor }) => {
    const [versions, rules] = await Promise.all([listRules(tx, actor.districtId), rulesNow(tx, actor.districtId)])
    return { version: versions[0]?.version ?? 0, rules, versions }
  }),
  route(publishDistrictRules, async ({ tx, actor, body, now }) => {
    const { districtId, personId, name } = actor
    await lockRules(tx, districtId)
    const [newest] = await listRules(tx, districtId)
    const version = newest?.version ?? 0
    if (newest && version !== body.basedOn)
      throw districtRulesProblems.rules_moved_on({ by: newest.byName, at: newest.at.toISOString() }, 'body.basedOn')
    const rules = tidy(body.rules)
    if (isDeepStrictEqual(rules, tidy(await rulesNow(tx, districtId)))) throw districtRulesProblems.rules_unchanged()
    const next = { version: version + 1, rules, byName: name, at: now, reason: body.reason }
    await writeRules(tx, districtId, next, personId)
    return { version: next.version }
  }),
]

/** The rules in force as the screen edits them; a kind of event that cannot be chosen there stays out. */
async function rulesNow(db: Db, districtId: string): Promise<DistrictRules> {
  const rules = (await findDistrict(db, districtId))?.settings.rules
  return DistrictRules.parse({
    ...rules,
    filesNeeded: rules?.filesNeeded.filter((kind) => DistrictRules.shape.filesNeeded.safeParse([kind]).success),
  })
}

const tidy = ({
  approvals,
  filesNeeded,
  vetoDays,
  appealDays,
  veryLateDays,
  decline,
}: DistrictRules): DistrictRules => ({
  approvals: { ...approvals },
  filesNeeded: [...new Set(filesNeeded)].sort(),
  vetoDays,
  appealDays,
  veryLateDays,
  decline: {
    tasks: [...new Set(decline.tasks)].sort(),
    reasons: [...new Set(decline.reasons)].sort(),
    perWeek: decline.perWeek,
  },
})
