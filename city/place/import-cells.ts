import Flatbush from 'flatbush'
import type { Tx } from '#kernel/db/db.ts'
import type { Problem } from '#kernel/problem.ts'
import { type Cell, listCells, listCodesEverUsed, type NewCell, putCells } from './cell-store.ts'
import { cellCodeProblem } from './check.ts'
import type { CellEdition } from './code.ts'
import { type DeclaredFrame, readPosition, settleFrame } from './declared-frame.ts'
import { metresPerDegree } from './distance.ts'
import { type GivenFeature, propertyText, readFeatures } from './feature-file.ts'
import type { Frame, Point } from './frame.ts'
import { findGaps } from './gaps.ts'
import { collectFindings, type Findings, type ImportReport } from './import-report.ts'
import { type FrameSuspicion, suspectFromPairs, suspectFromReference } from './offset.ts'
import { placeProblems } from './problems.ts'
import { type Area, type Position, ringsOf, type ShapeFault, shapeFaults } from './shape.ts'
import { getDistrict, listDivisions, renewVersion } from './store.ts'
import { findOverlaps } from './topology.ts'

export type CellImport = {
  /** GeoJSON text. */
  readonly text: string
  /** The frame of the file; without it and without a `crs` in the file everything is refused. */
  readonly frame?: DeclaredFrame | undefined
  /** The first day (`YYYY-MM-DD`) on which the cells are valid. */
  readonly day: string
  readonly commit: boolean
  /** Enter the good rows although others are refused. */
  readonly acceptValid?: boolean | undefined
  /** A person has looked at the suspicion and stands by the frame. */
  readonly frameConfirmed?: boolean | undefined
  /** A person has looked at the gaps and they are meant (water, closed compounds). */
  readonly gapsConfirmed?: boolean | undefined
  readonly edition?: CellEdition | undefined
}

const MOST_ROWS = 20_000
const CODE_NAMES = ['单元网格标识码', '标识码', 'DYWGBSM', 'SZDYWGBSM', 'BGID', 'code', 'CODE']
const NAME_NAMES = ['名称', '网格名称', 'name', 'NAME']
const NOTE_NAMES = ['备注', 'BZ', 'note', 'Note']

type Row = {
  readonly number: number
  readonly code: string
  readonly name: string | null
  readonly note: string | null
  readonly area?: Area
  /** Corners as the file claims them. */
  readonly claimed: readonly Point<Frame>[]
}

/**
 * Judges a file of cells row by row — codes, rings, frame, overlaps and gaps among themselves and with the cells that stay — and, if
 * `commit`, enters them. Nothing changes when any row is refused, unless `acceptValid`. A row already in the register gets its new
 * shape from `day` on. Throws only when the file cannot be read at all.
 */
export async function importCells(tx: Tx, districtId: string, given: CellImport): Promise<ImportReport> {
  const file = readFeatures(given.text, MOST_ROWS)
  const findings = collectFindings()
  const total = file.features.length
  const frame = settleFrame(given.frame, file.crs)
  if (isProblem(frame)) {
    findings.add(0, frame)
    return findings.report(total, false)
  }
  if (given.commit) await renewVersion(tx, districtId)
  const existing = await listCells(tx, districtId, given.day)
  const rows = file.features.map((feature, at) => readRow(feature, at + 1, frame, findings))
  await judgeCodes(tx, districtId, given, rows, findings)
  const suspicion = suspectFrame(rows, existing)
  if (suspicion) {
    const problem = placeProblems.frame_suspected({ ...suspicion, metres: suspicion.medianOffsetMetres }, 'frame')
    findings.add(0, problem, { severity: given.frameConfirmed ? 'warning' : 'refused' })
  }
  judgeTopology(rows, existing, given.gapsConfirmed ?? false, findings)

  const good = rows.filter((row) => !findings.isRefused(row.number))
  const whole = good.length === total || given.acceptValid === true
  const commit = given.commit && whole && good.length > 0 && !findings.fileRefused()
  if (commit) await putCells(tx, districtId, given.day, good.map(asNewCell))
  return findings.report(total, commit, suspicion)
}

