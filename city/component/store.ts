import { boxAround, metresPerDegree } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'
import { gramsOf } from '#city/place/grams.ts'
import { arrayText, boxSql, pointText } from '#city/place/store.ts'
import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { tellComponentsChanged } from './changed.ts'
import type { ComponentEdition } from './code.ts'
import type { ComponentFields } from './fields.ts'
import { componentProblems } from './problems.ts'

/** A component of the register. `kind` is major and minor as one code; place is CGCS2000. */
export type Component = ComponentFields & {
  readonly edition: ComponentEdition
  readonly kind: string
  readonly place: Point
  readonly cellCode: string | null
  readonly streetCode: string | null
  readonly communityCode: string | null
  readonly attributes: Readonly<Record<string, unknown>>
  readonly revision: number
}

/** What the bulk path takes: everything but what follows from the code. */
export type NewComponent = Omit<Component, 'edition' | 'kind' | 'revision'>

export type ComponentRow = Omit<Component, 'place'> & { lon: number; lat: number }

export const componentColumns =
  sql.raw(`code, edition, kind, name, place[0] as lon, place[1] as lat, cell_code as "cellCode",
  street_code as "streetCode", community_code as "communityCode", manager_code as "managerCode", manager_name as "managerName",
  owner_code as "ownerCode", owner_name as "ownerName", maintainer_code as "maintainerCode", maintainer_name as "maintainerName",
  state, initial_date as "initialDate", changed_date as "changedDate", data_source as "dataSource", accuracy, address, note,
  attributes, legacy_code as "legacyCode", revision`)

export const asComponent = ({ lon, lat, ...rest }: ComponentRow): Component => ({ ...rest, place: point(lon, lat) })

/** By its code, or by the 2013 code it once had. */
export async function findComponent(db: Db, districtId: string, code: string): Promise<Component | undefined> {
  const row =
    (await db.find<ComponentRow>(
      sql`select ${componentColumns} from city.component where district_id = ${districtId} and code = ${code}`,
    )) ??
    (await db.find<ComponentRow>(
      sql`select ${componentColumns} from city.component where district_id = ${districtId} and legacy_code = ${code}`,
    ))
  return row && asComponent(row)
}

/** Throws `component_not_found`. */
export async function getComponent(db: Db, districtId: string, code: string): Promise<Component> {
  const found = await findComponent(db, districtId, code)
  if (!found) throw componentProblems.component_not_found({ code })
  return found
}

/**
 * The component, held against other changes until the transaction ends; `revision` is the one somebody looked at when deciding.
 * Problems: `component_not_found`, `component_changed_meanwhile`.
 */
export async function holdComponent(tx: Tx, districtId: string, code: string, revision?: number): Promise<Component> {
  const row = await tx.find<ComponentRow>(
    sql`select ${componentColumns} from city.component where district_id = ${districtId} and code = ${code} for update`,
  )
  if (!row) throw componentProblems.component_not_found({ code })
  if (revision !== undefined && row.revision !== revision)
    throw componentProblems.component_changed_meanwhile({ seen: revision, now: row.revision }, 'revision')
  return asComponent(row)
}

export async function listComponents(db: Db, districtId: string, codes: readonly string[]): Promise<Component[]> {
  const rows = await db.many<ComponentRow>(
    sql`select ${componentColumns} from city.component where district_id = ${districtId} and code = any(${codes}) order by code`,
  )
  return rows.map(asComponent)
}

export type Near = Pick<
  Component,
  'code' | 'kind' | 'name' | 'state' | 'place' | 'cellCode' | 'address' | 'managerName' | 'ownerName' | 'maintainerName'
> & {
  /** Metres from the point asked about, within a millimetre at this range. */
  readonly metres: number
}

const MOST_NEAR = 20
const FIRST_RING_METRES = 40

/**
 * The standing components within `metres` of a point, nearest first, at most 20. The circle grows only until it holds enough, so
 * a wide search in a dense street costs no more than a narrow one.
 */
