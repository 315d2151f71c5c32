import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { editionOf } from '#city/catalogue/edition.ts'
import { importStandard } from '#city/catalogue/import-store.ts'
import { answerComponentImport } from '#city/component/answer.ts'
import { ComponentImportQuery } from '#city/component/contract.ts'
import { answerCellImport } from '#city/place/answer.ts'
import { CellImportQuery } from '#city/place/contract.ts'
import { frames } from '#city/place/frame.ts'
import { dayIn } from '#city/place/locators.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { type Command, oneOf, readArgs, required, UsageError } from './command.ts'
import { importCalendar } from './import-calendar.ts'
import { type Imported, type Importing, type ImportOptions, importOptions, recordImport } from './importing.ts'
import { commandProblems } from './problems.ts'
import { withDatabase } from './session.ts'
import { tellRows, tellStandard } from './tell-import.ts'

const kinds = ['cells', 'components', 'conditions', 'calendar'] as const

/** Brings a file in: judged row by row, and entered only with `--commit`. */
export const importCommand: Command = {
  name: 'import',
  about: { zh: '导入网格、部件、立案标准、日历', en: 'import cells, components, conditions or a calendar' },
  help: `用法 usage：npm run yiwang -- import <${kinds.join('|')}> <文件 file> --district <区划 id> [选项 options]

  --commit             入库；不写则只试不入 · enter it; without it only a dry run
  --accept-valid       有行被拒时，合格的行照样入库 · enter the good rows although others are refused
  --frame <坐标系>     ${frames.join('、')}；网格与部件必须声明 · the frame of the coordinates
  --plane              坐标是高斯平面米 · the coordinates are Gauss-Krüger metres
  --central-meridian   中央经线（度）· the central meridian in degrees
  --day <YYYY-MM-DD>   网格的生效日，默认今天 · first day of the cells, today unless said
  --frame-confirmed    已核对坐标系嫌疑 · a person stands by the frame
  --gaps-confirmed     已核对网格缝隙 · a person stands by the gaps
  --edition <版本>     立案标准的分类版本，默认 2026 · the edition of the conditions
  --name <名称>        立案标准草稿的名称 · the name of the draft

网格 cells：GeoJSON；部件 components：CSV 或 GeoJSON；立案标准 conditions：xlsx 或 CSV；
日历 calendar：CSV（date,name,is_off_day,notice 国家放假通知）或 JSON（工作日历草稿，发布为下一版）。
有行被拒时退出码为 1。Exit code 1 when a row is refused.`,
  async run(args, { config, io }) {
    const { values, positionals } = readArgs(args, importOptions)
    const [word, path, ...more] = positionals
    const kind = oneOf(word, kinds, '导入的种类 kind')
    if (!path || more.length > 0) throw new UsageError('须给出一个文件', 'name one file')
    const districtId = required(values.district, 'district')
    const importing = { districtId, path, bytes: fileOf(path), options: values, now: new Date(), io }
    return withDatabase(config, async ({ pool }) => {
      const { clean } = await importFile(pool, kind, importing)
      return clean ? 0 : 1
    })
  },
}

function fileOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw commandProblems.command_file_unreadable({ path })
  }
}

/** Judges a file and, if it is to be entered, enters it with a line of audit in the same transaction. */
export const importFile = (pool: Pool, kind: (typeof kinds)[number], given: Importing): Promise<Imported> =>
  kind === 'calendar' ? importCalendar(pool, given) : pool.transaction((tx) => importInto(tx, kind, given))

async function importInto(tx: Tx, kind: 'cells' | 'components' | 'conditions', given: Importing): Promise<Imported> {
  const district = await getDistrict(tx, given.districtId)
  const imported = await importers[kind](tx, given, district.timeZone)
  if (imported.committed) await recordImport(tx, kind, given)
  given.io.line(
    imported.committed
      ? '已入库 · entered'
      : given.options.commit
        ? '未入库：有行被拒 · not entered: rows were refused'
        : '试导入，未改动 · dry run, nothing was changed',
  )
  return imported
}

type Importer = (tx: Tx, given: Importing, timeZone: string) => Promise<Imported>

const flags = (values: ImportOptions) => ({
  frame: values.frame,
  plane: String(values.plane ?? false),
  centralMeridian: values['central-meridian'],
  commit: String(values.commit ?? false),
  acceptValid: String(values['accept-valid'] ?? false),
  frameConfirmed: String(values['frame-confirmed'] ?? false),
})

const importers: Readonly<Record<'cells' | 'components' | 'conditions', Importer>> = {
  async cells(tx, { districtId, bytes, options: values, now, io }, timeZone) {
    const gapsConfirmed = String(values['gaps-confirmed'] ?? false)
    const day = values.day ?? dayIn(timeZone, now)
    const query = parsed(CellImportQuery, { ...flags(values), day, gapsConfirmed })
    const report = await answerCellImport(tx, districtId, { ...query, text: bytes.toString('utf8') })
    tellRows(io, report)
    return { clean: report.refused === 0, committed: report.committed }
  },
  async components(tx, { districtId, path, bytes, options: values, now, io }) {
    const format = extname(path).toLowerCase() === '.csv' ? 'csv' : 'geojson'
    const query = parsed(ComponentImportQuery, { ...flags(values), format })
    const report = await answerComponentImport(tx, districtId, { ...query, bytes }, { by: '命令行导入', now })
    tellRows(io, report)
    return { clean: report.refused === 0, committed: report.committed }
  },
  async conditions(tx, { districtId, path, bytes, options: values, now, io }) {
    const fileName = basename(path)
    const mode = !values.commit ? 'dry-run' : values['accept-valid'] ? 'accepted-only' : 'all'
    const { report, versionId } = await importStandard(tx, districtId, {
      bytes,
      fileName,
      edition: editionOf(values.edition ?? '2026', '--edition'),
      name: values.name ?? fileName.replace(/\.[^.]*$/, ''),
      now,
      mode,
    })
    tellStandard(io, report, versionId)
    return { clean: report.refused.length === 0, committed: versionId !== null }
  },
}

type Schema<T> = {
  safeParse(
    given: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } }
}

function parsed<T>(schema: Schema<T>, given: unknown): T {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const where = String(issue?.path[0] ?? '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  throw new UsageError(`--${where} 有误：${issue?.message}`, `--${where} is wrong: ${issue?.message}`)
}
