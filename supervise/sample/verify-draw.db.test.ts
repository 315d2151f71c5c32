import assert from 'node:assert/strict'
import { silentLog } from '#kernel/log.ts'
import { inHandled, must } from '#server/testing/steps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { town } from '#server/testing/town.ts'
import { sampleJobs } from './jobs.ts'
import { drawAgain } from './publish.ts'

const detailOf = async (s: Story, who: 'banzhang' | 'luzheng' | 'xiaochen', at: string) => must(s.get(who, at))
const asked = (detail: { events: { kind: string; body: Record<string, unknown> }[] }) =>
  detail.events.findLast(({ kind }) => kind === 'verify_asked')?.body as Record<string, never>

story(
  'the verifier is drawn from another beat, by a seed whose digest was known and which is shown the day after',
  async (s) => {
    const at = await inHandled(s)
    const offer = await must(s.get('shouli', `${at}/verifiers`))
    assert.deepEqual([offer.pool, offer.candidates, offer.isAgain, offer.people], ['all', 1, false, []])
    assert.deepEqual(
      offer.leftOut.map(({ en, count }: { en: string; count: number }) => [en, count]),
      [['reported or confirmed the case', 1]],
    )
    await must(s.post('shouli', `${at}/ask-verify`))
    const detail = await detailOf(s, 'banzhang', at)
    assert.equal(detail.collectorId, s.people.xiaochen, 'xiaolin has the beat and reported it')
    const { draw } = asked(detail) as unknown as { draw: Record<string, unknown> }
    const day = `/api/public/${town.districtId}/draws/2026-03-02`
    const today = await must(s.get('nobody', day))
    assert.equal(today.digest, draw.seedDigest)
    assert.deepEqual([today.seed, today.draws, today.open], [null, [], 1], 'nothing is told while the day lasts')
    s.clock.advance(24 * 3_600_000)
    assert.equal((await must(s.get('nobody', day))).seed, null, 'nor while somebody is on the way')
    await must(s.post('xiaochen', `${at}/answer-verify`, { passed: true }))
    const over = await must(s.get('nobody', day))
    assert.deepEqual(drawAgain(over), { same: 1, named: 0, faults: [] })
    assert.equal(over.isCommittedBefore, false, 'this seed was made when it was needed, and that is said')
    assert.match(drawAgain({ ...over, seed: 'ff'.repeat(32) }).faults[0] ?? '', /digest/)
    const office = await must(s.get('ducha', '/api/draws/2026-03-02'))
    assert.deepEqual([office.items[0].chosenName, office.recount.same], ['xiaochen', 1])
  },
)

story('tomorrow’s seed is made the day before, once, in every district', async (s) => {
  const jobs = sampleJobs({ ...s, log: silentLog })
  const run = () => jobs[0]!.handle({}, { jobId: 'x', attempt: 1, signal: AbortSignal.timeout(9000) })
  await run()
  const first = await must(s.get('nobody', `/api/public/${town.districtId}/draws/2026-03-03`))
  await run()
  const again = await must(s.get('nobody', `/api/public/${town.districtId}/draws/2026-03-03`))
  assert.deepEqual([again.digest, again.isCommittedBefore, again.seed], [first.digest, true, null])
  assert.equal(
    (await s.get('nobody', `/api/public/${town.districtId}/draws/2026-03-09`)).body.code,
    'no_draws_that_day',
  )
  const { rows } = await s.tx.client.query('select sealed::text from supervise.draw_seed where district_id = $1', [
    town.districtId,
  ])
  assert.equal(rows.length, 1)
})

story(
  'who is on shift comes first; whoever was sent and did not go is replaced by a new draw with its reason',
  async (s) => {
    const { tx } = s
    await tx.client.query(
      `insert into city.person (district_id, person_id, account_id, name)
     select $1, gen_random_uuid(), 'x' || n, '机动' || n from generate_series(1, 3) n`,
      [town.districtId],
    )
    await tx.client.query(
      `insert into city.post_holding select district_id, person_id, 'collector', 'centre' from city.person
      where district_id = $1 and name like '机动%'`,
      [town.districtId],
    )
    const at = await inHandled(s)
    await tx.client.query(
      `insert into city.shift (district_id, shift_id, person_id, starts_at, ends_at)
       select district_id, gen_random_uuid(), person_id, $2::timestamptz - interval '4 hours',
              $2::timestamptz + interval '4 hours'
         from city.person where district_id = $1 and name in ('xiaochen', 'xiaolin', '机动1')`,
      [town.districtId, s.clock.now()],
    )
    const offer = await must(s.get('shouli', `${at}/verifiers`))
    assert.deepEqual([offer.pool, offer.candidates], ['on_shift', 2])
    await must(s.post('shouli', `${at}/ask-verify`))
    const first = (await detailOf(s, 'banzhang', at)).collectorId
    const bare = await s.post('shouli', `${at}/ask-verify`)
    assert.deepEqual([bare.body.code, bare.body.field], ['redraw_reason_needed', 'body.reason'])
    await must(s.post('shouli', `${at}/ask-verify`, { reason: '突发疾病，无法到场' }))
    const second = await detailOf(s, 'banzhang', at)
    assert.notEqual(second.collectorId, first)
    const event = asked(second) as unknown as { draw: { candidates: number }; redraw: { reason: string } }
    assert.deepEqual([event.draw.candidates, event.redraw.reason], [3, '突发疾病，无法到场'])
    const { rows } = await tx.client.query('select pool, reason from supervise.draw order by seq')
    assert.deepEqual(rows, [
      { pool: 'on_shift', reason: '' },
      { pool: 'all', reason: '突发疾病，无法到场' },
    ])
  },
)