const isProblem = (value: DeclaredFrame | Problem): value is Problem => value instanceof Error

const asNewCell = ({ code, name, note, area }: Row): NewCell => ({ code, name, note, area: area! })

const shapeProblem: Readonly<Record<ShapeFault, () => Problem>> = {
  not_a_surface: () => placeProblems.cell_not_a_surface({}, 'geometry'),
  ring_open: () => placeProblems.cell_ring_open({}, 'geometry'),
  ring_too_short: () => placeProblems.cell_ring_too_short({}, 'geometry'),
  ring_not_numeric: () => placeProblems.cell_ring_not_numeric({}, 'geometry'),
  ring_without_area: () => placeProblems.cell_ring_without_area({}, 'geometry'),
  ring_crosses_itself: () => placeProblems.cell_ring_crosses_itself({}, 'geometry'),
  hole_outside: () => placeProblems.cell_hole_outside({}, 'geometry'),
}

function readRow(feature: GivenFeature, number: number, frame: DeclaredFrame, findings: Findings): Row {
  const code = propertyText(feature, CODE_NAMES)
  const row = {
    number,
    code,
    name: propertyText(feature, NAME_NAMES) || null,
    note: propertyText(feature, NOTE_NAMES) || null,
    claimed: [],
  }
  const faults = shapeFaults(feature.geometry)
  for (const fault of faults) findings.add(number, shapeProblem[fault](), { code })
  if (faults.length > 0) return row
  const claimed: Point<Frame>[] = []
  const problems: Problem[] = []
  const moved = (position: Position): Position => {
    const read = readPosition(frame, position[0], position[1], 'geometry')
    if ('problem' in read) {
      problems.push(read.problem)
      return position
    }
    claimed.push(read.claimed)
    return [read.point.lon, read.point.lat]
  }
  const given = feature.geometry as unknown as Area
  const area: Area =
    given.type === 'Polygon'
      ? { type: 'Polygon', coordinates: given.coordinates.map((ring) => ring.map(moved)) }
      : {
          type: 'MultiPolygon',
          coordinates: given.coordinates.map((polygon) => polygon.map((ring) => ring.map(moved))),
        }
  if (problems[0]) {
    findings.add(number, problems[0], { code })
    return row
  }
  return { ...row, area, claimed }
}

async function judgeCodes(
  tx: Tx,
  districtId: string,
  given: CellImport,
  rows: readonly Row[],
  findings: Findings,
): Promise<void> {
  const district = await getDistrict(tx, districtId)
  const used = await listCodesEverUsed(tx, districtId, given.day)
  const retired = new Set(used.filter((one) => one.retired).map((one) => one.code))
  const planned = new Set(used.filter((one) => one.planned).map((one) => one.code))
  const divisions = await listDivisions(tx, districtId, given.day)
  const communities = new Set(divisions.filter((one) => one.code.length === 12).map((one) => one.code))
  const firstRow = new Map<string, number>()
  for (const { number, code } of rows) {
    const problem = cellCodeProblem(code, district.divisionCode ?? undefined, given.edition, 'code')
    const before = firstRow.get(code)
    if (problem) findings.add(number, problem, { code })
    else if (before !== undefined)
      findings.add(number, placeProblems.cell_code_repeated({ code, row: before }, 'code'), { code })
    else if (planned.has(code)) findings.add(number, placeProblems.cell_planned({ code }, 'code'), { code })
    else if (retired.has(code)) findings.add(number, placeProblems.cell_code_retired({ code }, 'code'), { code })
    else if (communities.size > 0 && !communities.has(code.slice(0, 12)))
      findings.add(number, placeProblems.cell_community_unknown({ code: code.slice(0, 12) }, 'code'), { code })
    if (before === undefined) firstRow.set(code, number)
  }
}

