import Flatbush from 'flatbush'
import { type DeclaredFrame, settleFrame } from '#city/place/declared-frame.ts'
import { type Box, boxAround, nearestOnSegment } from '#city/place/distance.ts'
import { type Frame, type Point, point } from '#city/place/frame.ts'
import { roadsIn } from '#city/place/gazetteer.ts'
import { collectFindings, type Findings, type ImportReport } from '#city/place/import-report.ts'
import { locatorFor } from '#city/place/locators.ts'
import { type FrameSuspicion, suspectFromPairs, suspectFromReference } from '#city/place/offset.ts'
import { placeProblems } from '#city/place/problems.ts'
import { partsOf } from '#city/place/shape.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Taken } from '#city/table-import/columns.ts'
import { chosenTable, refusedRowsOf, tablesOf } from '#city/table-import/read-table.ts'
import type { Tx } from '#kernel/db/db.ts'
import { applyImported, type Doer } from './change.ts'
import { composeComponentCode, splitKind } from './code.ts'
import { type JudgeContext, type Judged, judgeRow } from './judge-row.ts'
import { componentProblems } from './problems.ts'
import { type Component, listComponents, loadComponents, type NewComponent, takeSequence } from './store.ts'
import { type GivenTable, missingColumns, readGeoJson, readRows } from './table-file.ts'

export type ComponentImport = {
  readonly bytes: Uint8Array
  readonly format: 'csv' | 'geojson' | 'xlsx'
  /** Of a workbook, the sheet meant; and what its columns, or those of a CSV file, are taken for. */
  readonly sheet?: string | undefined
  readonly columns?: readonly Taken[] | undefined
  /** The frame of the coordinates; nothing is accepted without one. */
  readonly frame?: DeclaredFrame | undefined
  readonly commit: boolean
  /** Enter the good rows although others are refused. */
  readonly acceptValid?: boolean | undefined
  /** A person has looked at the suspicion and stands by the frame. */
  readonly frameConfirmed?: boolean | undefined
  /** The catalogue's name of a kind; with it, kinds that are not in the catalogue are refused. */
  readonly nameOfKind?: ((kind: string) => string | undefined) | undefined
}

/**
 * Judges a census file of components row by row and, if `commit`, enters it: unknown codes are registered, known ones brought up to
 * date with a line of history, rows without code but with a kind get the next free one. Nothing changes when any row is refused, unless
 * `acceptValid`. Throws only when the file cannot be read at all.
 */
export async function importComponents(
  tx: Tx,
  districtId: string,
  given: ComponentImport,
  doer: Doer,
): Promise<ImportReport & RefusedRows> {
  const table = await tableOf(given)
  const findings = collectFindings()
  const total = table.rows.length
  const frame = settleFrame(given.frame, table.crs)
  const reportOf = (committed: boolean, suspicion?: FrameSuspicion) => ({
    ...findings.report(total, committed, suspicion),
    ...(table.table ? refusedRowsOf(table.table, findings.isRefused) : { headings: [], refusedRows: [] }),
  })
  const missing = missingColumns(table)
  if (missing.length > 0) findings.add(0, componentProblems.component_columns_missing({ columns: missing.join('、') }))
  if (frame instanceof Error) findings.add(0, frame)
  if (findings.fileRefused() || frame instanceof Error) return reportOf(false)

  const context = await contextOf(tx, districtId, given, frame, doer.now)
  const judged = judgeAll(table, context, findings)
  const known = await knownAmong(tx, districtId, judged)
  judgeAgainstRegister(judged, known, findings)
  const suspicion = await suspectFrame(tx, districtId, judged, known, context)
  if (suspicion) {
    const problem = placeProblems.frame_suspected({ ...suspicion, metres: suspicion.medianOffsetMetres }, 'frame')
    findings.add(0, problem, { severity: given.frameConfirmed ? 'warning' : 'refused' })
  }
  const good = judged.filter((_, at) => !findings.isRefused(at + 1)).flatMap((one) => one.component ?? [])
  const whole = good.length === total || given.acceptValid === true
  const commit = given.commit && whole && good.length > 0 && !findings.fileRefused()
  if (commit) await enter(tx, districtId, good, known, context.county, doer)
  return reportOf(commit, suspicion)
}

type RefusedRows = ReturnType<typeof refusedRowsOf>

async function tableOf({ bytes, format, sheet, columns }: ComponentImport): Promise<GivenTable> {
  if (format === 'geojson') return readGeoJson(bytes)
  return readRows(chosenTable(await tablesOf(bytes, `file.${format}`), sheet), columns)
}

async function contextOf(
  tx: Tx,
  districtId: string,
  given: ComponentImport,
  frame: DeclaredFrame,
  now: Date,
): Promise<JudgeContext> {
  const district = await getDistrict(tx, districtId)
  const locator = await locatorFor(tx, districtId, now)
  return { frame, county: district.divisionCode ?? undefined, locate: locator.locate, nameOfKind: given.nameOfKind }
}

