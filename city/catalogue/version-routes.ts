import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { composeCode } from './code.ts'
import { editionIds, editions } from './edition.ts'
import { catalogueProblems } from './problems.ts'
import { draftRevisedLimits } from './revise.ts'
import { type Named, sideBySide } from './side-by-side.ts'
import { listCategories, listConditions, listMapping } from './store.ts'
import * as contract from './version/contract.ts'
import {
  deleteDraft,
  draftNationalStandard,
  getStandardVersion,
  type StandardVersion,
  updateCondition,
} from './version-store.ts'

/** The national editions beside one another, and a district's own versions as they are drafted. */
export const versionRoutes: readonly Route[] = [
  route(contract.compareEditions, async ({ tx }) => {
    const [categories, mapping] = [await listNational(tx), await listMapping(tx)]
    const told = editionIds.map((edition) => {
      const { standard, name, inForceFrom, replacedFrom } = editions[edition]
      const count = categories.filter((each) => each.edition === edition).length
      return { edition, standard, name, inForceFrom, replacedFrom, categories: count }
    })
    return { editions: told, rows: sideBySide(categories, mapping) }
  }),
  route(contract.listVersionConditions, async ({ tx, actor: { districtId }, params: { versionId } }) => {
    const version = await getStandardVersion(tx, districtId, versionId)
    const on = version.validFrom ?? '9999-12-31'
    const categories = await listCategories(tx, districtId, { edition: version.edition, on, versionId })
    const named = new Map(categories.map((each) => [`${each.kind}/${each.code}`, each]))
    const conditions = await listConditions(tx, districtId, versionId)
    const items = conditions.map(({ major, minor, ...condition }) => {
      const code = composeCode({ major, minor })
      const category = named.get(`${condition.kind}/${code}`)
      const { name = '', majorName = '', extension = false, pinyin: syllables = '' } = category ?? {}
      const limits = condition.limits.map(({ areaClass, value, unit, note }) => ({ areaClass, value, unit, note }))
      return { ...condition, limits, code, name, majorName, extension, syllables }
    })
    return { version, items }
  }),
  route(contract.draftStandard, async ({ tx, actor: { districtId }, body: { from, name }, now, note }) => {
    const source = from === null ? undefined : (await getStandardVersion(tx, districtId, from)).name
    note({ name, from: source ?? 'GB/T 47678.5-2026' })
    if (from === null) return { versionId: await draftNationalStandard(tx, districtId, { name, now }) }
    const copied = { versionId: from, name, source: source ?? '', now, limits: [] }
    return { versionId: await draftRevisedLimits(tx, districtId, copied) }
  }),
  route(contract.amendCondition, async ({ tx, actor: { districtId }, params, body, note }) => {
    await getDraft(tx, districtId, params.versionId)
    const conditions = await listConditions(tx, districtId, params.versionId)
    const before = conditions.find(({ conditionId }) => conditionId === params.conditionId)
    if (!before) throw catalogueProblems.condition_not_found()
    await updateCondition(tx, districtId, { ...params, ...body })
    const { condition, closing, disposingUnits, supervisingUnits } = before
    note({ before: { condition, closing, disposingUnits, supervisingUnits }, after: body })
    return { conditionId: params.conditionId }
  }),
  route(contract.discardDraft, async ({ tx, actor: { districtId }, params: { versionId }, note }) => {
    const { name } = await getDraft(tx, districtId, versionId)
    await deleteDraft(tx, districtId, versionId)
    note({ name })
    return { versionId }
  }),
]

async function getDraft(db: Db, districtId: string, versionId: string): Promise<StandardVersion> {
  const version = await getStandardVersion(db, districtId, versionId)
  if (version.status !== 'draft') throw catalogueProblems.standard_not_draft({ name: version.name })
  return version
}

const listNational = (db: Db): Promise<Named[]> =>
  db.many<Named>(sql`
    select edition, kind, code, name, major_name as "majorName", pinyin from city.category order by edition, kind, code`)
