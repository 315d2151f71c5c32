import type { Cell } from '#city/place/cell-store.ts'
import { nextCellCode } from '#city/place/code.ts'
import { metresPerDegree } from '#city/place/distance.ts'
import { placeProblems } from '#city/place/problems.ts'
import { mergeAreas, moveBorder, type ReshapeFault, splitArea } from '#city/place/reshape.ts'
import { type Area, labelPoint, type Ring, squareMetres } from '#city/place/shape.ts'
import type { GridKind } from './contract.ts'
import { gridProblems, reshapeWords } from './problems.ts'

/** What is asked of which cells, in the order they were named. */
export type GridAsk = { readonly kind: GridKind; readonly cells: readonly Cell[]; readonly line: Ring }

export type Opened = { readonly code: string; readonly area: Area; readonly from: readonly string[] }

/** A cell as a change leaves or finds it. */
export type Shape = {
  readonly code: string
  readonly name: string | null
  readonly note: string | null
  readonly area: Area
}

/** A cell as a plan handles it. */
export type Ground = Shape & { readonly areaM2: number }

export const sized = (shape: Shape): Ground => ({ ...shape, areaM2: squareMetres(shape.area) })

/** The cells that go, that come with a code of their own, and that keep theirs with another shape. */
export type GridPlan = {
  readonly retired: readonly Ground[]
  readonly opened: readonly Opened[]
  readonly reshaped: readonly { readonly cell: Ground; readonly area: Area }[]
}

const counts: Readonly<Record<GridKind, { least: number; most: number; zh: string; en: string }>> = {
  split: { least: 1, most: 1, zh: '拆分须选一个网格', en: 'one is split' },
  merge: { least: 2, most: 12, zh: '合并须选 2–12 个网格', en: '2 to 12 are merged' },
  border: { least: 2, most: 2, zh: '移动边界须选两个相邻网格', en: 'a border lies between two' },
  retire: { least: 1, most: 1, zh: '停用须选一个网格', en: 'one is retired' },
}

/**
 * What becomes of the cells. Cells that are cut or joined retire their codes, and what comes is numbered on from the highest ever used
 * in the community; where only a border moves, both keep theirs [standards §2.1, M]. `everUsed` are the codes of the community;
 * `day` is the first day of the new cells. Problems: all of the grid's, and `cell_codes_spent`.
 */
export function planChange(ask: GridAsk, everUsed: readonly string[], day: string): GridPlan {
  const { kind, cells } = ask
  const { least, most, ...said } = counts[kind]
  if (cells.length < least || cells.length > most) throw gridProblems.grid_cells_count(said, 'cells')
  const community = cells[0]!.code.slice(0, 12)
  if (cells.some(({ code }) => code.slice(0, 12) !== community)) throw gridProblems.grid_communities_differ({}, 'cells')
  if (kind === 'border') return borderMoved(ask)
  const young = cells.find(({ validFrom }) => validFrom >= day)
  if (young) throw gridProblems.grid_cell_too_new({ code: young.code }, 'cells')
  return { retired: cells, opened: numbered(piecesOf(ask), ask, community, everUsed), reshaped: [] }
}

function piecesOf({ kind, cells, line }: GridAsk): readonly Area[] {
  if (kind === 'retire') return []
  if (kind === 'split') return inReadingOrder(sound(splitArea(cells[0]!.area, line)))
  return [sound(mergeAreas(cells.map(({ area }) => area)))]
}

function borderMoved({ cells, line }: GridAsk): GridPlan {
  const [first, second] = [cells[0]!, cells[1]!]
  const [one, other] = sound(moveBorder(first.area, second.area, line))
  return {
    retired: [],
    opened: [],
    reshaped: [
      { cell: first, area: one },
      { cell: second, area: other },
    ],
  }
}

function sound<T extends Area | readonly [Area, Area]>(result: T | ReshapeFault): T {
  if (typeof result === 'string') throw gridProblems.grid_shape_refused(reshapeWords[result], 'line')
  return result
}

/** From west to east, from north to south: by whichever way two pieces lie further apart. */
function inReadingOrder([a, b]: readonly [Area, Area]): readonly Area[] {
  const [p, q] = [labelPoint(a), labelPoint(b)]
  const scale = metresPerDegree(p.lat)
  const [east, south] = [(q.lon - p.lon) * scale.x, (p.lat - q.lat) * scale.y]
  return (Math.abs(east) >= Math.abs(south) ? east : south) >= 0 ? [a, b] : [b, a]
}

function numbered(areas: readonly Area[], { cells }: GridAsk, community: string, everUsed: readonly string[]) {
  const used = [...everUsed]
  const from = cells.map(({ code }) => code)
  return areas.map((area): Opened => {
    const code = nextCellCode(community, used)
    if (!code) throw placeProblems.cell_codes_spent({ code: community })
    used.push(code)
    return { code, area, from }
  })
}
