import { currentCalendar } from '#city/calendar/store.ts'
import { writeCases } from '#city/case/bulk.ts'
import { takeNumber } from '#city/case/number.ts'
import { newCaseId } from '#city/case/port.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { point } from '#city/place/frame.ts'
import { writeReports } from '#serve/intake/bulk.ts'
import { listForeignIds } from '#serve/intake/store.ts'
import { historyOf, refusalIn, unitOf } from './baltimore-history.ts'
import { factChecks, judgeStored, summaryOf } from './baltimore-report.ts'
import { baltimoreBounds, baltimoreColumns, baltimoreZone, type Request, requestOf } from './baltimore-row.ts'
import { analyzeWritten, ensureDistrict, plainWeek, type ReplayDistrict } from './district.ts'
import { collectFindings, type Findings, writeErrorFile } from './findings.ts'
import { startProgress } from './progress.ts'
import type { ReplayDeps, ReplayResult } from './replay.ts'
import { openSource, readRecords, withIdentifier } from './source.ts'

export const baltimoreFile = 'requests.csv.gz'
export const baltimoreDistrict = 'us-baltimore'

const template = 'BAL-{yyyy}{mm}{dd}-{seq:4}'
const channel = 'import'
const batch = 250

const district: ReplayDistrict = {
  district: {
    districtId: baltimoreDistrict,
    name: 'Baltimore（回放）',
    divisionCode: null,
    timeZone: baltimoreZone,
    centre: point(-76.6122, 39.2904),
    bounds: baltimoreBounds,
    catalogueEdition: '2026',
    settings: { caseNumber: template },
  },
  calendar: plainWeek(baltimoreZone, { zh: '平日作息', en: 'Weekday hours' }),
}

/**
 * Enters real service requests with their own due times as cases of a district of their own, then judges every one from the
 * ledger as it stands in the database. A request that is known by its number is not entered again.
 */
export async function replayBaltimore(deps: ReplayDeps): Promise<ReplayResult> {
  const { pool, screen, now } = deps
  const findings = collectFindings()
  const { total, rows } = readRecords(openSource(deps.folder, baltimoreFile), baltimoreColumns, findings)
  const requests = withIdentifier(rows, 'ServiceRequestNum', findings).flatMap((row) => requestOf(row, findings) ?? [])
  const permitted = requests.filter((request) => mayFollow(request, findings))
  const units = [...new Set(permitted.map((request) => request.agency))].map(unitOf)
  await ensureDistrict(pool, district, units, now)
  const before = await listForeignIds(pool, baltimoreDistrict, channel)
  const fresh = permitted.filter((request) => !before.has(request.foreignId))
  await enterAll(deps, fresh)
  if (fresh.length > 0) await analyzeWritten(pool)
  const stored = await listForeignIds(pool, baltimoreDistrict, channel)
  const caseIds = permitted.flatMap((request) => stored.get(request.foreignId) ?? [])
  const judged = await judgeStored(pool, baltimoreDistrict, caseIds, now)
  const counts = { total, fresh: fresh.length, before: permitted.length - fresh.length, entered: caseIds.length }
  for (const line of summaryOf(counts, permitted, findings, judged)) screen.line(line)
  const checks = factChecks(total, findings, judged)
  for (const { holds, zh, en } of checks) screen.line(`${holds ? '✓' : '✗'} ${zh} ${en}`)
  screen.line(`错误文件 error file: ${writeErrorFile(deps.dataDir, 'baltimore', findings)}`)
  const { inTime, judged: n } = judged.all
  screen.line(`on time ${inTime} of ${n} ${n === 0 ? '–' : ((100 * inTime) / n).toFixed(2)}%`)
  return { ok: caseIds.length + findings.refused === total && checks.every((check) => check.holds) }
}

function mayFollow(request: Request, findings: Findings): boolean {
  const refusal = refusalIn(historyOf(request, '–', 1))
  if (refusal) findings.refuse(request.row, refusal.field ?? '', refusal, request.status)
  return refusal === undefined
}

/** In the order of creation, so that numbers follow it; each batch is one transaction. */
async function enterAll(deps: ReplayDeps, requests: readonly Request[]): Promise<void> {
  const ordered = requests.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.row - b.row)
  const progress = startProgress(deps.screen, '登记 entering', ordered.length)
  for (let at = 0; at < ordered.length; at += batch) {
    const some = ordered.slice(at, at + batch)
    await enterBatch(deps, some)
    if (isDoubling(at / batch + 1)) await analyzeWritten(deps.pool)
    progress.step(some.length)
  }
  progress.end()
}

/** 1, 2, 4, 8 …: a table is looked at anew each time it has about doubled. */
const isDoubling = (batches: number): boolean => Number.isInteger(Math.log2(batches))

const enterBatch = ({ pool, sealer, now }: ReplayDeps, requests: readonly Request[]): Promise<void> =>
  pool.transaction(async (tx) => {
    const calendar = await currentCalendar(tx, baltimoreDistrict)
    const settings = (await findDistrict(tx, baltimoreDistrict))?.settings
    const cases = []
    for (const request of requests) {
      const of = settings?.caseNumber ?? template
      const number = await takeNumber(tx, baltimoreDistrict, of, request.createdAt, baltimoreZone)
      cases.push({
        caseId: newCaseId(),
        request,
        history: historyOf(request, number, calendar.definition.version),
      })
    }
    await writeCases(tx, baltimoreDistrict, calendar, cases, now)
    const reports = cases.map(({ caseId, request: { foreignId, createdAt } }) => ({
      ...{ caseId, channel, foreignId, reportedAt: createdAt },
      // The source does not say who reported.
      ...{ name: '', phone: '' },
    }))
    await writeReports(tx, sealer, baltimoreDistrict, reports)
  })