function judgeAll(table: GivenTable, context: JudgeContext, findings: Findings): Judged[] {
  const firstRow = new Map<string, number>()
  return table.rows.map((row, at) => {
    const number = at + 1
    const code = row.values.code ?? ''
    const judged = judgeRow(row, context)
    for (const problem of judged.refusals) findings.add(number, problem, { code })
    for (const problem of judged.remarks) findings.add(number, problem, { code, severity: 'warning' })
    const before = code === '' ? undefined : firstRow.get(code)
    if (before !== undefined)
      findings.add(number, componentProblems.component_code_repeated({ code, row: before }, 'code'), { code })
    else firstRow.set(code, number)
    return judged
  })
}

async function knownAmong(tx: Tx, districtId: string, judged: readonly Judged[]): Promise<Map<string, Component>> {
  const codes = judged.flatMap(({ component }) => (component && component.code !== '' ? [component.code] : []))
  const known = await listComponents(tx, districtId, codes)
  return new Map(known.map((component) => [component.code, component]))
}

function judgeAgainstRegister(
  judged: readonly Judged[],
  known: ReadonlyMap<string, Component>,
  findings: Findings,
): void {
  judged.forEach(({ component }, at) => {
    const standing = component && known.get(component.code)
    if (standing?.state === 'removed')
      findings.add(at + 1, componentProblems.component_removed({ code: standing.code }, 'code'), {
        code: standing.code,
      })
  })
}

/** By components of the same code, or else by how many points lie in a cell and on a road. */
async function suspectFrame(
  tx: Tx,
  districtId: string,
  judged: readonly Judged[],
  known: ReadonlyMap<string, Component>,
  context: JudgeContext,
): Promise<FrameSuspicion | undefined> {
  const pairs = judged.flatMap(({ component, claimed }) => {
    const standing = component && known.get(component.code)
    return standing && claimed ? [{ imported: claimed, known: standing.place }] : []
  })
  if (pairs.length >= 8) return suspectFromPairs(pairs)
  const claimed = judged.flatMap((one) => (one.claimed ? [one.claimed] : []))
  const inside = (p: Point) => context.locate(p) !== undefined
  const onThing = await roadJudge(tx, districtId, claimed)
  return suspectFromReference(claimed, onThing ? { inside, onThing } : { inside })
}

const ON_ROAD_METRES = 25
const FEWEST_ROADS = 5

/** Whether a point lies on or beside a road, by the roads about the file's points; undefined where too few are known. */
async function roadJudge(
  tx: Tx,
  districtId: string,
  claimed: readonly Point<Frame>[],
): Promise<((p: Point) => boolean) | undefined> {
  if (claimed.length === 0) return undefined
  const roads = await roadsIn(tx, districtId, boxAbout(claimed))
  if (roads.length < FEWEST_ROADS) return undefined
  const sides = roads.flatMap(({ line }) =>
    partsOf(line).flatMap((part) => part.slice(1).map((to, at) => [part[at]!, to] as const)),
  )
  const index = new Flatbush(sides.length)
  for (const [[ax, ay], [bx, by]] of sides)
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  index.finish()
  return (p) => {
    const box = boxAround(p, ON_ROAD_METRES)
    return index.search(box.west, box.south, box.east, box.north).some((at) => {
      const [a, b] = sides[at]!
      return nearestOnSegment(p, point(a[0], a[1]), point(b[0], b[1])).metres <= ON_ROAD_METRES
    })
  }
}

// Two hundredths of a degree: further than any shift between frames.
const MARGIN_DEGREES = 0.02

function boxAbout(points: readonly Point<Frame>[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { lon, lat } of points) {
    west = Math.min(west, lon)
    south = Math.min(south, lat)
    east = Math.max(east, lon)
    north = Math.max(north, lat)
  }
  return {
    west: west - MARGIN_DEGREES,
    south: south - MARGIN_DEGREES,
    east: east + MARGIN_DEGREES,
    north: north + MARGIN_DEGREES,
  }
}

type Entry = NewComponent & { readonly kind: string }

async function enter(
  tx: Tx,
  districtId: string,
  good: readonly Entry[],
  known: ReadonlyMap<string, Component>,
  county: string | undefined,
  doer: Doer,
): Promise<void> {
  const fresh = good.filter((one) => one.code !== '' && !known.has(one.code))
  const reason = '普查数据导入'
  await loadComponents(tx, districtId, fresh, { by: doer.by, at: doer.now, change: 'imported', reason })
  const numbered: Entry[] = []
  for (const one of good.filter((entry) => entry.code === ''))
    numbered.push({ ...one, code: await newCode(tx, districtId, one.kind, county) })
  await loadComponents(tx, districtId, numbered, { by: doer.by, at: doer.now, change: 'imported', reason })
  for (const { kind: _, code, ...wanted } of good.filter((one) => known.has(one.code)))
    await applyImported(tx, districtId, { code, wanted, reason }, doer)
}

async function newCode(tx: Tx, districtId: string, kind: string, county: string | undefined): Promise<string> {
  const parts = splitKind(kind)
  if (!county) throw componentProblems.component_county_missing()
  if (!parts) throw componentProblems.component_kind_invalid({ kind })
  const sequence = await takeSequence(tx, districtId, county, parts.edition, kind)
  const code = composeComponentCode({ ...parts, county, sequence })
  if (!code) throw componentProblems.component_kind_invalid({ kind })
  return code
}
