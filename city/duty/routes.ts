import { listUnits } from '#city/organisation/store.ts'
import { dayOf } from '#city/place/answer.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import * as contract from './contract.ts'
import { judgeCoverage } from './coverage.ts'
import { dutyProblems } from './problems.ts'
import { shiftRoutes } from './shift-routes.ts'
import { type DutyRow, endDuty, insertDuty, listAreas, listCategories, listDuties } from './store.ts'
import { isSame, judgeTable, rowsIn, whyNotAdded, writeTable } from './table.ts'

/** The duty table: read by everybody, kept by the system administrator; and who is on duty when. */
export const dutyRoutes: readonly Route[] = [
  route(contract.listDuties, async ({ tx, actor: { districtId }, now }) => {
    const { today, duties, units, categories, areas } = await read(tx, districtId, now)
    const nameOf = new Map(units.map(({ unitId, name }) => [unitId, name]))
    const streets = areas.filter(({ level }) => level === 'street')
    const current = duties.filter(({ from }) => from <= today)
    const { gaps, overlaps } = judgeCoverage(current, categories, streets)
    return {
      items: named(duties, categories, areas),
      gaps,
      overlaps: overlaps.map(({ unitIds, ...rest }) => ({ ...rest, units: unitIds.map((id) => nameOf.get(id) ?? id) })),
      categories,
      areas: areas.map(({ code, name, level }) => ({ code, name, level })),
    }
  }),
  route(contract.addDuty, async ({ tx, actor: { districtId }, body, now, note }) => {
    const known = await read(tx, districtId, now)
    if (!known.units.some(({ unitId }) => unitId === body.unitId))
      throw dutyProblems.duty_unit_unknown({ unit: body.unitId }, 'body.unitId')
    const why = whyNotAdded(body, known)
    if (why) throw why
    if (known.duties.some((each) => isSame(each, body))) throw dutyProblems.duty_exists({}, 'body.unitId')
    const dutyId = await insertDuty(tx, districtId, body)
    note({ dutyId, after: body })
    return { dutyId }
  }),
  route(
    contract.endDuty,
    async ({ tx, actor: { districtId }, params: { dutyId }, body: { on, reason }, now, note }) => {
      const { today, duties } = await read(tx, districtId, now)
      const duty = duties.find((each) => each.dutyId === dutyId)
      if (!duty) throw dutyProblems.duty_not_found()
      if (on < today) throw dutyProblems.duty_dates({}, 'body.on')
      if (duty.to !== null && duty.to <= on) throw dutyProblems.duty_ended()
      await endDuty(tx, districtId, dutyId, on)
      note({ reason, unit: duty.unitName, before: { to: duty.to }, after: { to: on } })
      return { dutyId }
    },
  ),
  route(contract.importDuties, async ({ tx, actor: { districtId }, query: { commit }, bytes, now, note }) => {
    const known = await read(tx, districtId, now)
    const judged = judgeTable(await rowsIn(bytes), known, known.duties)
    const isOld = (line: (typeof judged)[number]) => known.duties.some((each) => line.duty && isSame(each, line.duty))
    const lines = judged.map((line) => ({
      row: line.row,
      name: line.name,
      outcome: line.duty ? (isOld(line) ? ('same' as const) : ('added' as const)) : ('refused' as const),
      faults: line.faults.map(({ zh, en }) => ({ zh, en })),
    }))
    const committed = commit === 'yes' && lines.length > 0 && lines.every(({ outcome }) => outcome !== 'refused')
    if (committed) for (const line of judged) if (line.duty && !isOld(line)) await insertDuty(tx, districtId, line.duty)
    note({ committed, rows: lines.length })
    return { committed, lines }
  }),
  route(contract.exportDuties, async ({ tx, actor: { districtId }, query: { format }, response, now }) => {
    const { duties, categories, areas } = await read(tx, districtId, now)
    response.header('content-disposition', `attachment; filename="duties.${format}"`)
    return response.type(types[format]).send(Buffer.from(writeTable(named(duties, categories, areas), format)))
  }),
  ...shiftRoutes,
]

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

async function read(db: Db, districtId: string, now: Date) {
  const today = await dayOf(db, districtId, undefined, now)
  const [duties, units, categories, areas] = await Promise.all([
    listDuties(db, districtId, today),
    listUnits(db, districtId),
    listCategories(db, districtId),
    listAreas(db, districtId, today),
  ])
  return { today, duties, units, categories, areas }
}

type Named = { readonly code: string; readonly name: string }

/** With what the codes are called; a class is called after its number. */
function named<C extends Named & { readonly kind: string }>(
  duties: readonly DutyRow[],
  categories: readonly C[],
  areas: readonly Named[],
) {
  return duties.map((duty) => ({
    ...duty,
    categoryName:
      categories.find(({ kind, code }) => code === duty.category && (duty.kind === null || kind === duty.kind))?.name ??
      '',
    areaName: areas.find(({ code }) => code === duty.areaCode)?.name ?? '',
  }))
}
