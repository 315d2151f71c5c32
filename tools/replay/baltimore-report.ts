import { currentCalendar } from '#city/calendar/store.ts'
import { listHistories, listVerdicts } from '#city/case/bulk.ts'
import { clockCache } from '#city/case/engine.ts'
import { foldCase } from '#city/case/state.ts'
import { listUnits } from '#city/organisation/store.ts'
import type { Db } from '#kernel/db/db.ts'
import type { Request } from './baltimore-row.ts'
import type { Findings } from './findings.ts'

/** How many cases, how many of them have a limit and were handled, and how many of these in time. */
export type Tally = { cases: number; judged: number; inTime: number }

export type Judgement = {
  readonly all: Tally
  /** By agency, the largest first. */
  readonly agencies: readonly (Tally & { readonly agency: string })[]
  /** Cases whose cached verdict is not what the history gives. */
  readonly cacheDiffers: number
  /** From report to closing, of the judged ones. */
  readonly medianOpenHours: number | null
}

const page = 500

/** Judges stored cases anew from their histories: fold, ledger, handling clock. Nothing of the source is looked at. */
export async function judgeStored(
  db: Db,
  districtId: string,
  caseIds: readonly string[],
  now: Date,
): Promise<Judgement> {
  const calendar = await currentCalendar(db, districtId)
  const names = new Map((await listUnits(db, districtId)).map((unit) => [unit.unitId, unit.name]))
  const all: Tally = { cases: 0, judged: 0, inTime: 0 }
  const byAgency = new Map<string, Tally>()
  const openHours: number[] = []
  let cacheDiffers = 0
  for (let at = 0; at < caseIds.length; at += page) {
    const some = caseIds.slice(at, at + page)
    const cached = await listVerdicts(db, districtId, some)
    for (const { caseId, history } of await listHistories(db, districtId, some)) {
      const state = foldCase(history)
      const verdict = clockCache(history, state, calendar, now).handledInTime
      if (verdict !== cached.get(caseId)) cacheDiffers++
      const agency = names.get(state.unitId ?? '') ?? '–'
      const own = byAgency.get(agency) ?? { cases: 0, judged: 0, inTime: 0 }
      byAgency.set(agency, own)
      for (const tally of [all, own]) count(tally, verdict)
      if (verdict !== null && state.closedAt)
        openHours.push((state.closedAt.getTime() - state.reportedAt.getTime()) / 3_600_000)
    }
  }
  const agencies = [...byAgency].map(([agency, tally]) => ({ agency, ...tally }))
  agencies.sort((a, b) => b.cases - a.cases || (a.agency < b.agency ? -1 : 1))
  return { all, agencies, cacheDiffers, medianOpenHours: medianOf(openHours) }
}

function count(tally: Tally, verdict: boolean | null): void {
  tally.cases++
  if (verdict !== null) tally.judged++
  if (verdict === true) tally.inTime++
}

function medianOf(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[sorted.length >> 1] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] ?? 0)) / 2
}

export type Counts = {
  readonly total: number
  readonly fresh: number
  readonly before: number
  readonly entered: number
}

const percent = ({ inTime, judged }: Tally, digits = 1): string =>
  judged === 0 ? '–' : `${((100 * inTime) / judged).toFixed(digits)}%`

/** What was found and done, in words and one table. */
export function summaryOf(
  counts: Counts,
  requests: readonly Request[],
  findings: Findings,
  judged: Judgement,
): string[] {
  const { total, fresh, before, entered } = counts
  const withPoint = requests.filter((request) => request.point !== null).length
  const said = (code: string) => findings.count(code)
  return [
    `源 source ${total} 行 rows，登记 entered ${entered}（新 new ${fresh}，已有 known before ${before}），拒绝 refused ${findings.refused}`,
    `点位 points: 有 known ${withPoint}，取整 rounded ${said('replay_point_rounded')}，缺失 missing ${said('replay_point_missing')}，区外 outside ${said('replay_point_outside')}；地点全无 no place at all ${said('replay_place_missing')}`,
    `到期 due times: 有 given ${requests.filter((r) => r.dueAt !== null).length}，无 none ${said('replay_due_missing')}，受理即到期 due at once ${said('replay_due_at_once')}，早于受理 before creation ${said('replay_due_reversed')}，夏令时跳过 skipped by daylight saving ${said('replay_time_skipped')}`,
    `状态 statuses: ${statusCounts(requests)}`,
    `办结时长中位数 median open time ${judged.medianOpenHours?.toFixed(1) ?? '–'} h；缓存与台账不一致 cached verdicts that differ from the ledger ${judged.cacheDiffers}`,
    '',
    `${'部门 agency'.padEnd(22)}${'案件 cases'.padStart(10)}${'可评 judged'.padStart(11)}${'按时 in time'.padStart(11)}${'%'.padStart(8)}`,
    ...judged.agencies.map(
      (one) =>
        one.agency.padEnd(24) +
        String(one.cases).padStart(12) +
        String(one.judged).padStart(13) +
        String(one.inTime).padStart(13) +
        percent(one).padStart(8),
    ),
    '',
  ]
}

function statusCounts(requests: readonly Request[]): string {
  const counts = [...Map.groupBy(requests, (request) => request.status)].map(([name, of]) => [name, of.length] as const)
  return counts
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, n]) => `${name} ${n}`)
    .join('，')
}

export type Check = { readonly holds: boolean; readonly zh: string; readonly en: string }

/** What the publisher of the 5 957 rows says of them; another file has no such facts and is held to none. */
const facts = {
  rows: 5957,
  rounded: 533,
  missing: 320,
  judged: 5684,
  inTime: 4775,
  percent: '84.01%',
  medianOpenHours: '30.9',
  agencies: { 'Solid Waste': [2820, '88.2%'], 'Water Wastewater': [464, '61.9%'] } as Record<string, [number, string]>,
}

/** Holds the replay to the publisher's facts, and any file to a ledger that its cache agrees with. */
export function factChecks(total: number, findings: Findings, judged: Judgement): Check[] {
  const cache = check('缓存判定与台账一致', 'the cached verdicts are those of the ledger', 0, judged.cacheDiffers)
  if (total !== facts.rows) return [cache]
  const agencies = Object.entries(facts.agencies).map(([agency, [n, share]]) => {
    const own = judged.agencies.find((one) => one.agency === agency) ?? { cases: 0, judged: 0, inTime: 0 }
    return check(agency, 'judged, in time', `${n} ${share}`, `${own.judged} ${percent(own)}`)
  })
  const { all, medianOpenHours } = judged
  return [
    cache,
    check('有到期和办结时间的', 'with both times', facts.judged, all.judged),
    check('按时', 'in time', `${facts.inTime} ${facts.percent}`, `${all.inTime} ${percent(all, 2)}`),
    ...agencies,
    check('办结时长中位数（小时）', 'median open hours', facts.medianOpenHours, medianOpenHours?.toFixed(1) ?? '–'),
    check('坐标取整', 'rounded coordinates', facts.rounded, findings.count('replay_point_rounded')),
    check('坐标缺失', 'missing coordinates', facts.missing, findings.count('replay_point_missing')),
  ]
}

const check = (zh: string, en: string, wanted: string | number, found: string | number): Check => {
  const holds = wanted === found
  return { holds, zh, en: holds ? `${en}: ${found}` : `${en}: ${found}, not ${wanted}` }
}
