import { extname } from 'node:path'
import type { CalendarDraft, Holiday } from '#city/calendar/contract.ts'
import { parseHolidays } from '#city/calendar/holiday-table.ts'
import { currentCalendar, draftOf, importHolidays, listVersions, publishCalendar } from '#city/calendar/store.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { type Imported, type Importing, recordImport } from './importing.ts'
import { commandProblems } from './problems.ts'

/** What a file does to a district's calendar. */
type Effect = { readonly days: number; readonly version: number | null }

class DryRun extends Error {
  readonly effect: Effect
  constructor(effect: Effect) {
    super('dry run')
    this.effect = effect
  }
}

/**
 * A table of national notices, or a district's own calendar as JSON. Either way the district's calendar is published anew, so
 * that clocks count by it; without `--commit` everything is done and undone. Errors: `calendar_file_unreadable`,
 * `calendar_invalid`.
 */
export async function importCalendar(pool: Pool, given: Importing): Promise<Imported> {
  const read = readCalendarFile(given)
  const commit = given.options.commit === true
  const effect = await pool
    .transaction(async (tx) => {
      const done = await apply(tx, given, read)
      if (!commit) throw new DryRun(done)
      await recordImport(tx, 'calendar', given)
      return done
    })
    .catch((error: unknown) => {
      if (error instanceof DryRun) return error.effect
      throw error
    })
  const { io } = given
  if ('holidays' in read) io.line(`放假日 days ${read.holidays.length}，新增或更改 new or changed ${effect.days}`)
  if (effect.version !== null) io.line(`工作日历第 ${effect.version} 版 · working calendar, version ${effect.version}`)
  io.line(commit ? '已入库 · entered' : '试导入，未改动 · dry run, nothing was changed')
  return { clean: true, committed: commit }
}

type CalendarFile = { readonly holidays: readonly Holiday[] } | { readonly draft: CalendarDraft }

function readCalendarFile({ path, bytes }: Importing): CalendarFile {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  try {
    return extname(path).toLowerCase() === '.json'
      ? { draft: JSON.parse(text) as CalendarDraft }
      : { holidays: parseHolidays(text) }
  } catch (error) {
    throw commandProblems.calendar_file_unreadable({ reason: (error as Error).message })
  }
}

async function apply(tx: Tx, given: Importing, read: CalendarFile): Promise<Effect> {
  const { districtId, now, path } = given
  await getDistrict(tx, districtId)
  const basedOn = (await listVersions(tx, districtId))[0]?.version ?? 0
  const publication = { districtId, basedOn, publishedAt: now, publishedBy: '命令行', reason: path }
  if ('draft' in read) {
    const { definition } = await publishCalendar(tx, { ...publication, draft: read.draft })
    return { days: 0, version: definition.version }
  }
  const days = await importHolidays(tx, 'CN', read.holidays)
  if (days === 0 || basedOn === 0) return { days, version: null }
  const { definition: standing } = await currentCalendar(tx, districtId)
  const { definition } = await publishCalendar(tx, { ...publication, draft: draftOf(standing) })
  return { days, version: definition.version }
}
