import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { leaveBeats } from './beat-store.ts'
import { nextCellCode } from './code.ts'
import { type Point, point } from './frame.ts'
import { placeProblems } from './problems.ts'
import { type Area, boxOf, labelPoint, ringsOf, squareMetres } from './shape.ts'
import { arrayText, boxText, pointText, renewVersion } from './store.ts'

/** A 单元网格. Days are `YYYY-MM-DD`, half-open; `label` is a point surely inside. */
export type Cell = {
  readonly code: string
  readonly name: string | null
  readonly areaM2: number
  readonly area: Area
  readonly label: Point
  readonly note: string | null
  readonly validFrom: string
  readonly validTo: string | null
  readonly succeededBy: readonly string[]
  readonly beatId: string | null
}

export type NewCell = {
  readonly code: string
  readonly area: Area
  readonly name?: string | null
  readonly note?: string | null
}

export type CellSummary = Omit<Cell, 'area' | 'note'>

type Row = Omit<Cell, 'label'> & { lon: number; lat: number }

const summaryColumns = sql.raw(`c.code, c.name, c.area_m2 as "areaM2", c.label[0] as lon, c.label[1] as lat,
  c.valid_from as "validFrom", c.valid_to as "validTo", c.succeeded_by as "succeededBy", b.beat_id as "beatId"`)
const columns = sql`${summaryColumns}, c.boundary as area, c.note`

const validOn = (alias: 'c' | 'b', day: string): Sql => {
  const of = sql.raw(alias)
  return sql`${of}.valid_from <= ${day}::date and (${of}.valid_to is null or ${of}.valid_to > ${day}::date)`
}
const withBeat = (day: string): Sql => sql`left join city.beat_cell b on b.district_id = c.district_id
  and b.cell_code = c.code and ${validOn('b', day)}`

const labelled = <T extends { lon: number; lat: number }>({ lon, lat, ...rest }: T) => ({
  ...rest,
  label: point(lon, lat),
})

/** All cells valid on a day, by code. */
export async function listCells(db: Db, districtId: string, day: string): Promise<Cell[]> {
  const rows = await db.many<Row>(sql`select ${columns} from city.cell c ${withBeat(day)}
    where c.district_id = ${districtId} and ${validOn('c', day)} order by c.code`)
  return rows.map(labelled)
}

/** The cell valid on a day; throws `cell_not_found`. */
export async function getCell(db: Db, districtId: string, code: string, day: string): Promise<Cell> {
  const row = await db.find<Row>(sql`select ${columns} from city.cell c ${withBeat(day)}
    where c.district_id = ${districtId} and c.code = ${code} and ${validOn('c', day)}`)
  if (!row) throw placeProblems.cell_not_found({ code })
  return labelled(row)
}

/** Every shape a cell has had, oldest first. */
export async function listCellHistory(db: Db, districtId: string, code: string, day: string): Promise<Cell[]> {
  const rows = await db.many<Row>(sql`select ${columns} from city.cell c ${withBeat(day)}
    where c.district_id = ${districtId} and c.code = ${code} order by c.valid_from`)
  return rows.map(labelled)
}

/** Cells of a day whose code begins with `prefix` (a street's or community's code gives its cells), by code, after a code. */
export async function searchCells(
  db: Db,
  districtId: string,
  query: { day: string; prefix?: string; beatId?: string; after?: string; limit: number },
): Promise<CellSummary[]> {
  const rows = await db.many<Row>(sql`
    select ${summaryColumns} from city.cell c ${withBeat(query.day)}
     where c.district_id = ${districtId} and ${validOn('c', query.day)}
       and starts_with(c.code, ${query.prefix ?? ''}) and c.code > ${query.after ?? ''}
       and (${query.beatId ?? null}::uuid is null or b.beat_id = ${query.beatId ?? null}::uuid)
     order by c.code limit ${query.limit}`)
  return rows.map(labelled)
}

/**
 * Codes of the register. A code whose every period ends is retired, and so is one that was in force until its change was undone; one
 * is planned where a change still to come, after `day`, ends it.
 */
export const listCodesEverUsed = (
  db: Db,
  districtId: string,
  day: string,
): Promise<{ code: string; retired: boolean; planned: boolean }[]> =>
  db.many(sql`
    select code, bool_and(ended) as retired, bool_or(planned) as planned from (
      select code, valid_to is not null as ended, coalesce(valid_to > ${day}::date, false) as planned
        from city.cell where district_id = ${districtId}
      union all
      select unnest(opened), true, false from city.grid_change where district_id = ${districtId} and state = 'undone') as life
     group by code order by code`)