export async function near(
  db: Db,
  districtId: string,
  p: Point,
  options: { metres: number; limit?: number; kind?: string },
): Promise<Near[]> {
  const limit = Math.min(MOST_NEAR, options.limit ?? MOST_NEAR)
  for (let ring = Math.min(FIRST_RING_METRES, options.metres); ; ring = Math.min(ring * 4, options.metres)) {
    const found = await within(db, districtId, p, ring, limit, options.kind ?? null)
    if (found.length === limit || ring >= options.metres) return found
  }
}

async function within(
  db: Db,
  districtId: string,
  p: Point,
  metres: number,
  limit: number,
  kind: string | null,
): Promise<Near[]> {
  const scale = metresPerDegree(p.lat)
  const rows = await db.many<Omit<Near, 'place'> & { lon: number; lat: number }>(sql`
    select code, kind, name, state, lon, lat, "cellCode", address, "managerName", "ownerName", "maintainerName", metres
      from (select code, kind, name, state, place[0] as lon, place[1] as lat, cell_code as "cellCode", address,
                   manager_name as "managerName", owner_name as "ownerName", maintainer_name as "maintainerName",
                   sqrt(((place[0] - ${p.lon}::float8) * ${scale.x}::float8) ^ 2
                      + ((place[1] - ${p.lat}::float8) * ${scale.y}::float8) ^ 2) as metres
              from city.component
             where district_id = ${districtId} and place <@ ${boxSql(boxAround(p, metres))} and state <> 'removed'
               and (${kind}::text is null or kind = ${kind}::text)) as around
     where metres <= ${metres}::float8 order by metres, code limit ${limit}`)
  return rows.map(({ lon, lat, ...rest }) => ({ ...rest, place: point(lon, lat) }))
}

const columnTypes = {
  district_id: 'text',
  code: 'text',
  edition: 'text',
  kind: 'text',
  name: 'text',
  place: 'point',
  cell_code: 'text',
  street_code: 'text',
  community_code: 'text',
  manager_code: 'text',
  manager_name: 'text',
  owner_code: 'text',
  owner_name: 'text',
  maintainer_code: 'text',
  maintainer_name: 'text',
  state: 'text',
  initial_date: 'date',
  changed_date: 'date',
  data_source: 'text',
  accuracy: 'text',
  address: 'text',
  address_grams: 'text[]',
  note: 'text',
  attributes: 'jsonb',
  legacy_code: 'text',
}

function bulkRow(districtId: string, c: NewComponent): unknown[] {
  return [
    districtId,
    c.code,
    c.code.length === 17 ? '2026' : '2013',
    c.code.slice(6, -6),
    c.name,
    pointText(c.place),
    c.cellCode,
    c.streetCode,
    c.communityCode,
    c.managerCode,
    c.managerName,
    c.ownerCode,
    c.ownerName,
    c.maintainerCode,
    c.maintainerName,
    c.state,
    c.initialDate,
    c.changedDate,
    c.dataSource,
    c.accuracy,
    c.address,
    c.address === null ? null : arrayText(gramsOf(c.address)),
    c.note,
    c.attributes,
    c.legacyCode,
  ]
}

const MANY_ROWS = 10_000

/** What a line of history tells; `regridded` is the cell about it having been cut anew. */
export type Change = 'registered' | 'imported' | 'state' | 'amended' | 'moved' | 'undone' | 'regridded'

/**
 * The bulk path: trusted new components, millions if need be, each with the first line of its history, and the sequence counters
 * raised so that none of their codes can be given again. Returns how many.
 */
export async function loadComponents(
  tx: Tx,
  districtId: string,
  components: Iterable<NewComponent> | AsyncIterable<NewComponent>,
  entry: { by: string; at: Date; change: 'registered' | 'imported'; reason?: string },
): Promise<number> {
  const highest = new Map<string, number>()
  const codes: string[] = []
  async function* rows(): AsyncGenerator<unknown[]> {
    for await (const component of components) {
      const stem = component.code.slice(0, -6)
      highest.set(stem, Math.max(highest.get(stem) ?? 0, Number(component.code.slice(-6))))
      codes.push(component.code)
      yield bulkRow(districtId, component)
    }
  }
  const count = await copyRows(tx, 'city.component', columnTypes, rows())
  // Until statistics know of the rows, each foreign key check of the history may walk the whole district's index.
  if (count >= MANY_ROWS) await tx.run(sql`analyze city.component`)
  await copyRows(
    tx,
    'city.component_history',
    historyTypes,
    codes.map((code) => [districtId, code, 1, entry.at, entry.by, entry.change, entry.reason]),
  )
  await raiseSequences(tx, districtId, highest)
  await tellComponentsChanged(tx, districtId, codes)
  return count
}

