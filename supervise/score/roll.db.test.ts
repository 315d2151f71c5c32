import assert from 'node:assert/strict'
import { currentCalendar } from '#city/calendar/store.ts'
import { openCase, system, takeStep } from '#city/case/engine.ts'
import type { EventBodies, EventKind } from '#city/case/event.ts'
import { bodies, clause, reported } from '#city/case/sample-history.ts'
import { foldCase } from '#city/case/state.ts'
import { currentSteps, stepsTables } from '#city/case/steps.ts'
import { readHistory } from '#city/case/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { Problem } from '#kernel/problem.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { founding, foundTown, type Name, town } from '#server/testing/town.ts'
import { factsOf } from './facts.ts'
import { calendarsOf, rollOnce, rowsOf } from './roll.ts'
import { markDirty, readFacts } from './roll-store.ts'
import { defaultRulesText, publishRules } from './rule-store.ts'
import { makeRun } from './run.ts'
import { Tallies, type Tally } from './tally.ts'
import { recompute } from './verify.ts'

const { districtId } = town
const ducha = { id: 'ducha', name: '督查' }

/** Numbers from a seed, so that a failure can be told again. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

type World = { tx: Tx; people: Record<Name, string>; roll: (sides: number) => number; now: Date; cases: string[] }

async function open(world: World): Promise<void> {
  const { tx, roll, now, cases } = world
  const caseId = newId()
  const source = (['collector', 'hotline', 'citizen'] as const)[roll(3)]!
  const [cellCode] = [roll(4) === 0 ? null : town.cells[roll(2)]!]
  const place = { ...bodies.reported.place, cellCode, communityCode: town.community, streetCode: null }
  const body = reported({ number: `T${String(cases.length).padStart(5, '0')}`, source, place })
  await openCase(tx, { districtId, caseId, doer: system, now }, await currentCalendar(tx, districtId), body)
  cases.push(caseId)
  await markDirty(tx, districtId, [{ caseId, at: now }])
}

// Drawn blindly, most walks would end in a void case at once.
const onwards = new Set<EventKind>([
  'confirm_asked',
  'confirm_answered',
  'filed',
  'dispatched',
  'accepted',
  'handled',
  'verify_asked',
  'verify_answered',
  'closed',
  'reworked',
  'appealed',
  'appeal_decided',
])

/** One step that the table permits, or none where a guard refuses the one that was drawn. */
async function step(world: World): Promise<void> {
  const { tx, roll, now, cases } = world
  const caseId = cases[roll(cases.length)]!
  const { stage } = foldCase(await readHistory(tx, districtId, caseId))
  const permitted = Object.keys(stepsTables[currentSteps]?.[stage] ?? {}) as EventKind[]
  const forward = permitted.filter((each) => onwards.has(each))
  const kinds = forward.length > 0 && roll(10) < 8 ? forward : permitted
  const kind = kinds[roll(kinds.length)]
  if (!kind || kind === 'split') return
  const doer = { ...system, id: world.people[(['banzhang', 'diaodu', 'shouli'] as const)[roll(3)]!] }
  await tx.run(sql`savepoint drawn`)
  try {
    await takeStep(tx, { districtId, caseId, doer, now }, kind, bodyOf(world, kind, caseId) as EventBodies[typeof kind])
    await markDirty(tx, districtId, [{ caseId, at: now }])
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await tx.run(sql`rollback to savepoint drawn`)
  }
}

function bodyOf({ people, roll, cases }: World, kind: EventKind, caseId: string): unknown {
  const unit = roll(2) === 0 ? 'roads' : 'sanitation'
  const task = { collectorId: people.xiaolin, collectorName: '林', note: '' }
  const into = cases.find((other) => other !== caseId) ?? caseId
  const changed: Partial<EventBodies> = {
    filed: { clause: clause({ value: 1 + roll(3), unit: 'work_day' }), note: '' },
    dispatched: { unitId: unit, unitName: unit, coUnitIds: [], note: '', reason: '' },
    confirm_asked: task,
    verify_asked: task,
    verify_answered: { passed: roll(4) > 0, note: '', point: null, files: [] },
    appeal_decided: { upheld: roll(2) === 0, reason: '' },
    merged: { into, intoNumber: '1', reason: '同一处' },
    amended: { place: { ...bodies.reported.place, cellCode: town.cells[roll(2)]!, communityCode: town.community } },
  }
  return changed[kind] ?? bodies[kind]
}

/** What adding up all facts of all histories anew gives. */
async function anew({ tx, cases }: World): Promise<string[]> {
  const calendarOf = await calendarsOf(tx, districtId)
  const tallies = new Tallies(districtId, 'Asia/Shanghai')
  for (const caseId of cases) {
    const facts = factsOf(await readHistory(tx, districtId, caseId), calendarOf)
    for (const fact of facts) tallies.add(fact, 1)
    const kept = (await readFacts(tx, districtId, [caseId])).get(caseId) ?? []
    const plain = (rows: typeof kept) => rows.map(({ kind, subject, facts: own }) => [kind, subject, own]).sort()
    assert.deepEqual(plain(kept), plain(rowsOf(facts)), `facts of ${caseId}`)
  }
  return told(tallies.changes())
}

const told = (tallies: readonly Tally[]): string[] =>
  tallies
    .flatMap(({ kind, grain, startsOn, subject, amounts }) =>
      Object.entries(amounts).map(([count, amount]) => [kind, grain, startsOn, subject, count, amount].join(' ')),
    )
    .sort()

const kept = async ({ tx }: World): Promise<string[]> =>
  told(
    await tx.many<Tally>(sql`
      select kind, grain, starts_on::text as "startsOn", subject, amounts
        from supervise.score_tally where district_id = ${districtId}`),
  )

for (const seed of [20_261_126, 7, 1957])
  dbTest(
    `the roll-up stays what adding up anew gives, and every run what it was, whatever happens to cases (${seed})`,
    async (tx) => {
      const people = await foundTown(tx)
      await publishRules(
        tx,
        districtId,
        { text: defaultRulesText, validFrom: '2026-01-01', note: '', by: ducha },
        founding,
      )
      const world: World = { tx, people, roll: dice(seed), now: new Date('2026-03-02T01:00:00Z'), cases: [] }
      const runs: string[] = []
      for (let turn = 0; turn < 320; turn++) {
        world.now = new Date(world.now.getTime() + (1 + world.roll(9)) * 1_800_000)
        if (world.cases.length < 3 || world.roll(16) === 0) await open(world)
        else await step(world)
        if (world.roll(10) === 0) await rollOnce(tx, districtId, world.now, 1 + world.roll(5))
        if (turn % 100 === 90) {
          const run = await makeRun(tx, districtId, { from: '2026-03-01', to: '2026-04-01' }, ducha, world.now)
          runs.push(run.runId)
        }
      }
      while ((await rollOnce(tx, districtId, world.now, 3)).cases > 0);
      const left = await kept(world)
      for (const count of ['dispose', 'close'])
        assert.ok(
          left.some((line) => line.includes(` ${count} `)),
          `the walk never came to ${count}`,
        )
      assert.deepEqual(left, await anew(world))
      for (const runId of runs) {
        const { equal, differences } = await recompute(tx, districtId, runId)
        assert.ok(equal, JSON.stringify(differences.slice(0, 2)))
      }
    },
  )
