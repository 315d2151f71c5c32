import assert from 'node:assert/strict'
import { type MinuteOracle, minuteOracle } from '#city/calendar/oracle.ts'
import { currentCalendar } from '#city/calendar/store.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { citizen, type Doer, doerOf, newCaseId, openCase, sourceOf, takeStep } from '#city/case/engine.ts'
import type { CaseEvent, EventBodies, EventKind } from '#city/case/event.ts'
import { computeClocks } from '#city/case/ledger/clock.ts'
import { bodies, clause, reported } from '#city/case/sample-history.ts'
import { foldCase } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import { loadActor } from '#city/organisation/store.ts'
import { sql } from '#kernel/db/sql.ts'
import { type CommandHead, carryOut } from '#kernel/http/command.ts'
import { Problem } from '#kernel/problem.ts'
import type { Name } from '../town.ts'
import { type Counted, countHandling } from './clock.ts'
import type { CrashingPool } from './crash.ts'
import { type Doing, unitOf } from './people.ts'
import type { Model, Try } from './reference.ts'

/** A case on a real server, and everything needed to act on it. */
export type Real = {
  readonly pool: CrashingPool
  readonly districtId: string
  readonly caseId: string
  readonly people: Readonly<Record<Name, string>>
  readonly oracle: MinuteOracle
  now: Date
  /** How often each kind of step was taken, over all stories. */
  readonly seen: Map<string, number>
  pass(minutes: number): void
  counted(history: readonly CaseEvent[]): Counted | undefined
  /** The cached row equals the fold, and each acknowledged event was told once. */
  mustBeWhole(): Promise<void>
}

export type Founded = Pick<Real, 'pool' | 'districtId' | 'people' | 'oracle' | 'seen'>

/** Minutes are laid out from before the story's first day to well after its last. */
export async function layOut(pool: CrashingPool, districtId: string): Promise<MinuteOracle> {
  const { definition } = await currentCalendar(pool, districtId)
  return minuteOracle(definition, Date.parse('2026-02-28T16:00:00Z'), Date.parse('2026-12-31T16:00:00Z'))
}

/** Opens a case as the model begins it. */
export async function beginReal(founded: Founded, model: Model): Promise<Real> {
  const { pool, districtId, people } = founded
  const caseId = newCaseId()
  const now = new Date('2026-03-02T02:00:00Z')
  const actor = await loadActor(pool, districtId, people.xiaolin)
  const doer = model.publicSource ? citizen : doerOf(actor!)
  const body = reported({
    number: caseId,
    source: model.publicSource ? 'citizen' : 'collector',
    rules: { approvals: model.levels, filesNeeded: [], vetoDays: 15 },
  })
  await pool.transaction(async (tx) => {
    await openCase(tx, { districtId, caseId, doer, now }, await currentCalendar(tx, districtId), body)
  })
  const real: Real = {
    ...founded,
    caseId,
    now,
    pass(minutes) {
      real.now = new Date(real.now.getTime() + minutes * 60_000)
    },
    counted: (history) => countHandling(history, founded.oracle, real.now.getTime()),
    mustBeWhole: () => mustBeWhole(real),
  }
  return real
}

/** Tries one step through the command path of the product; gives `done`, the code of the refusal, or `fault`. */
export async function attempt(real: Real, head: CommandHead, given: Try): Promise<string> {
  const { pool, districtId, caseId, now } = real
  try {
    const doer = await doerFor(real, given.who)
    await carryOut(pool, head, async (tx) => {
      const { state } = await takeStep(tx, { districtId, caseId, doer, now }, given.kind, bodyOf(real, given))
      return { version: state.version }
    })
    return 'done'
  } catch (error) {
    return error instanceof Problem && error.status < 500 ? error.code : 'fault'
  }
}

const doers = new Map<string, Doer>()

async function doerFor({ pool, districtId, people }: Real, who: Doing): Promise<Doer> {
  if (who === 'citizen') return citizen
  const known = doers.get(people[who])
  if (known) return known
  const doer = doerOf((await loadActor(pool, districtId, people[who]))!)
  doers.set(people[who], doer)
  return doer
}

/** What is said with a step: the samples' words, with the real people and units and the choices of the try. */
function bodyOf({ people }: Real, { kind, who, unit, help, yes, what }: Try): EventBodies[EventKind] {
  const said: { [K in keyof EventBodies]?: object } = {
    filed: { clause: clause({ value: 4, unit: 'work_hour' }) },
    confirm_asked: { collectorId: people.xiaolin },
    verify_asked: { collectorId: people.xiaolin },
    confirm_answered: { found: yes },
    verify_answered: { passed: yes },
    dispatched: { unitId: unit, coUnitIds: help },
    co_handled: { unitId: unitOf[who] ?? unit },
    arbitrated: { unitId: unit },
    endorsed: { what },
    extension_asked: { limit: { value: 4, unit: 'work_hour' } },
    extension_approved: { limit: { value: 4, unit: 'work_hour' } },
    appeal_decided: { upheld: yes },
    veto_decided: { upheld: yes },
  }
  return { ...bodies[kind], ...said[kind] } as EventBodies[EventKind]
}

export const readCase = ({ pool, districtId, caseId }: Real): Promise<CaseEvent[]> =>
  readHistory(pool, districtId, caseId)

async function mustBeWhole(real: Real): Promise<void> {
  const { pool, districtId, caseId } = real
  const history = await readCase(real)
  const state = foldCase(history)
  const row = await pool.one<Record<string, unknown>>(sql`
    select version, stage, unit_id as "unitId", co_unit_ids as "coUnitIds", collector_id as "collectorId", returns, reworks, vetoes,
           (select count(*) from kernel.outbox o where o.district_id = c.district_id and o.key = ${caseId}) as told
      from city.case c where district_id = ${districtId} and case_id = ${caseId}`)
  const { version, stage, unitId, coUnitIds, collectorId, returns, reworks, vetoes } = state
  const folded = { version, stage, unitId, coUnitIds, collectorId, returns, reworks, vetoes, told: history.length }
  assert.deepEqual(row, folded)
  assert.deepEqual(
    history.map(({ seq }) => seq),
    history.map((_, at) => at + 1),
  )
}

/** Fold, row and reference tell the same; the handling clock equals the minute oracle. */
export async function mustAgree(model: Model, real: Real, history: readonly CaseEvent[]): Promise<void> {
  const state = foldCase(history)
  assert.equal(state.stage, model.stage)
  assert.equal(state.unitId ?? undefined, model.unit)
  assert.deepEqual([...state.coHandled].sort(), [...model.helped].sort())
  await real.mustBeWhole()
  const calendar = await currentCalendar(real.pool, real.districtId)
  const clock = computeClocks(ledgerOf(history), sourceOf(calendar), real.now).find(({ name }) => name === 'handle')
  const counted = real.counted(history)
  assert.equal(clock === undefined, counted === undefined)
  if (!clock || !counted) return
  assert.equal(clock.metInTime === false, counted.isLate, 'late or not')
  if (clock.state === 'running') assert.equal(clock.dueBy?.getTime(), counted.dueMs, 'the deadline')
}
