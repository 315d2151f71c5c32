import assert from 'node:assert/strict'
import { spotWatcher } from '#analyse/chronic/background.ts'
import { sweepSpots } from '#analyse/chronic/sweep.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { relayIn } from '../testing/relayed.ts'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, town } from '../testing/town.ts'

const A_DAY = 86_400_000

/** A case of 雨水井盖 so many metres to the east, filed. */
async function happens(s: Story, metres = 0): Promise<{ caseId: string; at: string }> {
  const point = { ...inTown, lon: inTown.lon + metres / 95_400 }
  const body = {
    source: 'collector',
    description: '井盖缺角',
    place: { point, text: '人民路 12 号，电话 13800001234' },
  }
  const { caseId } = await must(s.post('xiaolin', '/api/cases', body))
  const at = `/api/cases/${caseId}`
  const conditions = await must(s.get('banzhang', '/api/categories/conditions?kind=component&code=01003'))
  await must(s.post('banzhang', `${at}/file`, { conditionId: conditions.items[0].conditionId }))
  return { caseId, at }
}

const spotsOf = async (s: Story, who: 'ducha' | 'luzheng' | 'huanwei' | 'xiaolin' = 'ducha') =>
  (await must(s.get(who, '/api/chronic-spots'))).items

/** Three times in a week at one place, told to the watcher. */
async function chronic(s: Story) {
  const tell = relayIn(s.tx, [spotWatcher(s.clock)])
  const cases = []
  for (let n = 0; n < 3; n++) {
    cases.push(await happens(s, n * 5))
    s.clock.advance(2 * A_DAY)
  }
  await tell()
  const [spot] = await spotsOf(s)
  return { tell, cases, spot, at: `/api/chronic-spots/${spot.spotId}` }
}

story(
  'the third time within thirty days at one place founds a chronic spot, once; a fourth lets it grow',
  async (s) => {
    const { tell, cases, spot, at } = await chronic(s)
    assert.deepEqual([spot.number, spot.state, spot.cases], ['顽2026-0001', 'open', 3])
    assert.equal(spot.placeText.includes('13800001234'), false)
    const fourth = await happens(s, 20)
    await happens(s, 90)
    await tell()
    await relayIn(s.tx, [spotWatcher(s.clock)])()
    assert.equal((await spotsOf(s)).length, 1, 'told twice, found once')
    const detail = await must(s.get('ducha', at))
    assert.equal(detail.cases, 4)
    assert.deepEqual(detail.intervals, [2, 2, 2])
    assert.deepEqual(
      detail.members.map((member: { caseId: string }) => member.caseId),
      [...cases, fourth].map(({ caseId }) => caseId),
    )
    assert.deepEqual(
      detail.entries.map((entry: { kind: string }) => entry.kind),
      ['grew', 'found'],
    )
    assert.equal((await must(s.get('banzhang', `${fourth.at}/chronic-spot`))).number, spot.number)
  },
)

story('two times are none, nor are three that are merged into one or refused', async (s) => {
  const tell = relayIn(s.tx, [spotWatcher(s.clock)])
  const [a, b, c] = [await happens(s), await happens(s), await happens(s)]
  await must(s.post('shouli', `${b.at}/merge`, { into: a.caseId, reason: '同一处' }))
  await tell()
  assert.deepEqual(await spotsOf(s), [])
  await must(s.post('shouli', `${b.at}/unmerge`, { reason: '不是同一处' }))
  await tell()
  assert.equal((await spotsOf(s))[0].cases, 3)
  await must(s.post('banzhang', `${c.at}/void`, { reason: '重复登记' }))
  await tell()
  const [spot] = await spotsOf(s)
  assert.equal(spot.cases, 2, 'what was voided is taken out, the spot remains for somebody to judge')
})

