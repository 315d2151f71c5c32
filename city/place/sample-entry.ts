import type { Tx } from '#kernel/db/db.ts'
import { putCells } from './cell-store.ts'
import { point } from './frame.ts'
import { putRoads, type Road } from './gazetteer.ts'
import { type SampleDistrict, type SampleOptions, sampleDistrict } from './sample-cells.ts'
import { boxOf, ringsOf } from './shape.ts'
import { putDistrict, putDivisions } from './store.ts'

/** The day from which everything of a sample district is valid. */
export const SAMPLE_DAY = '2026-01-01'

/** Enters a made-up district with streets, communities, cells and roads into an empty register, for tests and demonstrations. */
export async function enterSampleDistrict(
  tx: Tx,
  districtId: string,
  options: SampleOptions & { name?: string } = { columns: 6, rows: 6 },
): Promise<SampleDistrict & { readonly roads: readonly Road[] }> {
  const sample = sampleDistrict(options)
  const bounds = boxOf(sample.cells.flatMap((cell) => [...ringsOf(cell.area)]))
  await putDistrict(tx, {
    districtId,
    name: options.name ?? '样例区',
    divisionCode: options.county ?? '511703',
    timeZone: 'Asia/Shanghai',
    centre: point((bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2),
    bounds,
    catalogueEdition: '2026',
    settings: {},
  })
  await putDivisions(
    tx,
    districtId,
    sample.divisions.map((one) => ({ ...one, validFrom: SAMPLE_DAY })),
  )
  await putCells(tx, districtId, SAMPLE_DAY, sample.cells)
  const roads = sampleRoads(options, sample)
  await putRoads(tx, districtId, roads)
  return { ...sample, roads }
}

/** One road along every second row and column of cell borders. */
function sampleRoads({ columns, rows }: SampleOptions, { cells }: SampleDistrict): Road[] {
  const ringOf = (column: number, row: number) => ringsOf(cells[row * columns + column]!.area)[0]!
  const bends = (ringOf(0, 0).length - 1) / 4
  const roads: Road[] = []
  for (let row = 0; row < rows; row += 2) {
    const coordinates = Array.from({ length: columns }, (_, column) =>
      ringOf(column, row)
        .slice(3 * bends)
        .toReversed(),
    ).flat()
    roads.push({ roadId: `level-${row}`, name: `${digitZh(row / 2)}横路`, line: { type: 'LineString', coordinates } })
  }
  for (let column = 0; column < columns; column += 2) {
    const coordinates = Array.from({ length: rows }, (_, row) => ringOf(column, row).slice(0, bends + 1)).flat()
    roads.push({
      roadId: `upright-${column}`,
      name: `${digitZh(column / 2)}纵路`,
      line: { type: 'LineString', coordinates },
    })
  }
  return roads
}

const digitZh = (n: number): string => [...String(n + 1)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('')
