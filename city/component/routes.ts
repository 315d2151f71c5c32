import { Readable } from 'node:stream'
import { inspectionOf, tablesOf } from '#city/table-import/read-table.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import { type Route, route } from '#kernel/http/route.ts'
import {
  answerAmend,
  answerComponent,
  answerComponentCount,
  answerComponentImport,
  answerComponentSearch,
  answerNear,
  answerRegister,
  answerSetState,
  answerUndo,
} from './answer.ts'
import { attributesOf } from './attribute-table.ts'
import {
  amendComponent,
  countComponents,
  exportComponents,
  getComponent,
  importComponents,
  inspectComponentTable,
  listAttributes,
  nearComponents,
  registerComponent,
  searchComponents,
  setComponentState,
  undoComponent,
} from './contract.ts'
import { exportCsv, exportGeoJson } from './export.ts'
import type { Reader } from './masked.ts'

const readerOf = (actor: Actor): Reader => ({ isKeeper: may(actor, 'component.write') })

/** The component register. */
export const componentRoutes: readonly Route[] = [
  route(searchComponents, ({ tx, actor, query }) =>
    answerComponentSearch(tx, actor.districtId, query, readerOf(actor)),
  ),
  route(nearComponents, ({ tx, actor, query }) => answerNear(tx, actor.districtId, query)),
  route(countComponents, ({ tx, actor }) => answerComponentCount(tx, actor.districtId)),
  route(exportComponents, async ({ tx, actor, query: { format, ...filters }, response, now }) => {
    const rows = format === 'csv' ? exportCsv : exportGeoJson
    response.header('content-disposition', `attachment; filename="components.${format}"`)
    response.type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/geo+json')
    return response.send(Readable.from(rows(tx, actor.districtId, filters, { now, ...readerOf(actor) })))
  }),
  route(getComponent, ({ tx, actor, params, now }) =>
    answerComponent(tx, actor.districtId, params, now, readerOf(actor)),
  ),
  route(listAttributes, async ({ query }) => ({ items: [...attributesOf(query.kind)] })),
  route(registerComponent, ({ tx, actor, body, now }) =>
    answerRegister(tx, actor.districtId, body, { by: actor.name, now }),
  ),
  route(setComponentState, ({ tx, actor, params, body, now }) =>
    answerSetState(tx, actor.districtId, { ...body, ...params }, { by: actor.name, now }),
  ),
  route(amendComponent, ({ tx, actor, params, body, now }) =>
    answerAmend(tx, actor.districtId, { ...body, ...params }, { by: actor.name, now }),
  ),
  route(undoComponent, ({ tx, actor, params, body, now }) =>
    answerUndo(tx, actor.districtId, { ...body, ...params }, { by: actor.name, now }),
  ),
  route(inspectComponentTable, async ({ query, bytes }) => inspectionOf(await tablesOf(bytes, query.fileName))),
  route(importComponents, ({ tx, actor, query, bytes, now }) =>
    answerComponentImport(tx, actor.districtId, { ...query, bytes }, { by: actor.name, now }),
  ),
]
