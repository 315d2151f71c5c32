import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { type CaseFilter, listCasesOf } from '#city/case/list.ts'
import { exportCsv, exportGeoJson } from '#city/component/export.ts'
import { listCells } from '#city/place/cell-store.ts'
import { dayIn } from '#city/place/locators.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Pool } from '#kernel/db/db.ts'
import { audit } from '#kernel/http/command.ts'
import { newId } from '#kernel/id.ts'
import { type CsvCell, writeCsv } from '#kernel/tabular/csv.ts'
import { type Command, oneOf, readArgs, required, UsageError } from './command.ts'
import { commandProblems } from './problems.ts'
import { withDatabase } from './session.ts'

const kinds = ['cases', 'components', 'cells'] as const
const formats = ['csv', 'geojson'] as const
const options = {
  district: { type: 'string' },
  format: { type: 'string', default: 'csv' },
  out: { type: 'string' },
} as const

type Pieces = AsyncGenerator<string>

/** Writes a district's cases, components or cells as CSV or GeoJSON in CGCS2000. */
export const exportCommand: Command = {
  name: 'export',
  about: { zh: '导出案件、部件、网格', en: 'export cases, components or cells' },
  help: `用法 usage：npm run yiwang -- export <${kinds.join('|')}> --district <区划 id> --out <文件 file> [--format csv|geojson]

案件中的电话与证件号已脱敏，诉求人不导出；坐标为 CGCS2000；不覆盖已有文件。导出记入审计。
Telephone and identity numbers in cases are masked and reporters left out; coordinates are CGCS2000; a file that exists is
not overwritten. The export is entered in the audit.`,
  async run(args, { config, io }) {
    const { values, positionals } = readArgs(args, options)
    if (positionals.length > 1) throw new UsageError('一次只导出一种', 'export one kind at a time')
    const kind = oneOf(positionals[0], kinds, '导出的种类 kind')
    const format = oneOf(values.format, formats, '--format')
    const districtId = required(values.district, 'district')
    const path = required(values.out, 'out')
    return withDatabase(config, async ({ pool }) => {
      const now = new Date()
      await writeFileOnce(path, await exportPieces(pool, districtId, { kind, format, now }))
      io.line(`已导出 exported ${path}`)
      return 0
    })
  },
}

type Wanted = { kind: (typeof kinds)[number]; format: (typeof formats)[number]; now: Date }

/** What a file is made of, piece after piece; the export is audited before the first. Error: `district_not_found`. */
export async function exportPieces(pool: Pool, districtId: string, { kind, format, now }: Wanted): Promise<Pieces> {
  const district = await getDistrict(pool, districtId)
  await audit(pool, {
    districtId,
    actorId: 'command-line',
    act: `export.${kind}`,
    target: format,
    requestId: newId(),
    now,
  })
  if (kind === 'components') {
    const rows = format === 'csv' ? exportCsv : exportGeoJson
    return rows(pool, districtId, {}, { now, isKeeper: true })
  }
  const table =
    kind === 'cases' ? casesOf(pool, districtId, now) : cellsOf(pool, districtId, dayIn(district.timeZone, now))
  return format === 'csv' ? asCsv(table) : asGeoJson(table)
}

async function writeFileOnce(path: string, pieces: Pieces): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx' })
  const opened = await once(file, 'open').catch((error: NodeJS.ErrnoException) => error)
  if (opened instanceof Error) {
    if (opened.code === 'EEXIST') throw commandProblems.command_file_exists({ path })
    throw opened
  }
  for await (const piece of pieces) if (!file.write(piece)) await once(file, 'drain')
  file.end()
  await once(file, 'close')
}

/** Named columns and the features that fill them, page after page. */
type Table = { readonly columns: readonly string[]; readonly pages: AsyncGenerator<readonly Feature[]> }
type Feature = { readonly properties: Readonly<Record<string, CsvCell>>; readonly geometry: object | null }

const page = 500

// The list itself masks; who may see what is its own affair too, so that the export asks as somebody who may read cases.
const reader = (districtId: string): Actor => ({
  accountId: 'command-line',
  personId: 'command-line',
  districtId,
  name: '命令行',
  posts: [],
  unitIds: [],
  grants: new Map([['case.read', 'district']]),
})

type ListedCase = Record<string, unknown> & { point: { lon: number; lat: number } | null; dueAt: Date | null }

const caseColumns = [
  ...[
    'number',
    'stage',
    'source',
    'urgency',
    'kind',
    'category',
    'categoryName',
    'description',
    'placeText',
    'lon',
    'lat',
  ],
  ...['cellCode', 'communityCode', 'streetCode', 'componentCode', 'unitId', 'unitName', 'reportedAt', 'filedAt'],
  ...['handledAt', 'closedAt', 'dueAt', 'handledInTime', 'returns', 'reworks', 'urges', 'rating'],
]

const casesOf = (db: Db, districtId: string, now: Date): Table => ({
  columns: caseColumns,
  pages: casePages(db, districtId, now),
})

async function* casePages(db: Db, districtId: string, now: Date): AsyncGenerator<readonly Feature[]> {
  const filter: CaseFilter = { sort: 'reported', limit: page }
  for (;;) {
    const { items, next } = await listCasesOf(db, reader(districtId), filter, now)
    yield items.map((item) => caseFeature(item as unknown as ListedCase))
    if (!next) return
    filter.cursor = next
  }
}

function caseFeature(item: ListedCase): Feature {
  const { point } = item
  const values = { ...item, lon: point?.lon, lat: point?.lat } as Record<string, unknown>
  const properties = Object.fromEntries(caseColumns.map((column) => [column, cellOf(values[column])]))
  return { properties, geometry: point && { type: 'Point', coordinates: [point.lon, point.lat] } }
}

const cellsOf = (db: Db, districtId: string, day: string): Table => ({
  columns: ['code', 'name', 'areaM2', 'lon', 'lat', 'validFrom', 'validTo', 'note'],
  pages: cellPages(db, districtId, day),
})

async function* cellPages(db: Db, districtId: string, day: string): AsyncGenerator<readonly Feature[]> {
  yield (await listCells(db, districtId, day)).map(({ code, name, areaM2, label, validFrom, validTo, note, area }) => ({
    properties: { code, name, areaM2, lon: label.lon, lat: label.lat, validFrom, validTo, note },
    geometry: area,
  }))
}

const cellOf = (value: unknown): CsvCell => (value instanceof Date ? value.toISOString() : (value as CsvCell))

async function* asCsv({ columns, pages }: Table): Pieces {
  yield csvText([columns])
  for await (const features of pages)
    yield csvText(features.map(({ properties }) => columns.map((column) => properties[column]))).slice(1)
}

// A byte order mark stands before every piece the writer makes; only the file's first may keep it.
const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(rows))

async function* asGeoJson({ pages }: Table): Pieces {
  yield '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":['
  let separator = ''
  for await (const features of pages) {
    if (features.length === 0) continue
    yield separator + features.map((feature) => JSON.stringify({ type: 'Feature', ...feature })).join(',')
    separator = ','
  }
  yield ']}\n'
}
