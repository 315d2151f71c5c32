import assert from 'node:assert/strict'
import { Secret } from '#kernel/config.ts'
import { sql } from '#kernel/db/sql.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { register } from '#serve/intake/intake.ts'
import { defaultRulesText, publishRules } from '#supervise/score/rule-store.ts'
import { makeRun } from '#supervise/score/run.ts'
import { foundTown, inTown, town } from '../testing/town.ts'
import { verify } from './score.ts'

const { districtId } = town
const ducha = { id: 'ducha', name: '督查' }
const reportedAt = new Date('2026-03-02T03:00:00Z')

dbTest(
  'a run is verified on the command line; a line or an event that somebody changed is found and named',
  async (tx) => {
    await foundTown(tx)
    await publishRules(
      tx,
      districtId,
      { text: defaultRulesText, validFrom: '2026-01-01', note: '', by: ducha },
      reportedAt,
    )
    const { caseId } = await register(
      tx,
      makeSealer(new Secret('a secret of the tests')),
      { districtId, doer: { id: 'import', name: '导入', unit: null, actor: undefined }, now: reportedAt },
      {
        source: 'hotline',
        urgency: 'normal',
        description: '井盖松动',
        place: { point: inTown, text: '南坝路' },
        files: [],
      },
    )
    const later = new Date('2026-04-02T00:00:00Z')
    const { runId } = await makeRun(tx, districtId, { from: '2026-03-01', to: '2026-04-01' }, ducha, later)
    const told = async () => {
      const lines: string[] = []
      const io = { isTerminal: false, line: (text: string) => void lines.push(text), write: () => undefined }
      return { code: await verify(rolledBackPool(tx), runId, { io }), lines }
    }
    const untouched = await told()
    assert.deepEqual([untouched.code, untouched.lines.at(-1)], [0, 'equal'])
    await tx.run(sql`
    update supervise.score_row set body = jsonb_set(body, '{total}', '"99.00"')
     where district_id = ${districtId} and run_id = ${runId} and kind = 'street'`)
    const changed = await told()
    assert.deepEqual([changed.code, changed.lines.at(-1)], [1, 'different'])
    assert.ok(changed.lines.some((line) => line.includes('street 513399001')))
    await tx.run(sql`
    update city.case_event set body = jsonb_set(body, '{source}', '"collector"')
     where district_id = ${districtId} and case_id = ${caseId} and seq = 1`)
    const { lines } = await told()
    assert.ok(lines.some((line) => line.includes(`district ${districtId}`)))
    await assert.rejects(
      verify(rolledBackPool(tx), 'no-such-run', {
        io: { isTerminal: false, line: () => undefined, write: () => undefined },
      }),
      {
        code: 'score_run_not_found',
      },
    )
  },
)
