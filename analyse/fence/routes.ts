import type { Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { alarmRuleProblems } from '../rule/problems.ts'
import { RuleBody } from '../rule/rule.ts'
import { findRuleByCode, insertRule, saveDraft } from '../rule/store.ts'
import { amendFence, createFence, draftFenceRule, endFence, listFenceRoads, listFences } from './contract.ts'
import { ruleOf } from './fence.ts'
import { fenceProblems } from './problems.ts'
import { type FenceRow, findFence, listFenceRows, listNaming, listRoadLines, putFence } from './store.ts'

/** Fences: areas and routes that rules name. */
export const fenceRoutes: readonly Route[] = [
  route(listFences, async ({ tx, actor: { districtId } }) => {
    const [rows, naming] = [await listFenceRows(tx, districtId), await listNaming(tx, districtId)]
    const items = rows.map((row) => ({
      ...row,
      rules: naming
        .filter(({ fenceId }) => fenceId === row.fenceId)
        .map(({ ruleId, title, isDraft, revision }) => ({ ruleId, title, isDraft, isBehind: revision < row.revision })),
    }))
    return { items }
  }),
  route(listFenceRoads, async ({ tx, actor: { districtId }, query: { text } }) => ({
    items: await listRoadLines(tx, districtId, text),
  })),
  route(createFence, async ({ tx, actor: { districtId, name: by }, body, now, note }) => {
    const fenceId = newId()
    await putFence(tx, districtId, { fenceId, basedOn: 0, body, reason: '', by, now })
    note({ fenceId, after: body })
    return { fenceId }
  }),
  route(amendFence, async ({ tx, actor: { districtId, name: by }, params: { fenceId }, body: given, now, note }) => {
    const before = await held(tx, districtId, fenceId)
    const { basedOn, body } = given
    if (!(await putFence(tx, districtId, { fenceId, basedOn, body, reason: '', by, now })))
      throw fenceProblems.fence_changed({}, 'body.basedOn')
    note({ before: before.body, after: body })
    return { revision: basedOn + 1 }
  }),
  route(endFence, async ({ tx, actor: { districtId, name: by }, params: { fenceId }, body, now, note }) => {
    await held(tx, districtId, fenceId)
    const naming = await listNaming(tx, districtId)
    const user = naming.find((one) => one.fenceId === fenceId && !one.isDraft)
    if (user) throw fenceProblems.fence_in_use({ rule: user.title.zh })
    const { basedOn, reason } = body
    if (!(await putFence(tx, districtId, { fenceId, basedOn, body: null, reason, by, now })))
      throw fenceProblems.fence_changed({}, 'body.basedOn')
    note({ reason })
    return { revision: basedOn + 1 }
  }),
  route(draftFenceRule, async ({ tx, actor: { districtId, name: by }, params: { fenceId }, body: rule, now, note }) => {
    const fence = await held(tx, districtId, fenceId)
    const { code } = rule
    if (await findRuleByCode(tx, districtId, code)) throw alarmRuleProblems.alarm_rule_code_taken({ code }, 'body.code')
    const ruleId = newId()
    const body = RuleBody.parse(ruleOf(fence, rule))
    await insertRule(tx, districtId, { ruleId, code, now })
    await saveDraft(tx, districtId, ruleId, { body, by, now })
    note({ code, after: body })
    return { ruleId }
  }),
]

async function held(tx: Tx, districtId: string, fenceId: string): Promise<FenceRow> {
  const fence = await findFence(tx, districtId, fenceId)
  if (!fence) throw fenceProblems.fence_not_found()
  return fence
}
