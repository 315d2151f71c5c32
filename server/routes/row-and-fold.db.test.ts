import assert from 'node:assert/strict'
import { makeRandom } from '#cities/dachuan/cases/random.ts'
import { system, takeStep } from '#city/case/engine.ts'
import type { EventBodies, EventKind } from '#city/case/event.ts'
import { bodies } from '#city/case/sample-history.ts'
import { foldCase } from '#city/case/state.ts'
import { stepNames } from '#city/case/steps.ts'
import { readHistory } from '#city/case/store.ts'
import { sql } from '#kernel/db/sql.ts'
import { Problem } from '#kernel/problem.ts'
import { filed } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const kinds: readonly EventKind[] = (Object.keys(stepNames) as EventKind[]).filter(
  (kind) => kind !== 'reported' && kind !== 'merged',
)

async function mustBeEqual({ tx }: Story, caseId: string): Promise<void> {
  const state = foldCase(await readHistory(tx, town.districtId, caseId))
  const row = await tx.one<Record<string, unknown>>(sql`
    select version, stage, unit_id as "unitId", collector_id as "collectorId", returns, reworks, urges, rating,
           closed_at as "closedAt", handled_at as "handledAt"
      from city.case where district_id = ${town.districtId} and case_id = ${caseId}`)
  const { version, stage, unitId, collectorId, returns, reworks, urges, rating, closedAt, handledAt } = state
  assert.deepEqual(row, { version, stage, unitId, collectorId, returns, reworks, urges, rating, closedAt, handledAt })
}

/** The real people and units of the town in the place of the samples' names. */
const wordsFor = (s: Story, kind: EventKind, pick: number) =>
  ({
    ...bodies[kind],
    ...(kind.endsWith('_asked') && 'collectorId' in bodies[kind] ? { collectorId: s.people.xiaolin } : {}),
    ...(kind === 'dispatched' ? { unitId: pick < 0.5 ? 'roads' : 'sanitation' } : {}),
    ...(kind === 'verify_answered' ? { passed: pick < 0.6 } : {}),
  }) as EventBodies[EventKind]

story(
  'whatever steps are taken, the cached row equals the fold of the history, and a refused step leaves both alone',
  async (s) => {
    const random = makeRandom(7)
    for (let one = 0; one < 6; one++) {
      const caseId = (await filed(s)).split('/').at(-1) ?? ''
      for (let tried = 0; tried < 60; tried++) {
        s.clock.advance(Math.round(random.between(1, 90)) * 60_000)
        const kind = random.pick(kinds)
        const acting = { districtId: town.districtId, caseId, doer: system, now: s.clock.now() }
        await takeStep(s.tx, acting, kind, wordsFor(s, kind, random.next())).catch((error: unknown) => {
          if (!(error instanceof Problem)) throw error
        })
        await mustBeEqual(s, caseId)
      }
    }
  },
)
