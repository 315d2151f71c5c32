import { editionOf } from '#city/catalogue/edition.ts'
import { resolveCategory } from '#city/catalogue/store.ts'
import { dayIn } from '#city/place/locators.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { precisionOf } from '../finding/precision.ts'
import { stepFault } from '../telling/plan.ts'
import { tellingProblems } from '../telling/problems.ts'
import {
  cancelAlarmDryRun,
  discardAlarmRuleDraft,
  draftAlarmRule,
  getAlarmDryRun,
  getAlarmRule,
  listAlarmRules,
  saveAlarmRuleDraft,
  signAlarmRule,
  tryAlarmRule,
  withdrawAlarmRule,
} from './contract.ts'
import { cancelDryRun, findDryRun, insertDryRun, listDryRuns, wasTried } from './dry-run-store.ts'
import { worksNow } from './in-force.ts'
import { isAsNamed, namedFences } from './named-fence.ts'
import { alarmRuleProblems } from './problems.ts'
import { conditionFault, type RuleBody } from './rule.ts'
import {
  deleteDraft,
  endVersion,
  findRuleByCode,
  hashOf,
  insertRule,
  listRules,
  listVersions,
  lockRule,
  type RuleRow,
  saveDraft,
  signDraft,
  type Version,
} from './store.ts'

const mostDays = 31
const zone = 'Asia/Shanghai'

/** Rules for alarms: drafted, tried on history, signed, withdrawn. */
export const alarmRuleRoutes: readonly Route[] = [
  route(listAlarmRules, async ({ tx, actor, now }) => ({
    items: (await listRules(tx, actor.districtId, now)).map(itemOf),
  })),
  route(getAlarmRule, async ({ tx, actor: { districtId }, params: { ruleId }, now }) => {
    const [row] = await listRules(tx, districtId, now, ruleId)
    if (!row) throw alarmRuleProblems.alarm_rule_not_found()
    const [versions, runs] = [await listVersions(tx, districtId, ruleId), await listDryRuns(tx, districtId, ruleId)]
    const canSign = row.draft !== null && (await wasTried(tx, districtId, ruleId, row.draft.bodyHash))
    return { ...itemOf(row), versions: versions.map(wire), runs, canSign }
  }),
  route(draftAlarmRule, async ({ tx, actor: { districtId, name }, body: { code, body }, now, note }) => {
    await mustHold(tx, districtId, body, now)
    if (await findRuleByCode(tx, districtId, code)) throw alarmRuleProblems.alarm_rule_code_taken({ code }, 'body.code')
    const ruleId = newId()
    await insertRule(tx, districtId, { ruleId, code, now })
    note({ code, after: body })
    return { ruleId, version: await saveDraft(tx, districtId, ruleId, { body, by: name, now }) }
  }),
  route(saveAlarmRuleDraft, async ({ tx, actor: { districtId, name }, params: { ruleId }, body, now, note }) => {
    const { draft } = await held(tx, districtId, ruleId)
    if ((draft?.bodyHash ?? '') !== body.over) throw alarmRuleProblems.alarm_rule_moved_on({}, 'body.over')
    await mustHold(tx, districtId, body.body, now)
    const version = await saveDraft(tx, districtId, ruleId, { body: body.body, by: name, now })
    note({ before: draft?.body ?? null, after: body.body })
    return { version, bodyHash: hashOf(body.body) }
  }),
  route(discardAlarmRuleDraft, async ({ tx, actor: { districtId }, params: { ruleId } }) => {
    await held(tx, districtId, ruleId)
    if ((await deleteDraft(tx, districtId, ruleId)) === 0) throw alarmRuleProblems.alarm_rule_no_draft()
    return {}
  }),
  route(tryAlarmRule, async ({ tx, actor: { districtId, name }, params: { ruleId }, body, now }) => {
    const { draft } = await held(tx, districtId, ruleId)
    if (!draft) throw alarmRuleProblems.alarm_rule_no_draft()
    const [from, to] = [new Date(body.from), new Date(body.to)]
    const days = (to.getTime() - from.getTime()) / 86_400_000
    if (days <= 0 || days > mostDays || from > now)
      throw alarmRuleProblems.alarm_dry_run_span({ days: mostDays }, 'body.to')
    const runId = newId()
    const until = new Date(Math.min(to.getTime(), now.getTime()))
    const run = { runId, ruleId, body: draft.body, bodyHash: draft.bodyHash, from, to: until }
    await insertDryRun(tx, districtId, run, { by: name, now })
    return { runId }
  }),
  route(getAlarmDryRun, ({ tx, actor, params }) => dryRun(tx, actor.districtId, params.runId)),
  route(cancelAlarmDryRun, async ({ tx, actor: { districtId }, params: { runId }, now }) => {
    await dryRun(tx, districtId, runId)
    await cancelDryRun(tx, districtId, runId, now)
    return dryRun(tx, districtId, runId)
  }),
  route(signAlarmRule, async ({ tx, actor: { districtId, name }, params: { ruleId }, body, now, note }) => {
    const { draft, inForce } = await held(tx, districtId, ruleId)
    if (!draft) throw alarmRuleProblems.alarm_rule_no_draft()
    if (draft.bodyHash !== body.bodyHash) throw alarmRuleProblems.alarm_rule_moved_on({}, 'body.bodyHash')
    if (!(await wasTried(tx, districtId, ruleId, draft.bodyHash))) throw alarmRuleProblems.alarm_rule_not_tried()
    await endVersion(tx, districtId, ruleId, { reason: body.reason, now })
    await signDraft(tx, districtId, ruleId, { by: name, now })
    note({ reason: body.reason, before: inForce?.version ?? null, after: draft.version })
    return { version: draft.version }
  }),
  route(withdrawAlarmRule, async ({ tx, actor: { districtId }, params: { ruleId }, body: { reason }, now, note }) => {
    await held(tx, districtId, ruleId)
    if ((await endVersion(tx, districtId, ruleId, { reason, now })) === 0)
      throw alarmRuleProblems.alarm_rule_not_in_force()
    note({ reason })
    return {}
  }),
]

