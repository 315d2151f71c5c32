import { type GivenFeature, readFeatures } from '#city/place/feature-file.ts'
import { placeProblems } from '#city/place/problems.ts'
import { type Area, labelPoint, shapeFaults } from '#city/place/shape.ts'
import { readCsv as readTable } from '#kernel/tabular/csv.ts'
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
}

const MOST_ROWS = 200_000
// A replaced letter, or a zero that no text may hold.
const isUnreadable = (text: string): boolean => /[\uFFFD\0]/.test(text) || !text.isWellFormed()

/** Bytes as text: UTF-8 if they are valid UTF-8, otherwise GB18030 (of which GBK and GB2312 are parts). */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Letters that GB18030 cannot read either become U+FFFD, by which their rows are refused.
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Reads a CSV file with a heading row, UTF-8 or GBK. Throws `import_too_many_rows` and what `readTable` throws. */
export function readCsv(bytes: Uint8Array): GivenTable {
  const { rows: lines, refused } = readTable(bytes)
  const broken = new Set(refused.map(({ row }) => row))
  const headings = (lines[0] ?? []).map((heading) => heading.replaceAll('\0', '').trim())
  const known = headings.map((heading) => fieldOfHeading(heading)?.name)
  if (lines.length - 1 > MOST_ROWS) throw placeProblems.import_too_many_rows({ most: MOST_ROWS }, 'file')
  const rows = lines.slice(1).flatMap((cells, at): GivenRow[] => {
    if (broken.has(at + 2)) return [{ values: {}, extra: {}, undecodable: true }]
    return cells.length === 0 ? [] : [rowOf(cells, headings, known)]
  })
  return { rows, columns: new Set(known.filter((name) => name !== undefined)), crs: undefined }
}

function rowOf(
  cells: readonly string[],
  headings: readonly string[],
  known: readonly (FieldName | undefined)[],
): GivenRow {
  const values: Partial<Record<FieldName, string>> = {}
  const extra: Record<string, string> = {}
  cells.forEach((cell, at) => {
    const text = unguarded(cell.trim())
    const [name, heading] = [known[at], headings[at]]
    if (name !== undefined) values[name] = text
    else if (heading && text !== '') extra[heading] = text
  })
  return { values, extra, undecodable: cells.some(isUnreadable) }
}

// What export puts before a leading = + - @ to keep spreadsheets from computing it.
const unguarded = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text)

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
