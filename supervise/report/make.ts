import { z } from 'zod'
import { getDistrict } from '#city/place/store.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Db, Pool, Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import { figuresOf } from './figures.ts'
import { type Frozen, freeze, thaw } from './frozen.ts'
import { gather } from './gather.ts'
import { namesIn } from './names.ts'
import { lastFinished, type PeriodKind, periodKinds, periodOn } from './period.ts'
import { reportProblems } from './problems.ts'
import { askReport, findReport, freezeReport, noteFailure, noteProgress } from './store.ts'

/** The job that makes one report. */
export const reportMaking = {
  name: 'report-making',
  schema: z.object({ districtId: z.string(), reportId: z.string() }),
  unique: 'either',
} as const

/** Asks for the report of a period that is over. Errors: `period_starts_elsewhere`, `period_not_over`. */
export async function wantReport(
  tx: Tx,
  enqueue: Enqueue,
  wish: { districtId: string; kind: PeriodKind; starts: string; by: string; now: Date },
): Promise<string> {
  const { districtId, kind, starts, by, now } = wish
  const { timeZone } = await getDistrict(tx, districtId)
  const period = periodOn(kind, starts, timeZone)
  if (!period) throw reportProblems.period_starts_elsewhere({ starts }, 'body.starts')
  if (period.to > now) throw reportProblems.period_not_over({ ends: period.ends }, 'body.starts')
  return want(tx, enqueue, districtId, { reportId: newId(), period, by, now })
}

/** Asks for what is due in a district: the last finished day, week and month, whatever was missed while nothing ran. */
export async function wantDueReports(tx: Tx, enqueue: Enqueue, districtId: string, now: Date): Promise<string[]> {
  const { timeZone } = await getDistrict(tx, districtId)
  const wanted: string[] = []
  for (const kind of Object.keys(periodKinds) as PeriodKind[]) {
    const period = lastFinished(kind, now, timeZone)
    wanted.push(await want(tx, enqueue, districtId, { reportId: newId(), period, by: '系统', now }))
  }
  return wanted
}

async function want(
  tx: Tx,
  enqueue: Enqueue,
  districtId: string,
  asked: Parameters<typeof askReport>[2],
): Promise<string> {
  const { reportId, madeAt } = await askReport(tx, districtId, asked)
  if (!madeAt) await enqueue(tx, reportMaking, { districtId, reportId }, { singletonKey: reportId })
  return reportId
}

/**
 * Makes a report that was asked for: gathers, counts, freezes. May run twice at once or again; the first to finish is kept.
 * Gives whether this run was the one.
 */
export async function makeReport(pool: Pool, clock: Clock, districtId: string, reportId: string): Promise<boolean> {
  const report = await findReport(pool, districtId, reportId)
  if (!report) throw reportProblems.period_report_not_found()
  if (report.madeAt) return false
  const { timeZone } = await getDistrict(pool, districtId)
  const period = periodOn(report.kind, report.starts, timeZone)
  if (!period) throw reportProblems.period_starts_elsewhere({ starts: report.starts })
  try {
    const gathered = await gather(pool, districtId, period, async (share) => {
      await noteProgress(pool, districtId, reportId, Math.min(99, Math.floor(share * 95)))
    })
    const made = {
      reportId,
      frozen: freeze(figuresOf(gathered)),
      facts: gathered.facts,
      cutOff: period.to,
      now: clock.now(),
    }
    return await pool.transaction((tx) => freezeReport(tx, districtId, made))
  } catch (error) {
    await noteFailure(pool, districtId, reportId, clock.now())
    throw error
  }
}

/**
 * Whether counting the histories again, under the names of that day, gives the frozen bytes; what was entered later under an
 * earlier date shows here.
 */
export async function checkReport(
  db: Db,
  districtId: string,
  { kind, starts }: { kind: PeriodKind; starts: string },
  frozen: Frozen,
): Promise<{ same: boolean; sha256: string; again: string }> {
  const { timeZone } = await getDistrict(db, districtId)
  const period = periodOn(kind, starts, timeZone)
  if (!period) throw reportProblems.period_starts_elsewhere({ starts })
  const figures = thaw(frozen)
  const gathered = await gather(db, districtId, period, () => undefined)
  const names = namesIn(figures, gathered.names)
  const again = freeze(figuresOf({ ...gathered, names, scores: figures.scores })).sha256
  return { same: again === frozen.sha256, sha256: frozen.sha256, again }
}
