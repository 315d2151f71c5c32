import { indexAreas } from './area-index.ts'
import type { Box } from './distance.ts'
import type { Point } from './frame.ts'
import type { Area } from './shape.ts'

/** Where a point lies: its cell (15 digits), community (12), street (9), and the beat that walks the cell. */
export type Located = {
  readonly cellCode: string
  readonly communityCode: string
  readonly communityName: string
  readonly streetCode: string
  readonly streetName: string
  readonly beatId?: string
}

export type LocatorCell = { readonly code: string; readonly area: Area; readonly beatId?: string | null }
export type LocatorDivision = { readonly code: string; readonly name: string }

export type Locator = {
  /** The cell that holds the point; on a shared border the lowest cell code; outside every cell undefined. */
  locate(p: Point): Located | undefined
  /** The same answer by cell code, for those who already hold one. */
  byCode(cellCode: string): Located | undefined
  /** The surface of a cell. */
  areaOf(cellCode: string): Area | undefined
  readonly cellCount: number
  readonly box: Box
}

/** Builds the in-process locator of one district. The answers are shared, frozen objects: locating allocates nothing. */
export function buildLocator(cells: readonly LocatorCell[], divisions: readonly LocatorDivision[]): Locator {
  const names = new Map(divisions.map((division) => [division.code, division.name]))
  const sorted = [...cells].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
  const answers = sorted.map((cell) => locatedIn(cell, names))
  const byCode = new Map(answers.map((answer) => [answer.cellCode, answer]))
  const areas = new Map(sorted.map((cell) => [cell.code, cell.area]))
  const index = indexAreas(sorted.map((cell) => cell.area))
  return {
    locate: (p) => answers[index.at(p.lon, p.lat)],
    byCode: (cellCode) => byCode.get(cellCode),
    areaOf: (cellCode) => areas.get(cellCode),
    cellCount: sorted.length,
    box: index.box,
  }
}

function locatedIn(cell: LocatorCell, names: ReadonlyMap<string, string>): Located {
  const communityCode = cell.code.slice(0, 12)
  const streetCode = cell.code.slice(0, 9)
  return Object.freeze({
    cellCode: cell.code,
    communityCode,
    communityName: names.get(communityCode) ?? '',
    streetCode,
    streetName: names.get(streetCode) ?? '',
    ...(cell.beatId ? { beatId: cell.beatId } : {}),
  })
}
