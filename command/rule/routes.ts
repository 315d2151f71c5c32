import { currentCalendar } from '#city/calendar/store.ts'
import { dateOf, localDay } from '#city/calendar/zone.ts'
import { readHistory, viewPlaceOfCase } from '#city/case/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { ruleFrom, settledIn, withFirst } from './arbitration.ts'
import { checkRules } from './check.ts'
import {
  checkRuleDraft,
  discardRuleDraft,
  getRuleDraft,
  getRuleSet,
  listRuleDrafts,
  listRuleSets,
  openRuleDraft,
  publishRuleDraft,
  ruleVocabulary,
  saveRuleDraft,
  tryRules,
} from './contract.ts'
import { ruleProblems } from './problems.ts'
import { publishRules } from './publish.ts'
import type { Rule } from './rule.ts'
import { findLatestOf } from './simulated.ts'
import * as store from './store.ts'
import { tryOn } from './trial.ts'
import { loadWorld } from './world-store.ts'

/** A version without its rules, as a list shows it. */
const summary = ({ rules, ...set }: store.RuleSet, now: Date) => ({
  ...set,
  inForce: set.validFrom <= now && (set.validTo === null || now < set.validTo),
  rules: rules.length,
})
const brief = ({ rules, ...draft }: store.RuleDraft) => ({ ...draft, rules: rules.length })
// The shapes of the wire have arrays that may be written to.
const whole = (rules: readonly Rule[]) => rules.map((rule) => ({ ...rule, coUnits: [...rule.coUnits] }))

/** Routing rules: versions, drafts, checking, trying and signing. */
export const ruleRoutes: readonly Route[] = [
  route(listRuleSets, async ({ tx, actor, now }) => ({
    items: (await store.listRuleSets(tx, actor.districtId)).map((set) => summary(set, now)),
  })),
  route(getRuleSet, async ({ tx, actor, params, now }) => {
    const set = await store.getRuleSet(tx, actor.districtId, params.version)
    return { ...summary(set, now), rules: whole(set.rules) }
  }),
  route(listRuleDrafts, async ({ tx, actor }) => ({
    items: (await store.listDrafts(tx, actor.districtId)).map(brief),
  })),
  route(openRuleDraft, async ({ tx, actor, body, now }) => {
    const rules = await rulesToBegin(tx, actor, body)
    const { title, basedOn } = body
    const draft = await store.insertDraft(tx, actor.districtId, {
      ...{ title, basedOn, rules, savedAt: now, savedBy: actor.name },
    })
    return withSimulation(tx, actor, draft)
  }),
  route(getRuleDraft, async ({ tx, actor, params }) => {
    const draft = await store.getDraft(tx, actor.districtId, params.draftId)
    return withSimulation(tx, actor, draft)
  }),
  route(saveRuleDraft, async ({ tx, actor, params, body, now }) =>
    brief(await store.updateDraft(tx, actor.districtId, { ...params, ...body, savedAt: now, savedBy: actor.name })),
  ),
  route(discardRuleDraft, async ({ tx, actor, params }) => {
    await store.deleteDraft(tx, actor.districtId, params.draftId)
    return {}
  }),
  route(checkRuleDraft, async ({ tx, actor, params, now }) => {
    const draft = await store.getDraft(tx, actor.districtId, params.draftId)
    const items = checkRules(draft.rules, await loadWorld(tx, actor.districtId, now), now)
    return { revision: draft.revision, items }
  }),
  route(publishRuleDraft, async ({ tx, actor, params, body, now }) => {
    const from = body.from === undefined ? undefined : new Date(body.from)
    return summary(await publishRules(tx, actor, { ...params, ...body, from }, now), now)
  }),
  route(tryRules, async ({ tx, actor, query, now }) => {
    const { draftId, version, number } = query
    const given = draftId
      ? (await store.getDraft(tx, actor.districtId, draftId)).rules
      : version
        ? (await store.getRuleSet(tx, actor.districtId, version)).rules
        : ((await store.ruleSetAt(tx, actor.districtId, now))?.rules ?? [])
    return tryOn(tx, actor, number, given, now)
  }),
  route(ruleVocabulary, async ({ tx, actor, now }) => {
    const { categories, streets, communities, units, people } = await loadWorld(tx, actor.districtId, now)
    return { categories, streets, communities, units, people }
  }),
]

const withSimulation = async (db: Db, { districtId }: Actor, draft: store.RuleDraft) => ({
  ...draft,
  rules: whole(draft.rules),
  simulationId: await findLatestOf(db, districtId, draft.rules),
})

type Beginning = { readonly basedOn: number | null; readonly arbitratedCase?: string | undefined }

/** The rules a new draft begins with. Errors: `rule_set_not_found`, `return_not_found`, `case_not_found`. */
async function rulesToBegin(tx: Tx, actor: Actor, { basedOn, arbitratedCase }: Beginning): Promise<readonly Rule[]> {
  const { districtId } = actor
  const rules = basedOn === null ? [] : (await store.getRuleSet(tx, districtId, basedOn)).rules
  if (!arbitratedCase) return rules
  await viewPlaceOfCase(tx, actor, arbitratedCase)
  const settled = settledIn(await readHistory(tx, districtId, arbitratedCase))
  if (!settled) throw ruleProblems.return_not_found()
  const { timeZone } = (await currentCalendar(tx, districtId)).definition
  return withFirst(ruleFrom(settled, dateOf(localDay(timeZone, settled.event.at.getTime()))), rules)
}
