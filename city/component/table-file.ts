import { type GivenFeature, readFeatures } from '#city/place/feature-file.ts'
import { type Area, labelPoint, shapeFaults } from '#city/place/shape.ts'
import { KEPT, LEFT_OUT, type Taken } from '#city/table-import/columns.ts'
import { csvTable, isUnreadable, type Table, unguarded } from '#city/table-import/read-table.ts'
import { type FieldName, fieldOfHeading, fields } from './fields.ts'

/** One row of a file by our field names; columns nobody knows go to `extra`. */
export type GivenRow = {
  readonly values: Readonly<Partial<Record<FieldName, string>>>
  readonly extra: Readonly<Record<string, string>>
  /** Some letters of the row could not be read in any encoding. */
  readonly undecodable: boolean
}

export type GivenTable = {
  readonly rows: readonly GivenRow[]
  readonly columns: ReadonlySet<FieldName>
  /** The frame a GeoJSON file names. */
  readonly crs: string | undefined
  /** The table the rows came from, where it was one. */
  readonly table?: Table
}

const MOST_ROWS = 200_000

/** Bytes as text: UTF-8 if they are valid UTF-8, otherwise GB18030 (of which GBK and GB2312 are parts). */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Letters that GB18030 cannot read either become U+FFFD, by which their rows are refused.
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Reads a CSV file with a heading row, UTF-8 or GBK. Throws as `csvTable`. */
export const readCsv = (bytes: Uint8Array): GivenTable => readRows(csvTable(bytes))

/** The rows of a table by our field names: what each column is taken for, or else what its heading says. */
export function readRows(table: Table, taken?: readonly Taken[]): GivenTable {
  const known = table.headings.map((heading, at) => taken?.[at] ?? fieldOfHeading(heading)?.name ?? KEPT)
  const rows = table.rows.map((cells, at) =>
    table.unreadable.has(at) ? { values: {}, extra: {}, undecodable: true } : rowOf(cells, table.headings, known),
  )
  return { rows, columns: new Set(known.filter(isFieldName)), crs: undefined, table }
}

const names = new Set<string>(fields.map(({ name }) => name))
const isFieldName = (taken: Taken): taken is FieldName => names.has(taken)

function rowOf(cells: readonly string[], headings: readonly string[], known: readonly Taken[]): GivenRow {
  const values: Partial<Record<FieldName, string>> = {}
  const extra: Record<string, string> = {}
  cells.forEach((cell, at) => {
    const text = unguarded(cell.trim())
    const [taken = LEFT_OUT, heading] = [known[at], headings[at]]
    if (isFieldName(taken)) values[taken] = text
    else if (taken === KEPT && heading && text !== '') extra[heading] = text
  })
  return { values, extra, undecodable: cells.some(isUnreadable) }
}

/** Reads GeoJSON points; a surface is taken by a point surely inside [standards §1.4, M]. Throws as `readFeatures`. */
export function readGeoJson(bytes: Uint8Array): GivenTable {
  const { features, crs } = readFeatures(decodeText(bytes), MOST_ROWS)
  const columns = new Set<FieldName>(['lon', 'lat'])
  const rows = features.map((feature) => {
    const values: Partial<Record<FieldName, string>> = {}
    const extra: Record<string, string> = {}
    for (const [heading, value] of Object.entries(feature.properties)) {
      if (typeof value !== 'string' && typeof value !== 'number') continue
      const name = fieldOfHeading(heading)?.name
      if (name === undefined) extra[heading] = String(value)
      else if (name !== 'lon' && name !== 'lat') {
        values[name] = String(value).trim()
        columns.add(name)
      }
    }
    const [lon, lat] = positionOf(feature)
    return {
      values: { ...values, lon, lat },
      extra,
      undecodable: isUnreadable([...Object.values(values), ...Object.entries(extra).flat()].join()),
    }
  })
  return { rows, columns, crs }
}

function positionOf({ geometry }: GivenFeature): readonly [string, string] {
  if (geometry?.type === 'Point' && Array.isArray(geometry.coordinates))
    return [String(geometry.coordinates[0]), String(geometry.coordinates[1])]
  if (geometry === null || shapeFaults(geometry).length > 0) return ['', '']
  const inside = labelPoint(geometry as unknown as Area)
  return [String(inside.lon), String(inside.lat)]
}

/** The headings a table lacks although no row can be accepted without them. */
export function missingColumns(table: GivenTable): readonly string[] {
  const needed = fields.filter((field) => field.mandatory === 'refuse' || field.name === 'lon' || field.name === 'lat')
  const missing = needed.filter((field) => !table.columns.has(field.name)).map((field) => field.zh)
  return table.columns.has('code') || table.columns.has('kind') ? missing : ['管理部件标识码', ...missing]
}
