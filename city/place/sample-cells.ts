import type { LocatorCell, LocatorDivision } from './locator.ts'
import type { Area, Position, Ring } from './shape.ts'

/**
 * A made-up district for tests, benchmarks and demonstrations: `columns × rows` cells of about 100 m with crooked borders that
 * neighbours share corner for corner, numbered community by community from west to east and north to south [standards §2.1, S15].
 */
export type SampleDistrict = {
  readonly cells: readonly (LocatorCell & { readonly area: Area })[]
  readonly divisions: readonly LocatorDivision[]
}

export type SampleOptions = {
  readonly columns: number
  readonly rows: number
  readonly county?: string
  readonly west?: number
  readonly north?: number
  /** Corners on each of a cell's four borders, besides its ends. */
  readonly bends?: number
}

const STEP_LON = 0.00105
const STEP_LAT = 0.0009
const COMMUNITY_SPAN = 6
const STREET_SPAN = 4

/** Makes the district; the same options always give the same borders. */
export function sampleDistrict(options: SampleOptions): SampleDistrict {
  const { columns, rows, county = '511703', west = 107.45, north = 31.25, bends = 12 } = options
  const corner = (column: number, row: number): Position => [
    west + (column + 0.25 * wobble(column, row, 1)) * STEP_LON,
    north - (row + 0.25 * wobble(column, row, 2)) * STEP_LAT,
  ]
  const border = (from: Position, to: Position, seed: number): Position[] =>
    Array.from({ length: bends + 2 }, (_, at) => {
      if (at === 0) return from
      if (at === bends + 1) return to
      const t = at / (bends + 1)
      // Calm near the corners, so that borders meeting there do not cross.
      const off = 0.16 * t * (1 - t) * wobble(seed, at, 3)
      return [
        from[0] + (to[0] - from[0]) * t - (to[1] - from[1]) * off,
        from[1] + (to[1] - from[1]) * t + (to[0] - from[0]) * off,
      ]
    })
  const level = (column: number, row: number) =>
    border(corner(column, row), corner(column + 1, row), column * 7919 + row * 2 + 1)
  const upright = (column: number, row: number) =>
    border(corner(column, row), corner(column, row + 1), column * 7919 + row * 2)
  const names = new Map<string, string>()
  const nextIn = new Map<string, number>()
  const cells: LocatorCell[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const community = communityAt(county, column, row, columns)
      names.set(community, `第${Number(community.slice(6, 9))}街道第${Number(community.slice(9))}社区`)
      names.set(community.slice(0, 9), `第${Number(community.slice(6, 9))}街道`)
      const sequence = (nextIn.get(community) ?? 0) + 1
      nextIn.set(community, sequence)
      const ring: Ring = [
        ...upright(column, row).slice(0, -1),
        ...level(column, row + 1).slice(0, -1),
        ...upright(column + 1, row)
          .toReversed()
          .slice(0, -1),
        ...level(column, row).toReversed(),
      ]
      cells.push({
        code: `${community}${String(sequence).padStart(3, '0')}`,
        area: { type: 'Polygon', coordinates: [ring] },
      })
    }
  return { cells, divisions: [...names].map(([code, name]) => ({ code, name })) }
}

function communityAt(county: string, column: number, row: number, columns: number): string {
  const across = Math.ceil(columns / COMMUNITY_SPAN)
  const [x, y] = [Math.floor(column / COMMUNITY_SPAN), Math.floor(row / COMMUNITY_SPAN)]
  const streetsAcross = Math.ceil(across / STREET_SPAN)
  const street = Math.floor(y / STREET_SPAN) * streetsAcross + Math.floor(x / STREET_SPAN) + 1
  const community = (y % STREET_SPAN) * STREET_SPAN + (x % STREET_SPAN) + 1
  return `${county}${String(street).padStart(3, '0')}${String(community).padStart(3, '0')}`
}

/** A fixed number in -1…1 for two whole numbers and a salt. */
function wobble(a: number, b: number, salt: number): number {
  let h = Math.imul(a + 0x9e37, 0x85ebca6b) ^ Math.imul(b + 0x79b9, 0xc2b2ae35) ^ Math.imul(salt, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 31 - 1
}
