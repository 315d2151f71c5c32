import { boxAround, metresPerDegree } from '#city/place/distance.ts'
import { boxSql } from '#city/place/store.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { MOST_SQUARE_METRES, readArea, type SelectedArea, squareMetresOf } from './area.ts'
import { mapProblems } from './problems.ts'

/** The surface asked about. Problems: `map_area_invalid`, `map_area_too_large`. */
export function mustBeArea(text: string): SelectedArea {
  const area = readArea(text)
  if (!area) throw mapProblems.map_area_invalid({}, 'query.area')
  if (squareMetresOf(area) > MOST_SQUARE_METRES) throw mapProblems.map_area_too_large({}, 'query.area')
  return area
}

/** Whether a column of places lies in a surface, as a condition that the index of places answers. */
export function liesIn(area: SelectedArea, column: Sql): Sql {
  if (area.kind === 'ring') {
    const corners = area.ring.map(({ lon, lat }) => `(${lon},${lat})`).join(',')
    return sql`${column} <@ ${`(${corners})`}::text::polygon`
  }
  const { centre, metres } = area
  return sql`${column} <@ ${boxSql(boxAround(centre, metres))} and ${metresFrom(centre, column)} <= ${metres}::float8`
}

/** Metres from a point to a column of places, within a millimetre at the range of a map. */
export function metresFrom({ lon, lat }: { readonly lon: number; readonly lat: number }, column: Sql): Sql {
  const scale = metresPerDegree(lat)
  return sql`sqrt(((${column}[0] - ${lon}::float8) * ${scale.x}::float8) ^ 2 + ((${column}[1] - ${lat}::float8) * ${scale.y}::float8) ^ 2)`
}