story(
  'ducha gives a spot an owner and a day, clears it with a reason, and it opens again when the problem returns',
  async (s) => {
    const { tell, spot, at } = await chronic(s)
    const body = { unitId: 'roads', personId: s.people.luzheng, targetOn: '2026-04-01', note: '更换整段井圈' }
    assert.equal((await s.post('shouli', `${at}/own`, body)).body.code, 'not_permitted')
    assert.equal(
      (await s.post('ducha', `${at}/own`, { ...body, targetOn: '2026-01-01' })).body.code,
      'spot_target_past',
    )
    assert.equal((await s.post('ducha', `${at}/own`, { ...body, unitId: 'nowhere' })).body.field, 'body.unitId')
    assert.equal(
      (await s.post('ducha', `${at}/own`, { ...body, unitId: 'sanitation' })).body.field,
      'body.personId',
      'who owns it works there',
    )
    const owned = await must(s.post('ducha', `${at}/own`, { ...body, seen: spot.version }))
    assert.deepEqual(
      [owned.ownerUnitName, owned.ownerPersonName, owned.targetOn],
      ['市政设施所', 'luzheng', '2026-04-01'],
    )
    assert.equal((await s.post('ducha', `${at}/own`, { ...body, seen: spot.version })).body.code, 'spot_moved_on')
    await must(s.post('luzheng', `${at}/note`, { text: '已更换，观察两周' }))
    await must(s.post('ducha', `${at}/state`, { state: 'watched', reason: '已处置，观察' }))
    assert.equal(
      (await s.post('ducha', `${at}/state`, { state: 'watched', reason: '再次' })).body.code,
      'spot_state_same',
    )
    assert.equal((await s.post('ducha', `${at}/state`, { state: 'cleared' })).body.field, 'body.reason')
    await must(s.post('ducha', `${at}/state`, { state: 'cleared', reason: '两周未复发' }))
    s.clock.advance(40 * A_DAY)
    const again = await happens(s, 3)
    await tell()
    const detail = await must(s.get('ducha', at))
    assert.deepEqual(
      [detail.state, detail.reopened, detail.cases],
      ['open', 1, 4],
      'one recurrence after clearing is enough',
    )
    assert.deepEqual(
      detail.entries.map((entry: { kind: string }) => entry.kind),
      ['reopened', 'grew', 'cleared', 'watched', 'noted', 'owned', 'found'],
    )
    assert.equal(detail.entries[0].body.caseId, again.caseId)
  },
)

story('luzheng sees the spots his unit owns or has a case of, huanwei none, and no case out of sight', async (s) => {
  const { at, cases } = await chronic(s)
  assert.deepEqual(await spotsOf(s, 'luzheng'), [])
  assert.equal((await s.get('luzheng', at)).body.code, 'spot_not_found')
  await must(s.post('diaodu', `${cases[0]?.at}/dispatch`, { unitId: 'roads' }))
  const detail = await must(s.get('luzheng', at))
  assert.deepEqual([detail.members.length, detail.hidden, detail.occurrences.length], [1, 2, 3])
  assert.deepEqual(await spotsOf(s, 'huanwei'), [])
  await must(s.post('ducha', `${at}/own`, { unitId: 'sanitation' }))
  assert.equal((await spotsOf(s, 'huanwei')).length, 1, 'the owner sees it')
  assert.equal((await must(s.get('huanwei', at))).members.length, 0)
  assert.equal((await spotsOf(s, 'xiaolin')).length, 1, 'he reported them')
})

story('the nightly sweep finds what no event told, and finds nothing the second time', async (s) => {
  for (let n = 0; n < 4; n++) await happens(s, n * 3)
  await happens(s, 80)
  const pool = rolledBackPool(s.tx)
  assert.equal(await sweepSpots(pool, town.districtId, s.clock.now()), 4)
  assert.equal(await sweepSpots(pool, town.districtId, s.clock.now()), 0)
  const [spot, ...more] = await spotsOf(s)
  assert.deepEqual([spot.cases, more], [4, []])
})

story(
  'a district decides itself how often is often; a changed rule holds from the next case or the next night',
  async (s) => {
    const rule = { times: 2, withinDays: 10, radiusMetres: 100, category: '2013/component/0103', basis: '井盖安全专项' }
    const { usual } = await must(s.get('shouli', '/api/chronic-rules'))
    assert.deepEqual(usual, { times: 3, withinDays: 30, radiusMetres: 50 })
    await happens(s)
    await happens(s, 80)
    const pool = rolledBackPool(s.tx)
    assert.equal(await sweepSpots(pool, town.districtId, s.clock.now()), 0)
    assert.equal((await s.post('luzheng', '/api/chronic-rules', rule)).body.code, 'not_permitted')
    await must(s.post('ducha', '/api/chronic-rules', rule))
    await sweepSpots(pool, town.districtId, s.clock.now())
    assert.equal((await spotsOf(s))[0].cases, 2)
  },
)