story('only the duty chief names a verifier, with a reason, and it is marked as not drawn', async (s) => {
  const at = await inHandled(s)
  const collectorId = s.people.xiaolin
  const desk = await s.post('shouli', `${at}/ask-verify`, { collectorId, reason: '熟悉情况' })
  assert.equal(desk.body.code, 'not_permitted')
  const bare = await s.post('banzhang', `${at}/ask-verify`, { collectorId })
  assert.deepEqual([bare.body.code, bare.body.field], ['naming_reason_needed', 'body.reason'])
  await must(s.post('banzhang', `${at}/ask-verify`, { collectorId, reason: '其余人员均在培训' }))
  const event = asked(await detailOf(s, 'banzhang', at)) as unknown as Record<string, unknown>
  assert.deepEqual([event.draw, event.named], [undefined, { reason: '其余人员均在培训' }])
  s.clock.advance(24 * 3_600_000)
  await must(s.post('xiaolin', `${at}/answer-verify`, { passed: true }))
  const day = await must(s.get('nobody', `/api/public/${town.districtId}/draws/2026-03-02`))
  assert.deepEqual(drawAgain(day), { same: 0, named: 1, faults: [] })
})

story('where nobody is independent the draw refuses, and says that the duty chief has to name somebody', async (s) => {
  await s.tx.client.query('update city.person set active = false where person_id = $1', [s.people.xiaochen])
  const at = await inHandled(s)
  assert.equal((await s.post('shouli', `${at}/ask-verify`)).body.code, 'nobody_to_draw')
})

story('until the answer is there the unit does not see who verifies, nor the verifier who handled', async (s) => {
  const at = await inHandled(s)
  await must(s.post('shouli', `${at}/ask-verify`, { note: '看井圈' }))
  await must(s.post('xiaochen', `${at}/note`, { text: '在路上' }))
  const unit = await detailOf(s, 'luzheng', at)
  const listed = (await must(s.get('luzheng', '/api/cases'))).items[0]
  assert.deepEqual([unit.collectorId, unit.collectorName, listed.collectorName], [null, null, null])
  assert.equal(JSON.stringify([unit, listed]).includes(s.people.xiaochen), false)
  assert.equal(JSON.stringify(unit).includes('xiaochen'), false, 'not even by a note of hers')
  const verifier = await detailOf(s, 'xiaochen', at)
  assert.equal(verifier.unitName, null)
  assert.doesNotMatch(JSON.stringify(verifier), /roads|市政设施所|luzheng/)
  assert.equal(
    (await must(s.get('xiaochen', '/api/cases?unit=roads'))).items.length,
    0,
    'a filter does not tell either',
  )
  await must(s.post('xiaochen', `${at}/answer-verify`, { passed: true }))
  const after = await detailOf(s, 'luzheng', at)
  assert.equal(after.events.at(-1).byName, 'xiaochen')
})

story('a verification answered from elsewhere closes as solved only with the duty chief’s reason', async (s) => {
  const at = await inHandled(s)
  await must(s.post('shouli', `${at}/ask-verify`))
  const far = { point: { frame: 'CGCS2000', lon: 107.5015, lat: 31.2005 }, accuracyMetres: 1, fixAt: s.clock.now() }
  await s.tx.client.query(
    `update city.district set settings = settings || '{"presence":{"maxMetres":50,"maxAccuracyMetres":50,"maxAgeMinutes":10}}'`,
  )
  await must(s.post('xiaochen', `${at}/answer-verify`, { passed: true, ...far }))
  const detail = await detailOf(s, 'banzhang', at)
  const { presence } = detail.events.at(-1).body
  assert.deepEqual([presence.verdict, presence.metres], ['away', 95])
  const close = detail.permitted.find(({ kind }: { kind: string }) => kind === 'closed')
  assert.deepEqual([close.allowed, close.caution.code], [true, 'verified_away'])
  const bare = await s.post('banzhang', `${at}/close`)
  assert.deepEqual([bare.body.code, bare.body.field], ['verified_away', 'body.note'])
  await must(s.post('banzhang', `${at}/close`, { note: '定位漂移，照片可辨' }))
  const body = (await detailOf(s, 'banzhang', at)).events.at(-1).body
  assert.deepEqual([body.despite, body.note], ['away', '定位漂移，照片可辨'])
})
