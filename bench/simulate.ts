import { currentCalendar } from '#city/calendar/store.ts'
import { type WrittenCase, writeCases } from '#city/case/bulk.ts'
import type { CaseEvent, EventBodies, EventKind } from '#city/case/event.ts'
import { currentSteps } from '#city/case/steps.ts'
import { runNextSimulation } from '#command/simulate/run.ts'
import { getSimulation, insertSimulation } from '#command/simulate/store.ts'
import type { Subject } from '#command/simulate/subject.ts'
import { systemClock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { town } from '#server/testing/town.ts'
import { type BenchDatabase, settle, withDatabase } from './database.ts'
import { settleTown } from './product.ts'
import { seeded } from './random.ts'
import { type BenchResult, short } from './result.ts'

const days = 90
const perDay = 1_000
const barSeconds = 30
const dayMs = 86_400_000
const minute = 60_000

/**
 * A draft tried on 90 days of 1,000 cases a day, from the database to the stored report: rules (thirty of them), then a calendar, for
 * which every clock of every case is counted twice. The slower one is held against the bar.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(4, async (db) => {
    await settleTown(db, [])
    const now = new Date()
    await prepare(db, now)
    const rules = await timed(db.pool, { subject: 'rules', rules: thirtyRules() }, now)
    const { definition } = await currentCalendar(db.pool, town.districtId)
    const { title, timeZone, schedules, country, overrides } = definition
    const sixDays = { title, timeZone, schedules, country, overrides, workWeekdays: [1, 2, 3, 4, 5, 6] }
    const calendar = await timed(db.pool, { subject: 'calendar', calendar: sixDays }, now)
    const worst = Math.max(rules, calendar)
    return {
      name: 'simulate',
      figure: `${worst.toFixed(1)} s for ${short(days * perDay)} cases (rules ${rules.toFixed(1)} s, calendar ${calendar.toFixed(1)} s)`,
      bar: `≤ ${barSeconds} s`,
      pass: worst <= barSeconds,
    }
  })
}

async function timed(pool: Pool, input: Subject, now: Date): Promise<number> {
  const since = new Date(now.getTime() - days * dayMs)
  const asked = { title: '试算', input, since, until: now, askedBy: 'bench', askedAt: now }
  const { simulationId } = await pool.transaction((tx) => insertSimulation(tx, town.districtId, asked))
  const began = performance.now()
  const before = process.cpuUsage()
  await runNextSimulation(pool, systemClock)
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  const { state, done, report } = await getSimulation(pool, town.districtId, simulationId)
  if (state !== 'done') throw new Error(`the simulation of ${input.subject} is ${state}`)
  const changed = report?.subject === 'rules' ? `${report.moved} moved` : `${report?.turned} turned`
  console.log(
    `simulate: ${input.subject}: ${done} cases in ${seconds.toFixed(1)} s (own processor ${((user + system) / 1e6).toFixed(1)} s), ${changed}`,
  )
  return seconds
}

async function prepare(db: BenchDatabase, now: Date): Promise<void> {
  const calendar = await currentCalendar(db.pool, town.districtId)
  const random = seeded(90)
  for (let day = 0; day < days; day++) {
    const cases = Array.from({ length: perDay }, (_, at) => pastCase(day * perDay + at, random, now))
    await db.pool.transaction((tx) => writeCases(tx, town.districtId, calendar, cases, now))
  }
  await settle(db.pool)
  console.log(`simulate: ${days * perDay} cases written`)
}

const codes = ['06013', '06001', '07001', '02001', '01003'] as const

function pastCase(n: number, random: () => number, now: Date): WrittenCase {
  const history: CaseEvent[] = []
  let ms = now.getTime() - days * dayMs + (n / perDay) * dayMs
  const tell = <K extends EventKind>(kind: K, afterMinutes: number, body: EventBodies[K]): void => {
    ms += afterMinutes * minute
    const head = { seq: history.length + 1, kind, at: new Date(ms), byId: 'x', byName: '某人', byUnit: 'centre' }
    history.push({ ...head, calendarVersion: 1, body } as unknown as CaseEvent)
  }
  const code = codes[Math.floor(random() * codes.length)]!
  const category = { edition: '2026', kind: 'matter', code, name: code } as const
  const send = (unitId: string, after: number) =>
    tell('dispatched', after, { unitId, unitName: unitId, coUnitIds: [], note: '', reason: '职责表' })
  tell('reported', 0, opening(n, category, random))
  tell('filed', 5 + random() * 30, { clause: { ...category, ...clause }, note: '' })
  send(random() < 0.5 ? 'roads' : 'sanitation', 5 + random() * 30)
  tell('accepted', 10 + random() * 60, { note: '' })
  if (random() < 0.08) {
    tell('returned', 30, { reason: '非本单位职责' })
    send('roads', 60)
    tell('accepted', 10, { note: '' })
  }
  tell('handled', random() * 3 * 1440, { note: '已处理', before: [], after: [] })
  tell('verify_asked', 60, { collectorId: '0192d3c4-0000-7000-8000-000000000001', collectorName: '某', note: '' })
  tell('verify_answered', 60, { files: [], passed: true, note: '', point: null })
  tell('closed', 30, { note: '', outcome: 'solved' })
  const past = history.filter(({ at }) => at <= now)
  // A task that is still open would need a collector of this district.
  const whole = past.at(-1)?.kind === 'verify_asked' ? past.slice(0, -1) : past
  return { caseId: caseIdAt(n), history: whole }
}

const caseIdAt = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

const clause = {
  ...{ versionId: null, conditionId: null, condition: '路面坑洼、塌陷，影响通行', closing: '修复平整', areaClass: '*' },
  limit: { value: 1, unit: 'work_day' },
} as const

const opening = (
  n: number,
  category: EventBodies['reported']['category'],
  random: () => number,
): EventBodies['reported'] => ({
  number: `S${String(n).padStart(8, '0')}`,
  source: random() < 0.6 ? 'collector' : 'hotline',
  urgency: random() < 0.1 ? 'urgent' : 'normal',
  description: '人行道路面破损塌陷，行人夜间通过有危险，请尽快处理',
  category,
  place: {
    point: null,
    text: '南坝路与滨河路交叉口东北角',
    cellCode: town.cells[0],
    communityCode: town.community,
    streetCode: town.community.slice(0, 9),
    componentCode: null,
  },
  stepsVersion: currentSteps,
  stageLimits: {
    intake: { value: 15, unit: 'work_minute' },
    dispatch: { value: 15, unit: 'work_minute' },
    accept: { value: 2, unit: 'work_hour' },
    verify: { value: 30, unit: 'urgent_minute' },
  },
  files: [],
})

const thirtyRules = () =>
  Array.from({ length: 30 }, (_, at) => ({
    id: `r${at}`,
    title: `规则 ${at}`,
    when: `category == "${codes[at % codes.length]}" && source == "${at % 2 ? 'hotline' : 'collector'}" && hour == ${at % 24} && weekday in [1, 3, ${1 + (at % 7)}]`,
    unit: at % 3 ? 'roads' : 'sanitation',
    coUnits: [],
    person: { by: 'none' as const },
    from: null,
    to: null,
    authority: '',
  }))