/** Judges the frame by cells of the same code, or else by corners that should fall on corners of the cells that stand. */
function suspectFrame(rows: readonly Row[], existing: readonly Cell[]): FrameSuspicion | undefined {
  const known = new Map(existing.map((cell) => [cell.code, ringsOf(cell.area)[0]!]))
  const pairs = rows.flatMap((row) => {
    const ring = known.get(row.code)
    if (!ring || row.claimed.length === 0) return []
    return [{ imported: middleOf(row.claimed), known: middlePoint(ring) }]
  })
  if (pairs.length >= 8) return suspectFromPairs(pairs)
  if (existing.length === 0) return undefined
  const onThing = cornerJudge(existing)
  return suspectFromReference(
    rows.flatMap((row) => row.claimed),
    { onThing },
  )
}

function middleOf(points: readonly Point<Frame>[]): Point<Frame> {
  const lons = points.map((p) => p.lon)
  const lats = points.map((p) => p.lat)
  const half = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2
  return { frame: points[0]!.frame, lon: half(lons), lat: half(lats) }
}

const middlePoint = (ring: readonly Position[]): Point =>
  middleOf(ring.map(([lon, lat]) => ({ frame: 'CGCS2000', lon, lat }))) as Point

const SAME_CORNER_METRES = 3

function cornerJudge(cells: readonly Cell[]): (p: Point) => boolean {
  const corners = cells.flatMap((cell) => ringsOf(cell.area).flat())
  const index = new Flatbush(corners.length)
  for (const [lon, lat] of corners) index.add(lon, lat, lon, lat)
  index.finish()
  return (p) => {
    const scale = metresPerDegree(p.lat)
    const [dx, dy] = [SAME_CORNER_METRES / scale.x, SAME_CORNER_METRES / scale.y]
    return index.search(p.lon - dx, p.lat - dy, p.lon + dx, p.lat + dy).length > 0
  }
}

type Piece = { readonly area: Area; readonly row?: Row; readonly name: string }

/** Overlaps and gaps over the readable rows together with the standing cells they do not replace. */
function judgeTopology(
  rows: readonly Row[],
  existing: readonly Cell[],
  gapsConfirmed: boolean,
  findings: Findings,
): void {
  const given = new Set(rows.map((row) => row.code))
  const pieces: Piece[] = [
    ...rows.flatMap((row) => (row.area ? [{ area: row.area, row, name: `第 ${row.number} 行` }] : [])),
    ...existing
      .filter((cell) => !given.has(cell.code))
      .map((cell) => ({ area: cell.area, name: `现有网格 ${cell.code}` })),
  ]
  const areas = pieces.map((piece) => piece.area)
  for (const { a, b, squareMetres } of findOverlaps(areas))
    for (const [one, other] of [
      [pieces[a]!, pieces[b]!],
      [pieces[b]!, pieces[a]!],
    ] as const)
      if (one.row) {
        const problem = placeProblems.cell_overlap({ other: other.name, squareMetres }, 'geometry')
        findings.add(one.row.number, problem, { code: one.row.code })
      }
  // A row that cannot be read leaves a hole of its own, which says nothing about its neighbours.
  if (rows.some((row) => !row.area)) return
  for (const gap of findGaps(areas))
    for (const at of gap.beside) {
      const row = pieces[at]?.row
      const { lon, lat } = rounded(gap.at)
      const problem = placeProblems.cell_gap({ lon, lat, squareMetres: gap.squareMetres }, 'geometry')
      if (row) findings.add(row.number, problem, { code: row.code, severity: gapsConfirmed ? 'warning' : 'refused' })
    }
}

const rounded = (p: Point) => ({ lon: Math.round(p.lon * 1e6) / 1e6, lat: Math.round(p.lat * 1e6) / 1e6 })
