import { Readable } from 'node:stream'
import { DIRECT_ROWS } from '#city/case-export/limits.ts'
import { exportProblems } from '#city/case-export/problems.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { mustHaveFiles } from './attachments.ts'
import {
  attachToCase,
  countCases,
  exportCaseList,
  getCase,
  getFilm,
  getPairs,
  listCases,
  noteCase,
} from './contract.ts'
import { caseWorkbook, exportCases } from './export.ts'
import { type ExportColumn, exportColumns } from './export-columns.ts'
import { viewFilm } from './film.ts'
import { countCasesOf, countWorklists, listCasesOf } from './list.ts'
import { viewPairs } from './pair-view.ts'
import { stepsOf } from './port.ts'
import { viewCase } from './view.ts'

const step = stepsOf('city')
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Reading cases, and the two steps that belong to nobody in particular. */
export const caseRoutes: readonly Route[] = [
  route(listCases, ({ tx, actor, query, now }) => listCasesOf(tx, actor, query, now)),
  route(
    exportCaseList,
    async ({ tx, actor, query: { columns, format, ...filter }, now, request, requestId, response }) => {
      const wanted = columns ?? (Object.keys(exportColumns) as ExportColumn[])
      const rows = await countCasesOf(tx, actor, filter, now)
      if (rows > DIRECT_ROWS) throw exportProblems.export_too_long({ rows, most: DIRECT_ROWS })
      const { districtId } = actor
      const entry = { districtId, actorId: actorIdOf(actor), now, requestId, ip: request.ip }
      await audit(tx, { ...entry, act: 'cases exported', target: '/api/cases', detail: { ...filter, format, rows } })
      response.header('content-disposition', `attachment; filename="cases.${format}"`)
      if (format === 'xlsx') {
        response.type(workbookType)
        return response.send(Buffer.from(await caseWorkbook(tx, actor, { filter, columns: wanted }, now)))
      }
      response.type('text/csv; charset=utf-8')
      return response.send(Readable.from(exportCases(tx, actor, { filter, columns: wanted }, now)))
    },
  ),
  route(countCases, ({ tx, actor, now }) => countWorklists(tx, actor, now)),
  route(getCase, ({ tx, actor, params, now }) => viewCase(tx, actor, params.id, now)),
  route(getFilm, ({ tx, actor, params }) => viewFilm(tx, actor, params.id)),
  route(getPairs, ({ tx, actor, params }) => viewPairs(tx, actor, params.id)),
  step(noteCase, 'noted', ({ text }) => ({ text })),
  step(attachToCase, 'attached', async (input, { tx, actor, now }) => {
    await mustHaveFiles(tx, actor, input.files, now)
    return input
  }),
]
