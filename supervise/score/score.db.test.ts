import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { relayIn } from '#server/testing/relayed.ts'
import { inHand, must, verifyAndClose } from '#server/testing/steps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { town } from '#server/testing/town.ts'
import { scoreSubscribers } from './background.ts'
import { defaultRulesText } from './rule-store.ts'

const hour = 3_600_000
const march = { from: '2026-03-01', to: '2026-04-01' }
const query = 'from=2026-03-01&to=2026-04-01'

const publish = (s: Story, validFrom = '2026-01-01', text = defaultRulesText) =>
  s.post('ducha', '/api/score/rules', { text, validFrom, note: '首版' })

/** A case in the hands of the roads office, handled after so many hours, verified and closed. */
async function solved(s: Story, hours: number): Promise<string> {
  const at = await inHand(s)
  s.clock.advance(hours * hour)
  await must(s.post('luzheng', `${at}/handle`, { note: '已修', after: [await s.photo('luzheng')] }))
  await verifyAndClose(s, at)
  return at
}

const sheet = (s: Story, kind: string, more = '') =>
  must(s.get('ducha', `/api/score/sheet?kind=${kind}&${query}${more}`))

story(
  'ducha scores March: one late case shows in the unit’s line, in every area above it, and opens its cases',
  async (s) => {
    const relay = relayIn(s.tx, scoreSubscribers)
    await must(publish(s))
    await solved(s, 1)
    const late = await solved(s, 400)
    s.clock.advance(40 * 24 * hour)
    await relay()
    const run = await must(s.post('ducha', '/api/score/runs', march))
    assert.match(run.resultHash, /^[0-9a-f]{64}$/)
    const units = await sheet(s, 'unit')
    assert.equal(units.run.runId, run.runId)
    const [row] = units.rows
    assert.equal(row.subject, 'roads')
    assert.deepEqual(
      [row.counts.dispose, row.counts.inTimeDispose, row.counts.overtimeDispose, row.counts.close],
      [2, 1, 1, 2],
    )
    const onTime = row.items.find((item: { indicator: string }) => item.indicator === 'onTimeDisposeRate')
    assert.equal(onTime.value, '0.500000')
    for (const [kind, subject] of [
      ['district', town.districtId],
      ['street', '513399001'],
      ['community', town.community],
      ['cell', town.cells[0]],
    ])
      assert.deepEqual(
        (await sheet(s, kind as string)).rows.map((each: { subject: string }) => each.subject),
        [subject],
      )
    const behind = await must(
      s.get('ducha', `/api/score/cases?kind=unit&subject=roads&count=overtimeDispose&run=${run.runId}&${query}`),
    )
    assert.deepEqual([behind.amount, behind.hidden], [1, 0])
    assert.equal(`/api/cases/${behind.items[0].caseId}`, late)
  },
)

story('a run gives the same bytes again although cases went on, and a new run differs', async (s) => {
  const relay = relayIn(s.tx, scoreSubscribers)
  await must(publish(s))
  await s.tx.run(sql`
    update city.district set settings = settings || '{"rules": {"appealDays": 90}}' where district_id = ${town.districtId}`)
  const late = await solved(s, 400)
  await solved(s, 2)
  s.clock.advance(40 * 24 * hour)
  await relay()
  const run = await must(s.post('ducha', '/api/score/runs', march))
  const before = await s.get('ducha', `/api/score/runs/${run.runId}/files/run.json`)
  await must(s.post('luzheng', `${late}/appeal`, { reason: '连日暴雨，无法施工' }))
  await must(s.post('banzhang', `${late}/decide-appeal`, { upheld: true, reason: '属实' }))
  await relay()
  const check = await must(s.post('ducha', `/api/score/runs/${run.runId}/verify`))
  assert.deepEqual([check.equal, check.computedHash, check.differences], [true, run.resultHash, []])
  const after = await s.get('ducha', `/api/score/runs/${run.runId}/files/run.json`)
  assert.deepEqual(after.body, before.body)
  const second = await must(s.post('ducha', '/api/score/runs', march))
  assert.notEqual(second.resultHash, run.resultHash)
  assert.equal((await must(s.post('ducha', `/api/score/runs/${second.runId}/verify`))).equal, true)
  const [{ counts }] = (await sheet(s, 'unit')).rows
  assert.deepEqual(
    [counts.inTimeDispose, counts.overtimeDispose, counts.exemptDispose],
    [2, 1, 1],
    'exempt, and the fact stays',
  )
  const [was] = (await sheet(s, 'unit', `&run=${run.runId}`)).rows
  assert.deepEqual([was.counts.inTimeDispose, was.counts.exemptDispose], [1, undefined])
  const then = await must(
    s.get('ducha', `/api/score/cases?kind=unit&subject=roads&count=inTimeDispose&run=${run.runId}&${query}`),
  )
  assert.equal(then.amount, 1, 'the cases behind an old number are those of then')
  const runs = await must(s.get('lingdao', '/api/score/runs'))
  assert.deepEqual(
    runs.items.map((each: { lastCheck: { equal: boolean } }) => each.lastCheck.equal),
    [true, true],
  )
})

