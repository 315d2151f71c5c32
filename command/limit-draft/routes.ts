import { searchCategories } from '#city/catalogue/search.ts'
import { listCategories } from '#city/catalogue/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import { askSimulation } from '../simulate/ask.ts'
import { findSimulationOf } from '../simulate/store.ts'
import { changesOf, type LimitRow, linesOf } from './change.ts'
import { checkDraft } from './check.ts'
import {
  discardLimitDraft,
  exportLimitDraft,
  getLimitDraft,
  importLimitDraft,
  listLimitRows,
  previewLimitDraft,
  publishLimitDraft,
  saveLimitDraft,
  simulateLimitDraft,
} from './contract.ts'
import { importLimits } from './import.ts'
import { limitDraftProblems } from './problems.ts'
import { mustBeSound, publishDraft, subjectOf } from './publish.ts'
import { readStandard, type Standard } from './standard.ts'
import { deleteDraft, findDraft, getDraftAt, saveDraft } from './store.ts'
import { columns, tableOf } from './table.ts'
import { touchedBy } from './touched.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The limits of the filing conditions: searched, changed in a draft, tried on the past, signed as the next standard. */
export const limitDraftRoutes: readonly Route[] = [
  route(getLimitDraft, async ({ tx, actor, now }) => {
    const { standard, draft, lines, lost } = await drafted(tx, actor.districtId, now)
    const simulationId = lines.length > 0 ? await findSimulationOf(tx, actor.districtId, subjectOf(lines)) : null
    const { revision = 0, savedAt = null, savedBy = null } = draft ?? {}
    const { version, today } = standard
    const { versionId, name, edition, validFrom } = version
    return {
      ...{ standard: { versionId, name, edition, validFrom, inForce: validFrom <= today }, today },
      ...{ revision, savedAt, savedBy, lines, lost, findings: checkDraft(lines, lost), simulationId },
    }
  }),
  route(listLimitRows, async ({ tx, actor, query: { text, kind, after, limit }, now }) => {
    const standard = await readStandard(tx, actor.districtId, now)
    const rows = await found(tx, actor.districtId, standard, text)
    const wanted = kind ? rows.filter((row) => row.kind === kind) : rows
    const from = after === undefined ? 0 : wanted.findIndex(({ conditionId }) => conditionId === after) + 1
    const items = wanted.slice(from, from + limit)
    const next = from + limit < wanted.length ? (items.at(-1)?.conditionId ?? null) : null
    return { total: wanted.length, items, next }
  }),
  route(saveLimitDraft, async ({ tx, actor, body: { revision, basedOn, changes }, now }) => {
    const { version, rows } = await readStandard(tx, actor.districtId, now)
    if (version.versionId !== basedOn)
      throw limitDraftProblems.limit_standard_moved_on({ name: version.name }, 'body.basedOn')
    const { savedAt, savedBy, ...saved } = await saveDraft(tx, actor.districtId, {
      ...{ basedOn, changes: changesOf(changes, rows), revision, savedAt: now, savedBy: actor.name },
    })
    return { revision: saved.revision, savedAt, savedBy }
  }),
  route(discardLimitDraft, async ({ tx, actor, body: { revision } }) => {
    await getDraftAt(tx, actor.districtId, revision)
    await deleteDraft(tx, actor.districtId)
    return {}
  }),
  route(previewLimitDraft, async ({ tx, actor, now }) => {
    const { draft, lines } = await drafted(tx, actor.districtId, now)
    return { revision: draft?.revision ?? 0, ...(await touchedBy(tx, actor.districtId, lines, now)) }
  }),
  route(simulateLimitDraft, async ({ tx, actor, body: { revision }, now }) => {
    await getDraftAt(tx, actor.districtId, revision)
    const { standard, lines, lost } = await drafted(tx, actor.districtId, now)
    mustBeSound(checkDraft(lines, lost), lines.length)
    return askSimulation(tx, actor, `${standard.version.name}：${lines.length} 处时限`, subjectOf(lines), now)
  }),
  route(publishLimitDraft, async ({ tx, actor, body, now }) => {
    const { versionId, name } = await publishDraft(tx, actor, body, now)
    return { versionId, name, from: body.from }
  }),
  route(exportLimitDraft, async ({ tx, actor, query: { format }, response, now }) => {
    const { standard, lines } = await drafted(tx, actor.districtId, now)
    const rows = tableOf(standard.rows, lines)
    const table =
      format === 'csv'
        ? writeCsv([columns.map(({ title }) => title), ...rows])
        : writeWorkbook([{ name: '立案条件时限', columns, rows }])
    response.header('content-disposition', `attachment; filename="limits.${format}"`)
    return response.type(types[format]).send(Buffer.from(table))
  }),
  route(importLimitDraft, ({ tx, actor, query: { commit, revision }, bytes, now }) =>
    importLimits(tx, actor.districtId, { bytes, revision, commit: commit === 'yes', by: actor.name, now }),
  ),
]

/** The draft against the version that it will follow. */
async function drafted(db: Db, districtId: string, now: Date) {
  const [standard, draft] = await Promise.all([readStandard(db, districtId, now), findDraft(db, districtId)])
  return { standard, draft, ...linesOf(draft?.changes ?? [], standard.rows) }
}

const mostCategories = 400

/** The conditions of the categories that a text finds, best first, then those that mention it themselves; all without a text. */
async function found(db: Db, districtId: string, { version, today, rows }: Standard, text: string) {
  if (text === '') return rows
  const { edition, versionId } = version
  const categories = await listCategories(db, districtId, { edition, on: today, versionId })
  const hits = searchCategories(categories, text, { limit: mostCategories })
  const place = new Map(hits.map(({ category: { kind, code } }, at) => [`${kind}/${code}`, at]))
  const placeOf = ({ kind, code, condition }: LimitRow) =>
    place.get(`${kind}/${code}`) ?? (condition.includes(text) ? mostCategories : undefined)
  return rows
    .flatMap((row) => {
      const at = placeOf(row)
      return at === undefined ? [] : [{ row, at }]
    })
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row)
}