/** What every entry of a component's history has, with its types. */
export const historyTypes = {
  district_id: 'text',
  code: 'text',
  revision: 'integer',
  at: 'timestamptz',
  by: 'text',
  change: 'text',
  reason: 'text',
}

/** Lifts counters to at least the numbers given, by code stem (county, major, minor). */
async function raiseSequences(tx: Tx, districtId: string, highest: ReadonlyMap<string, number>): Promise<void> {
  const stems = [...highest.keys()].sort()
  await tx.run(sql`
    insert into city.component_sequence as s (district_id, county, edition, kind, last)
    select ${districtId}, left(stem, 6), case length(stem) when 11 then '2026' else '2013' end, substr(stem, 7), last
      from unnest(${stems}::text[], ${stems.map((stem) => highest.get(stem))}::integer[]) as given(stem, last)
    on conflict (district_id, county, edition, kind) do update set last = greatest(s.last, excluded.last)`)
}

/** Takes the next number of a kind; two callers never get the same. Throws `component_codes_spent`. */
export async function takeSequence(
  tx: Tx,
  districtId: string,
  county: string,
  edition: ComponentEdition,
  kind: string,
): Promise<number> {
  const row = await tx.find<{ last: number }>(sql`
    insert into city.component_sequence as s (district_id, county, edition, kind, last)
    values (${districtId}, ${county}, ${edition}, ${kind}, 1)
    on conflict (district_id, county, edition, kind) do update set last = s.last + 1 where s.last < 999999
    returning last`)
  if (!row) throw componentProblems.component_codes_spent({ kind })
  return row.last
}

export type HistoryEntry = {
  readonly revision: number
  readonly at: Date
  readonly by: string
  readonly change: Change
  readonly reason: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** What has happened to a component, oldest first. */
export const listHistory = (db: Db, districtId: string, code: string): Promise<HistoryEntry[]> =>
  db.many(sql`select revision, at, by, change, reason, before, after from city.component_history
    where district_id = ${districtId} and code = ${code} order by revision`)

export async function appendHistory(tx: Tx, districtId: string, code: string, entry: HistoryEntry): Promise<void> {
  await tx.run(sql`insert into city.component_history (district_id, code, revision, at, by, change, reason, before, after)
    values (${districtId}, ${code}, ${entry.revision}, ${entry.at}, ${entry.by}, ${entry.change}, ${entry.reason},
      ${entry.before === null ? null : JSON.stringify(entry.before)}::jsonb, ${entry.after === null ? null : JSON.stringify(entry.after)}::jsonb)`)
}

/** Writes the whole row of a component whose revision the caller has raised, and tells of it. */
export async function rewriteComponent(tx: Tx, districtId: string, c: Component): Promise<void> {
  await tx.run(sql`update city.component set name = ${c.name}, place = point(${c.place.lon}::float8, ${c.place.lat}::float8),
      cell_code = ${c.cellCode}, street_code = ${c.streetCode}, community_code = ${c.communityCode},
      manager_code = ${c.managerCode}, manager_name = ${c.managerName}, owner_code = ${c.ownerCode}, owner_name = ${c.ownerName},
      maintainer_code = ${c.maintainerCode}, maintainer_name = ${c.maintainerName}, state = ${c.state},
      initial_date = ${c.initialDate}::date, changed_date = ${c.changedDate}::date, data_source = ${c.dataSource},
      accuracy = ${c.accuracy}, address = ${c.address}, address_grams = ${c.address === null ? null : gramsOf(c.address)}::text[],
      note = ${c.note}, attributes = ${JSON.stringify(c.attributes)}::jsonb, legacy_code = ${c.legacyCode}, revision = ${c.revision}
    where district_id = ${districtId} and code = ${c.code}`)
  await tellComponentsChanged(tx, districtId, [c.code])
}
