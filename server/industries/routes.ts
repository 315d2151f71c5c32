import { loadRules } from '#analyse/rule/load.ts'
import { endVersion, findRuleByCode, listVersions } from '#analyse/rule/store.ts'
import { listIndustries, switchIndustry } from '#city/industry/contract.ts'
import type { Industry } from '#city/industry/industry.ts'
import { industryProblems } from '#city/industry/problems.ts'
import { findSwitch, insertSwitch } from '#city/industry/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { itemsOf } from './items.ts'

/** The administrator's page of industries, and the industries' own routes, which answer only where they are on. */
export const industryRoutes = (industries: readonly Industry[]): readonly Route[] => [
  route(listIndustries, async ({ tx, actor }) => ({ items: await itemsOf(tx, actor.districtId, industries) })),
  route(switchIndustry, async ({ tx, actor, params, body, now }) => {
    const industry = industries.find(({ id }) => id === params.industryId)
    if (!industry) throw industryProblems.industry_unknown({ id: params.industryId }, 'params.industryId')
    const turn = { ...body, at: now, by: actor.name }
    return turnIndustry(tx, actor.districtId, industry, turn)
  }),
  ...industries.flatMap((industry) => industry.command.routes.map((one) => whereOn(industry, one))),
]

type Turn = {
  readonly isOn: boolean
  readonly reason: string
  readonly at: Date
  readonly by: string
  readonly signedBy?: string
}

/**
 * Turns an industry on or off. Its alarm rules come as drafts that somebody has to try and sign, and go out of force with it;
 * `signedBy` is for founding a district. Problem: `industry_already`.
 */
export async function turnIndustry(
  tx: Tx,
  districtId: string,
  industry: Industry,
  { signedBy, ...turn }: Turn,
): Promise<{ isOn: boolean; rules: number }> {
  const last = await findSwitch(tx, districtId, industry.id)
  const refuse = () => industryProblems.industry_already({ title: industry.title.zh, isOn: turn.isOn }, 'body.isOn')
  if ((last?.isOn ?? false) === turn.isOn) throw refuse()
  const entered = await insertSwitch(tx, districtId, { ...turn, industryId: industry.id, seq: (last?.seq ?? 0) + 1 })
  if (entered === 0) throw refuse()
  if (!turn.isOn) return { isOn: false, rules: await withdrawRules(tx, districtId, industry, turn) }
  const by = { by: turn.by, now: turn.at, ...(signedBy ? { signedBy } : {}) }
  return { isOn: true, rules: (await loadRules(tx, districtId, industry.analyse.rules, by)).drafted }
}

async function withdrawRules(tx: Tx, districtId: string, industry: Industry, { reason, at }: Turn): Promise<number> {
  let ended = 0
  for (const { code } of industry.analyse.rules) {
    const rule = await findRuleByCode(tx, districtId, code)
    if (!rule) continue
    const versions = await listVersions(tx, districtId, rule.ruleId)
    if (versions.some(({ signedAt, endedAt }) => signedAt && !endedAt))
      ended += await endVersion(tx, districtId, rule.ruleId, { reason, now: at })
  }
  return ended
}

const whereOn = (industry: Industry, { contract, handle }: Route): Route => ({
  contract,
  handle: async (call) => {
    await mustBeOn(call.tx, call.actor.districtId, industry)
    return handle(call)
  },
})

async function mustBeOn(db: Db, districtId: string, { id, title }: Industry): Promise<void> {
  if (!(await findSwitch(db, districtId, id))?.isOn) throw industryProblems.industry_off({ title: title.zh })
}
