import { caseScope } from '#city/case/scope.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { caseParams } from '../about.ts'
import { findToldCase } from '../case-store.ts'
import { caseParameters } from '../params.ts'
import { notifyProblems } from '../problems.ts'
import { templates } from '../standard-templates.ts'
import { faultsOf, type Parameters, render, renderSms, smsSegments, type Words } from '../template.ts'
import * as store from '../template-store.ts'
import { changeTemplate, listTemplates, listVersions, previewTemplate } from './contract.ts'

/** The words in which people are told, by district and version. */
export const wordRoutes: readonly Route[] = [
  route(listTemplates, async ({ tx, actor }) => ({
    items: (await store.listTemplates(tx, actor.districtId)).map((version) => {
      const { kind, about, params } = mustKnow(version.template)
      return { ...version, kind, about, params }
    }),
    parameters: { ...caseParams, ...orderParams },
  })),
  route(listVersions, async ({ tx, actor, params }) => {
    mustKnow(params.template)
    return { items: await store.listVersions(tx, actor.districtId, params.template) }
  }),
  route(changeTemplate, async ({ tx, actor, params, body, now }) => {
    const { basedOn, enabled, ...words } = body
    mustBeFaultless(words, mustKnow(params.template).params)
    const current = await store.findTemplate(tx, actor.districtId, params.template)
    const version = basedOn + 1
    const added =
      current?.version === basedOn &&
      (await store.addVersion(tx, actor.districtId, {
        ...words,
        template: params.template,
        version,
        enabled,
        changedBy: actor.name,
        changedAt: now,
      })) > 0
    if (!added) throw notifyProblems.template_moved_on({ version: current?.version ?? version }, 'body.basedOn')
    return { version }
  }),
  route(previewTemplate, async ({ tx, actor, params, body }) => {
    const { number, ...words } = body
    const found = await realCase(tx, actor, number)
    const values: Parameters = { ...example, ...found }
    const sms = renderSms(words.sms, values)
    return {
      title: { zh: render(words.titleZh, values), en: render(words.titleEn, values) },
      text: { zh: render(words.textZh, values), en: render(words.textEn, values) },
      sms,
      smsLength: [...sms].length,
      smsSegments: smsSegments(sms),
      caseNumber: found ? String(found.number) : null,
      faults: faultsOf(words, mustKnow(params.template).params).map((fault) => fault.asFault()),
    }
  }),
]

const orderParams = {
  title: { zh: '标题', en: 'title' },
  text: { zh: '内容', en: 'text' },
  order: { zh: '督办单号', en: 'order number' },
  count: { zh: '件数', en: 'how many' },
}

/** What a preview shows where there is no case to show. */
const example: Parameters = {
  number: '示例0001',
  category: '雨水井盖',
  place: '滨河路与南坝路交叉口',
  unit: '市政设施所',
  stage: '处置中',
  due: '03-02 17:30',
  by: '张三',
  said: '请尽快处置',
  title: '暴雨橙色预警',
  text: '即日起按应急预案执行',
  order: 'DB-2026-001',
  count: 3,
}

function mustKnow(template: string) {
  const known = Object.hasOwn(templates, template) ? templates[template] : undefined
  if (!known) throw notifyProblems.template_unknown({ template })
  return known
}

function mustBeFaultless(words: Words, params: readonly string[]): void {
  const faults = faultsOf(words, params)
  const [first] = faults
  if (first) throw first.with(faults.map((fault) => fault.asFault()))
}

/** The facts of a case with this number, to somebody who may see it; whoever reads no cases sees the example. */
async function realCase(db: Db, actor: Actor, number: string): Promise<Parameters | undefined> {
  if (number === '' || !may(actor, 'case.read')) return undefined
  const found = await db.find<{ caseId: string }>(sql`
    select c.case_id as "caseId" from city.case c where ${caseScope(actor, 'case.read')} and c.number = ${number}`)
  const told = found && (await findToldCase(db, actor.districtId, found.caseId))
  return told && caseParameters(told)
}
