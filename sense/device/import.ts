import { collectFindings, type ImportReport } from '#city/place/import-report.ts'
import { guessColumns, missingOf, type Taken } from '#city/table-import/columns.ts'
import {
  chosenTable,
  isUnreadable,
  refusedRowsOf,
  type Table,
  tablesOf,
  unguarded,
} from '#city/table-import/read-table.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { deviceColumns } from './import-columns.ts'
import { linksOf, sendersTaken } from './import-store.ts'
import { type DeviceRowGiven, type JudgedDevice, judgeDevice } from './judge-row.ts'
import { deviceProblems } from './problems.ts'
import { insertDevice, takeSender } from './store.ts'

export type DeviceImport = {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly sheet?: string | undefined
  readonly columns?: readonly Taken[] | undefined
  readonly frame: 'CGCS2000' | 'WGS84' | 'GCJ02' | 'BD09'
  readonly commit: boolean
  readonly acceptValid: boolean
}

const MOST_ROWS = 20_000
const usualSilence = 900

/**
 * Judges a table of devices row by row and, if `commit`, registers them. Nothing is registered when any row is refused, unless
 * `acceptValid`. Who is registered already is refused, never overwritten. Throws only when the file cannot be read at all.
 */
export async function importDevices(
  tx: Tx,
  districtId: string,
  given: DeviceImport,
  { by, now }: { by: string; now: Date },
): Promise<ImportReport & ReturnType<typeof refusedRowsOf>> {
  const table = chosenTable(await tablesOf(given.bytes, given.fileName), given.sheet)
  if (table.rows.length > MOST_ROWS) throw deviceProblems.device_rows_too_many({ most: MOST_ROWS }, 'file')
  const taken = given.columns ?? guessColumns(table.headings, deviceColumns)
  const findings = collectFindings()
  const reportOf = (committed: boolean) => ({
    ...findings.report(table.rows.length, committed),
    ...refusedRowsOf(table, findings.isRefused),
  })
  const missing = missingOf(taken, deviceColumns)
  if (missing.length > 0) {
    const [zh, en] = [missing.map((one) => one.zh).join('、'), missing.map((one) => one.en).join(', ')]
    findings.add(0, deviceProblems.device_columns_missing({ zh, en }))
    return reportOf(false)
  }
  const rows = table.rows.map((cells, at) => rowOf(table, cells, at, taken))
  const good = await judgeAll(tx, districtId, rows, given.frame, findings)
  const isWhole = good.length === rows.length || given.acceptValid
  const commit = given.commit && isWhole && good.length > 0
  if (commit) for (const one of good) await enter(tx, districtId, one, { by, now })
  return reportOf(commit)
}

/** A row by our columns; none where its letters cannot be read. */
function rowOf(
  table: Table,
  cells: readonly string[],
  at: number,
  taken: readonly Taken[],
): DeviceRowGiven | undefined {
  if (table.unreadable.has(at) || cells.some(isUnreadable)) return undefined
  return Object.fromEntries(taken.map((name, column) => [name, unguarded((cells[column] ?? '').trim())]))
}

async function judgeAll(
  tx: Tx,
  districtId: string,
  rows: readonly (DeviceRowGiven | undefined)[],
  frame: DeviceImport['frame'],
  findings: ReturnType<typeof collectFindings>,
): Promise<JudgedDevice[]> {
  const codes = rows.flatMap((row) => row?.componentCode?.trim() || [])
  const links = await linksOf(tx, districtId, codes)
  const judged = rows.map((row, at) => {
    if (!row) {
      findings.add(at + 1, deviceProblems.device_text_undecodable())
      return undefined
    }
    const result = judgeDevice(row, { ...links, frame })
    if ('device' in result) return result.device
    for (const problem of result.refusals) findings.add(at + 1, problem, { code: row.sender ?? '' })
    return undefined
  })
  const taken = await sendersTaken(
    tx,
    districtId,
    judged.filter((one) => one !== undefined),
  )
  const first = new Map<string, number>()
  judged.forEach((one, at) => {
    if (!one) return
    const { protocol, sender } = one
    const key = `${protocol} ${sender}`
    const [holder, before] = [taken.get(key), first.get(key)]
    if (before !== undefined)
      findings.add(at + 1, deviceProblems.device_sender_repeated({ sender, row: before }, 'sender'), { code: sender })
    else if (holder === null)
      findings.add(at + 1, deviceProblems.device_sender_elsewhere({}, 'sender'), { code: sender })
    else if (holder !== undefined)
      findings.add(at + 1, deviceProblems.device_sender_taken({ protocol, sender, name: holder }, 'sender'), {
        code: sender,
      })
    first.set(key, before ?? at + 1)
  })
  return judged.filter((one, at) => one !== undefined && !findings.isRefused(at + 1)) as JudgedDevice[]
}

async function enter(
  tx: Tx,
  districtId: string,
  { place, ...device }: JudgedDevice,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  const deviceId = newId()
  const { protocol, sender } = device
  if (!(await takeSender(tx, { protocol, sender, districtId, deviceId })))
    throw deviceProblems.device_sender_elsewhere({}, 'sender')
  const rest = { dictionaries: [], units: {}, silentAfter: usualSilence }
  await insertDevice(tx, districtId, { ...device, ...rest, place, deviceId, by, now })
}