story(
  'one lucky fast case cannot top a table: below the minimum nobody is ranked, and the sheet says so',
  async (s) => {
    const relay = relayIn(s.tx, scoreSubscribers)
    await must(publish(s))
    await solved(s, 1)
    s.clock.advance(40 * 24 * hour)
    await relay()
    const { rows, minimum, waiting, run } = await sheet(s, 'unit', '&live=1')
    assert.equal(run, null)
    assert.equal(waiting, 1, 'a sheet as of now says that a case is not in it yet')
    assert.deepEqual(rows, [])
    await must(s.post('ducha', '/api/score/runs', march))
    const [row] = (await sheet(s, 'unit')).rows
    assert.deepEqual([row.standing, row.rank, row.grade, row.sample], ['below_minimum', null, null, '1'])
    assert.equal(minimum.least, 10)
  },
)

story('luzheng sees the line of his unit and no other; wairen and the administrators see none', async (s) => {
  const relay = relayIn(s.tx, scoreSubscribers)
  await must(publish(s))
  await solved(s, 1)
  s.clock.advance(40 * 24 * hour)
  await relay()
  await must(s.post('ducha', '/api/score/runs', march))
  const own = await must(s.get('luzheng', `/api/score/sheet?kind=unit&${query}`))
  assert.deepEqual(
    own.rows.map((row: { subject: string }) => row.subject),
    ['roads'],
  )
  assert.deepEqual((await must(s.get('huanwei', `/api/score/sheet?kind=unit&${query}`))).rows, [])
  for (const path of [`sheet?kind=collector&${query}`, `cases?kind=unit&subject=sanitation&count=dispose&${query}`])
    assert.equal((await s.get('luzheng', `/api/score/${path}`)).body.code, 'not_permitted')
  for (const who of ['wairen', 'xitong', 'shenji', 'xiaolin'] as const)
    assert.equal((await s.get(who, `/api/score/sheet?kind=unit&${query}`)).status, 403, who)
  assert.equal((await s.post('lingdao', '/api/score/runs', march)).body.code, 'not_permitted')
  assert.equal((await publish({ ...s, post: (_, ...rest) => s.post('banzhang', ...rest) } as Story)).status, 403)
})

story(
  'rules that contradict themselves are refused with line and name, and a published one is never edited',
  async (s) => {
    const spoiled = defaultRulesText.replace('"weight": "40%"', '"weight": "30%"').replace('closing / needClose', '')
    const refused = await publish(s, '2026-01-01', spoiled)
    assert.equal(refused.body.code, 'score_rule_invalid')
    assert.match(refused.body.faults[0].zh, /^第 \d+ 行（area）：“area”的权重合计为 90%，须为 100%$/)
    await must(publish(s))
    const sameDay = await publish(s, '2026-01-01')
    assert.deepEqual([sameDay.body.code, sameDay.body.field], ['score_rule_day_taken', 'body.validFrom'])
    assert.equal((await publish(s, '2026-02-01')).body.code, 'score_rule_too_early')
    await must(publish(s, '2026-05-01'))
    const { items } = await must(s.get('diaodu', '/api/score/rules'))
    assert.deepEqual(
      items.map((each: { version: number; validFrom: string; validTo: string | null }) => [
        each.version,
        each.validFrom,
        each.validTo,
      ]),
      [
        [2, '2026-05-01', null],
        [1, '2026-01-01', '2026-05-01'],
      ],
    )
    const missing = await s.get('ducha', '/api/score/sheet?kind=unit&from=2025-12-01&to=2026-01-01')
    assert.equal(missing.body.code, 'score_rule_missing')
  },
)

story('every file of a run is written, and the cases in it add up to the sheet', async (s) => {
  const relay = relayIn(s.tx, scoreSubscribers)
  await must(publish(s))
  await solved(s, 1)
  await solved(s, 400)
  s.clock.advance(40 * 24 * hour)
  await relay()
  const { runId } = await must(s.post('ducha', '/api/score/runs', march))
  const file = async (name: string) => (await s.get('ducha', `/api/score/runs/${runId}/files/${name}`)).body
  assert.match(await file('scores.csv'), /处置单位/)
  assert.ok((await file('scores.xlsx')).length > 1_000)
  const lines: string[][] = (await file('facts.csv')).split('\r\n').map((line: string) => line.split(','))
  const { document } = await file('run.json')
  const [row] = document.sheets.find((each: { kind: string }) => each.kind === 'unit').rows
  const summed = lines
    .filter(([, kind, subject]) => kind === 'unit' && subject === 'roads')
    .reduce((sums: Record<string, number>, [, , , count = '', , amount]) => {
      sums[count] = (sums[count] ?? 0) + Number(amount)
      return sums
    }, {})
  assert.deepEqual(summed, row.counts)
  assert.equal((await s.get('luzheng', `/api/score/runs/${runId}/files/run.json`)).status, 403)
})
