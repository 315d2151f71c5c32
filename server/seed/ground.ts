import type { Component as DemoComponent } from '#cities/dachuan/components.ts'
import { generateComponents } from '#cities/dachuan/components.ts'
import type { Geography, Place } from '#cities/dachuan/model.ts'
import { loadComponents, type NewComponent } from '#city/component/store.ts'
import { putCells } from '#city/place/cell-store.ts'
import { type NamedPlace, putNamedPlaces, putRoads } from '#city/place/gazetteer.ts'
import { putDistrict, putDivisions } from '#city/place/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'

/** The first day of the demo's register. */
export const firstDay = '2024-01-01'

const source = 'demo'

/** Lays the generated ground: district, divisions, cells, roads, names and doors. Returns counts by Chinese name. */
export async function seedGround(tx: Tx, geography: Geography): Promise<Record<string, number>> {
  const { district, divisions, cells } = geography
  const { districtId, name, centre, bounds } = district
  await putDistrict(tx, {
    districtId,
    name,
    divisionCode: districtId,
    timeZone: 'Asia/Shanghai',
    centre,
    bounds,
    catalogueEdition: '2026',
    settings: {},
  })
  return {
    街道社区: await putDivisions(
      tx,
      districtId,
      divisions.map(({ code, name: title, polygon }) => ({
        code,
        name: title,
        boundary: polygon,
        validFrom: firstDay,
      })),
    ),
    单元网格: await putCells(
      tx,
      districtId,
      firstDay,
      cells.map(({ code, polygon }) => ({ code, area: polygon })),
    ),
    道路: await putRoads(tx, districtId, roadsOf(geography)),
    地名门牌: await putNamedPlaces(tx, districtId, [...doorsOf(geography), ...geography.places.map(asPlaceName)]),
  }
}

const roadsOf = ({ roads }: Geography) =>
  roads
    .filter((road) => road.name)
    .map((road) => ({
      roadId: newId(),
      name: road.name ?? '',
      line: { type: 'MultiLineString' as const, coordinates: road.lines.map((line) => line.coordinates) },
      source,
    }))

const doorsOf = ({ doors }: Geography): NamedPlace[] =>
  doors.map((door) => ({
    placeId: newId(),
    kind: 'door',
    name: door.name,
    roadName: door.road,
    doorNumber: door.number,
    place: door.at,
    source,
  }))

const asPlaceName = (place: Place): NamedPlace => ({
  placeId: newId(),
  kind: 'poi',
  name: place.name,
  address: place.address ?? null,
  place: place.at,
  source,
})

const states = { intact: 'intact', damaged: 'damaged', lost: 'lost', abandoned: 'disused', removed: 'removed' } as const
const sources = { 实测: 'surveyed', 地形图: 'topographic' } as const

/** Enters the hundred thousand components. */
export const seedComponents = (tx: Tx, geography: Geography, at: Date): Promise<number> =>
  loadComponents(tx, geography.district.districtId, convert(generateComponents(geography)), {
    by: '普查',
    at,
    change: 'registered',
  })

function* convert(components: Iterable<DemoComponent>): Generator<NewComponent> {
  for (const each of components)
    yield {
      code: each.code,
      name: each.name,
      place: each.at,
      cellCode: each.cell,
      streetCode: each.street,
      communityCode: each.community,
      managerCode: each.authority.creditCode,
      managerName: each.authority.name,
      ownerCode: each.owner.creditCode,
      ownerName: each.owner.name,
      maintainerCode: each.maintainer.creditCode,
      maintainerName: each.maintainer.name,
      state: states[each.state],
      initialDate: each.initialOn,
      changedDate: each.changedOn ?? null,
      dataSource: sources[each.source],
      accuracy: null,
      address: each.place,
      note: null,
      legacyCode: each.code2013 ?? null,
      attributes: each.attributes,
    }
}
