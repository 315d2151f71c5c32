import type pg from 'pg'
import type { TileComponent } from '#analyse/tile/component-columns.ts'
import { batchesOf, columnsOf } from './tile-data.ts'

/** The same components in a table of PostGIS, as its manual advises: projected beforehand, a GiST index, frozen. */
export async function loadPeer(client: pg.Client, components: readonly TileComponent[]): Promise<void> {
  await client.query(
    'create table component (id bigint, code text, kind text, state text, place geometry(Point, 3857) not null)',
  )
  for (const batch of batchesOf(components)) {
    const { codes, states, lons, lats } = columnsOf(batch)
    await client.query(
      `insert into component select substr(code, 7)::bigint, code, substr(code, 7, 5), state,
              ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 3857)
         from unnest($1::text[], $2::text[], $3::float8[], $4::float8[]) as given(code, state, lon, lat)`,
      [codes, states, lons, lats],
    )
  }
  await client.query('create index component_place on component using gist (place)')
  await client.query('vacuum analyze component')
}

/** The tile as PostGIS makes it: single components, or as many squares a side as ours. */
export function tileStatement(z: number, x: string, y: string): string {
  const bounds = `(select ST_TileEnvelope(${z}, ${x}::int, ${y}::int) as box) tile`
  if (z >= 16)
    return `select ST_AsMVT(found, 'component', 4096, 'geom', 'id') as mvt from (
      select id, code, kind, state, ST_AsMVTGeom(place, box, 4096, 0, true) as geom from component, ${bounds}
       where place && box) found`
  const side = z < 14 ? 32 : 16
  const column = `floor((ST_X(place) - ST_XMin(box)) / (ST_XMax(box) - ST_XMin(box)) * ${side})`
  const row = `floor((ST_Y(place) - ST_YMin(box)) / (ST_YMax(box) - ST_YMin(box)) * ${side})`
  const top = `string_agg(kind || ' ' || n, '、' order by n desc) filter (where place_in_square <= 3)`
  return `select ST_AsMVT(found, 'density', 4096, 'geom') as mvt from (
    select sum(n) as n, ${top} as kinds, ST_AsMVTGeom(ST_Centroid(ST_Collect(middle)), box, 4096, 0, true) as geom
      from (select c, r, kind, n, middle, box, row_number() over (partition by c, r order by n desc) as place_in_square
              from (select ${column} as c, ${row} as r, kind, box, count(*) as n, ST_MakePoint(avg(ST_X(place)), avg(ST_Y(place))) as middle
                      from component, ${bounds} where place && box group by 1, 2, 3, 4) counted) ranked
     group by c, r, box) found`
}
