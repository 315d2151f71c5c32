import { setImmediate } from 'node:timers/promises'
import { compileCalendar } from '#city/calendar/compile.ts'
import { currentCalendar, draftedCalendar } from '#city/calendar/store.ts'
import { sourceOf } from '#city/case/engine.ts'
import { readLadder } from '#city/case/watch-store.ts'
import { listEmergencies } from '#city/emergency/store.ts'
import type { Clock as Now } from '#kernel/clock.ts'
import type { Db } from '#kernel/db/db.ts'
import { Problem } from '#kernel/problem.ts'
import { dutyLookup } from '../rule/duty.ts'
import { compileRules } from '../rule/rule.ts'
import { ruleSetAt } from '../rule/store.ts'
import { listDuties, ownersOf } from '../rule/world-store.ts'
import { alwaysBy, simulateClocks } from './clocks.ts'
import type { Report } from './report.ts'
import { simulateRules } from './rules.ts'
import {
  beat,
  type Changed,
  type Claimed,
  claimSimulation,
  clearChanged,
  countCases,
  failSimulation,
  finishSimulation,
  insertChanged,
  listHistories,
  type Place,
  type ReadCase,
} from './store.ts'

/** Something that is fed cases and says of each what would have changed. */
type Trial = { feed(cases: readonly ReadCase[]): Promise<Changed[]>; report(): Report }

const batch = 500

/** Takes up one simulation that waits, if there is one, and carries it to its end. Gives whether there was. */
export async function runNextSimulation(db: Db, clock: Now): Promise<boolean> {
  const claimed = await claimSimulation(db, clock.now())
  if (!claimed) return false
  try {
    await carryOut(db, claimed, clock)
  } catch (error) {
    const reason = error instanceof Problem ? error.zh : '内部错误，详见日志'
    await failSimulation(db, claimed, reason, clock.now())
    if (!(error instanceof Problem)) throw error
  }
  return true
}

async function carryOut(db: Db, claimed: Claimed, clock: Now): Promise<void> {
  const { districtId, since, until } = claimed
  await clearChanged(db, claimed)
  const total = await countCases(db, districtId, since, until)
  const trial = await prepare(db, claimed)
  const next = (after?: Place) => listHistories(db, districtId, { since, until, after, limit: batch })
  let done = 0
  let ordinal = 1
  let reading = next()
  while (await beat(db, claimed, done, total, clock.now())) {
    const { cases, last } = await reading
    if (!last) return void (await finishSimulation(db, claimed, trial.report(), clock.now()))
    // The next cases are read while these are tried.
    reading = next(last)
    reading.catch(() => undefined)
    const changed = await trial.feed(cases)
    ordinal += await insertChanged(db, claimed, ordinal, changed)
    done += cases.length
    // Whoever waits for an answer of this process comes first.
    await setImmediate()
  }
}

async function prepare(db: Db, { districtId, input, until }: Claimed): Promise<Trial> {
  const calendar = await currentCalendar(db, districtId)
  const calendarFor = sourceOf(calendar)
  const ladder = await readLadder(db, districtId)
  if (input.subject === 'rules') {
    const [inForce, duties, emergencies] = await Promise.all([
      ruleSetAt(db, districtId, until),
      listDuties(db, districtId),
      listEmergencies(db, districtId),
    ])
    const trial = simulateRules({
      before: compileRules(inForce?.rules ?? []),
      after: compileRules(input.rules),
      duties: dutyLookup(duties),
      calendar,
      calendarFor,
      until,
      ladder,
      emergencies,
    })
    return {
      async feed(cases) {
        const codes = cases.flatMap(({ componentCode }) => componentCode ?? [])
        const owners = await ownersOf(db, districtId, codes)
        return cases.flatMap((each) => trial.add(each, owners.get(each.componentCode ?? '') ?? null) ?? [])
      },
      report: trial.report,
    }
  }
  const draftFor =
    input.subject === 'calendar'
      ? alwaysBy(compileCalendar(await draftedCalendar(db, input.calendar, calendar.definition)))
      : calendarFor
  const limits = input.subject === 'limits' ? input : null
  const trial = simulateClocks({ subject: input.subject, calendarFor, draftFor, limits, until, ladder })
  return { feed: async (cases) => cases.flatMap((each) => trial.add(each)), report: trial.report }
}