/** The next free code of a community; throws `cell_codes_spent`. Call it in the transaction that enters the cell. */
export async function freeCellCode(tx: Db, districtId: string, community: string): Promise<string> {
  await renewVersion(tx, districtId)
  const used = await tx.many<{ code: string }>(sql`select distinct code from city.cell
    where district_id = ${districtId} and starts_with(code, ${community})`)
  const code = nextCellCode(
    community,
    used.map((row) => row.code),
  )
  if (!code) throw placeProblems.cell_codes_spent({ code: community })
  return code
}

/**
 * Enters cells from `day` on. A current cell of the same code ends that day and lives on with its new shape; entered on its own
 * first day, it is corrected. Geometry is trusted here: `importCells` judges it. Problem: `cell_planned`.
 */
export async function putCells(tx: Tx, districtId: string, day: string, cells: readonly NewCell[]): Promise<number> {
  await renewVersion(tx, districtId)
  const codes = cells.map((cell) => cell.code)
  await mustNotBePlanned(tx, districtId, codes, day)
  await tx.run(
    sql`delete from city.cell where district_id = ${districtId} and code = any(${codes}) and valid_from = ${day}::date`,
  )
  await tx.run(sql`update city.cell set valid_to = ${day}::date
    where district_id = ${districtId} and code = any(${codes}) and valid_to is null and valid_from < ${day}::date`)
  return copyRows(
    tx,
    'city.cell',
    cellTypes,
    cells.map((cell) => cellRow(districtId, day, cell)),
    { batch: 500 },
  )
}

const cellTypes = {
  district_id: 'text',
  code: 'text',
  name: 'text',
  area_m2: 'float8',
  boundary: 'jsonb',
  bounds: 'box',
  label: 'point',
  note: 'text',
  valid_from: 'date',
  succeeded_by: 'text[]',
}

const cellRow = (districtId: string, day: string, { code, name, area, note }: NewCell): unknown[] => [
  districtId,
  code,
  name,
  squareMetres(area),
  area,
  boxText(boxOf(ringsOf(area))),
  pointText(labelPoint(area)),
  note,
  day,
  arrayText([]),
]

/** A cell that a change still to come ends is not changed before. */
async function mustNotBePlanned(tx: Tx, districtId: string, codes: readonly string[], day: string): Promise<void> {
  const planned = await tx.find<{ code: string }>(sql`
    select code from city.cell
     where district_id = ${districtId} and code = any(${codes}) and valid_to > ${day}::date order by code limit 1`)
  if (planned) throw placeProblems.cell_planned(planned)
}

/** Ends a cell's life on `day` and names its successors; its membership of a beat ends with it. Problems as of `endCell`. */
export async function retireCell(
  tx: Tx,
  districtId: string,
  code: string,
  day: string,
  succeededBy: readonly string[] = [],
): Promise<void> {
  await endCell(tx, districtId, code, day, succeededBy)
  await leaveBeats(tx, districtId, [code], day)
}

/** Ends a cell's life on `day`, which may be one to come. Problems: `cell_not_found`, `cell_dates_reversed`. */
export async function endCell(
  tx: Tx,
  districtId: string,
  code: string,
  day: string,
  succeededBy: readonly string[],
): Promise<void> {
  await renewVersion(tx, districtId)
  const current = await tx.find<{ validFrom: string }>(sql`select valid_from as "validFrom" from city.cell
    where district_id = ${districtId} and code = ${code} and valid_to is null`)
  if (!current) throw placeProblems.cell_not_found({ code })
  if (current.validFrom >= day) throw placeProblems.cell_dates_reversed({}, 'day')
  await tx.run(sql`update city.cell set valid_to = ${day}::date, succeeded_by = ${succeededBy}::text[]
    where district_id = ${districtId} and code = ${code} and valid_to is null`)
}

/** Makes as though cells had not been changed on `day`: what came goes, and what ended that day goes on. */
export async function takeBackCells(
  tx: Tx,
  districtId: string,
  day: string,
  { entered, ended }: { readonly entered: readonly string[]; readonly ended: readonly string[] },
): Promise<void> {
  await renewVersion(tx, districtId)
  await tx.run(sql`delete from city.cell
    where district_id = ${districtId} and code = any(${entered}) and valid_from = ${day}::date`)
  await tx.run(sql`update city.cell set valid_to = null, succeeded_by = '{}'
    where district_id = ${districtId} and code = any(${ended}) and valid_to = ${day}::date`)
}