async function held(tx: Tx, districtId: string, ruleId: string): Promise<{ draft?: Version; inForce?: Version }> {
  if (!(await lockRule(tx, districtId, ruleId))) throw alarmRuleProblems.alarm_rule_not_found()
  const versions = await listVersions(tx, districtId, ruleId)
  const draft = versions.find(({ signedAt }) => !signedAt)
  const inForce = versions.find(({ signedAt, endedAt }) => signedAt && !endedAt)
  return { ...(draft && { draft }), ...(inForce && { inForce }) }
}

async function dryRun(db: Db, districtId: string, runId: string) {
  const run = await findDryRun(db, districtId, runId)
  if (!run) throw alarmRuleProblems.alarm_dry_run_not_found()
  return run
}

/** What a shape cannot say of a rule. */
async function mustHold(
  db: Db,
  districtId: string,
  { condition, filing, tell, watch }: RuleBody,
  now: Date,
): Promise<void> {
  const fault = conditionFault(condition)
  if (fault === 'silence_lasting') throw alarmRuleProblems.alarm_rule_silence_lasting({}, 'body.body.condition')
  if (fault === 'clear_wrong_side') throw alarmRuleProblems.alarm_rule_clear_wrong_side({}, 'body.body.condition.clear')
  for (const { named, area } of namedFences(condition))
    if (!(await isAsNamed(db, districtId, named, area)))
      throw alarmRuleProblems.alarm_rule_fence_moved_on({ fence: named.name }, 'body.body.condition')
  if (watch && watch.on !== 'every' && !(await worksNow(db, districtId)))
    throw alarmRuleProblems.alarm_rule_no_calendar({}, 'body.body.watch.on')
  const late = tell && !Array.isArray(tell) ? stepFault(tell) : undefined
  if (late)
    throw tellingProblems.telling_order(
      { step: late.step + 1 },
      `body.body.tell.${late.severity}.steps.${late.step}.afterMinutes`,
    )
  if (!filing) return
  const edition = editionOf(filing.category.edition, 'body.body.filing.category.edition')
  await resolveCategory(db, districtId, { ...filing.category, edition, on: dayIn(zone, now) })
}

const itemOf = ({ right, wrong, inForce, draft, lastEnded, ...row }: RuleRow) => ({
  ...row,
  inForce: inForce && wire(inForce),
  draft: draft && wire(draft),
  lastEnded: lastEnded && wire(lastEnded),
  precision: precisionOf(right, wrong),
})

const wire = ({ version, body, bodyHash, ...of }: Version) => ({
  ...{ version, body, bodyHash, draftedAt: of.draftedAt, draftedBy: of.draftedBy, signedAt: of.signedAt },
  ...{ signedBy: of.signedBy, endedAt: of.endedAt, endReason: of.endReason },
})
