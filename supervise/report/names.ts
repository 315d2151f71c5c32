import { dateOf, dayNumberOf } from '#city/calendar/zone.ts'
import { sources } from '#city/case/event.ts'
import { stageNames } from '#city/case/state.ts'
import { listUnits } from '#city/organisation/store.ts'
import { getDistrict, listDivisions } from '#city/place/store.ts'
import type { Db } from '#kernel/db/db.ts'
import type { Figures, Names } from './figures.ts'
import type { Period } from './period.ts'

/** What sources, stages, units, streets and communities are called on the last day of a period. */
export async function namesAt(db: Db, districtId: string, { ends }: Period): Promise<Names> {
  const [district, units, divisions] = await Promise.all([
    getDistrict(db, districtId),
    listUnits(db, districtId),
    listDivisions(db, districtId, dateOf(dayNumberOf(ends) - 1)),
  ])
  const unit = new Map(units.map(({ unitId, name }) => [unitId, name]))
  const division = new Map(divisions.map(({ code, name }) => [code, name]))
  return {
    district: district.name,
    source: (key) => (sources as Readonly<Record<string, { zh: string }>>)[key]?.zh ?? key,
    stage: (key) => (stageNames as Readonly<Record<string, string>>)[key] ?? key,
    unit: (key) => unit.get(key) ?? key,
    division: (key) => division.get(key) ?? key,
  }
}

/** The names a report was printed with; whatever it did not name is called by `other`. */
export function namesIn({ district, groups, spots, bounces }: Figures, other: Names): Names {
  const of = (rows: readonly { key: string; name: string }[]) => new Map(rows.map(({ key, name }) => [key, name]))
  const [source, stage, unit] = [of(groups.source), of(groups.stage), of([...groups.unit, ...bounces])]
  const division = of([
    ...groups.street,
    ...groups.community,
    ...spots.map(({ key, name }) => ({ key: key.slice(0, 12), name })),
  ])
  return {
    district,
    source: (key) => source.get(key) ?? other.source(key),
    stage: (key) => stage.get(key) ?? other.stage(key),
    unit: (key) => unit.get(key) ?? other.unit(key),
    division: (key) => division.get(key) ?? other.division(key),
  }
}
