import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/id.ts'
import { testUrl } from '#kernel/testing/db.ts'
import { modelCommands } from '../testing/model/commands.ts'
import { openCrashingPool } from '../testing/model/crash.ts'
import { modelKinds } from '../testing/model/people.ts'
import { beginReal, layOut } from '../testing/model/real.ts'
import { beginModel } from '../testing/model/reference.ts'
import { foundTown } from '../testing/town.ts'

const level = fc.constantFrom(1 as const, 2 as const)
const levels = fc.record({ extension: level, suspension: level, voiding: level, appeal: level })

test('whoever tries whatever, alone or at once, with the connection lost anywhere: no illegal state, no lost or doubled event, and the clock of the oracle', async () => {
  const pool = openCrashingPool(await testUrl())
  try {
    const districtId = `model-${newId().slice(-12)}`
    const people = await pool.transaction((tx) => foundTown(tx, districtId))
    const founded = { pool, districtId, people, oracle: await layOut(pool, districtId), seen: new Map() }
    // The same stories every time; another seed or more runs look further.
    const runs = Number(process.env.MODEL_RUNS ?? 8)
    const seed = Number(process.env.MODEL_SEED ?? 20_261_126)
    await fc.assert(
      fc.asyncProperty(fc.boolean(), levels, modelCommands(90), async (isPublic, allLevels, commands) => {
        const model = beginModel(isPublic, allLevels)
        const real = await beginReal(founded, model)
        await fc.asyncModelRun(() => ({ model, real }), commands)
      }),
      { numRuns: runs, seed, endOnFailure: true },
    )

    const never = modelKinds.filter((kind) => !founded.seen.has(kind))
    assert.ok(never.length < modelKinds.length / 4, `stories that never get to ${never.join(', ')} prove little`)
  } finally {
    await pool.end()
  }
})
