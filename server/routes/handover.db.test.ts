import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const hour = 3_600_000

/** Gives xiaolin's colleague a seat at the duty chief's desk as well, so that there is somebody to hand over to. */
const seatFor = ({ tx, people }: Story) =>
  tx.run(sql`
    insert into city.post_holding (district_id, person_id, post, unit_id)
    select h.district_id, ${people.xiaochen}, h.post, h.unit_id
      from city.post_holding h where h.district_id = ${town.districtId} and h.person_id = ${people.banzhang}`)

type Section = { key: string; total: number; items: { number: string; about: string }[] }
const section = (body: { sections: Section[] }, key: string) => body.sections.find((each) => each.key === key)
const count = (body: { tallies: { key: string; count: number }[] }, key: string) =>
  body.tallies.find((each) => each.key === key)?.count

story('banzhang’s shift writes itself: what was done, what is late, what was noted', async (s) => {
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await must(s.post('banzhang', `${at}/note`, { text: '物业王先生 13812345678 答应今晚让道' }))
  s.clock.advance(6 * hour)
  const { desk, body, waiting } = await must(s.get('banzhang', '/api/handover'))
  assert.deepEqual([desk, waiting, body.open], ['duty_chief', null, 1])
  assert.deepEqual([count(body, 'filed'), count(body, 'dispatched'), count(body, 'closed')], [1, 1, 0])
  assert.equal(section(body, 'late')?.total, 1)
  assert.equal(section(body, 'noted')?.items[0]?.about, '物业王先生 138****5678 答应今晚让道')
})

story('a hand-over is frozen, signed by two people of one desk, and the next shift begins at it', async (s) => {
  await seatFor(s)
  await filed(s)
  s.clock.advance(hour)
  const { handoverId } = await must(s.post('banzhang', '/api/handovers', { note: '南滨路井盖今晚复看' }))
  await filed(s)
  const seen = await must(s.get('ducha', `/api/handovers/${handoverId}`))
  assert.deepEqual([count(seen.body, 'filed'), seen.taken, seen.mayTake], [1, null, false])
  assert.equal((await s.post('banzhang', '/api/handovers', {})).body.code, 'handover_waits')
  assert.equal((await s.post('banzhang', `/api/handovers/${handoverId}/take`, {})).body.code, 'handover_own')
  assert.equal((await s.post('diaodu', `/api/handovers/${handoverId}/take`, {})).body.code, 'handover_other_desk')
  s.clock.advance(hour)
  assert.equal((await must(s.get('xiaochen', '/api/handover'))).waiting.mayTake, true)
  await must(s.post('xiaochen', `/api/handovers/${handoverId}/take`, { note: '已核对' }))
  assert.equal((await s.post('xiaochen', `/api/handovers/${handoverId}/take`, {})).body.code, 'handover_taken')
  const { items } = await must(s.get('lingdao', '/api/handovers?desk=duty_chief'))
  assert.deepEqual([items.length, items[0].given.note, items[0].taken.note], [1, '南滨路井盖今晚复看', '已核对'])
  const next = await must(s.get('xiaochen', '/api/handover'))
  assert.equal(count(next.body, 'filed'), 1, 'the shift after it begins where it was given')
})

story('nobody signs a shift of no time, takes what is not there, or signs without a desk', async (s) => {
  await seatFor(s)
  const { handoverId } = await must(s.post('banzhang', '/api/handovers', {}))
  await must(s.post('xiaochen', `/api/handovers/${handoverId}/take`, {}))
  assert.equal((await s.post('banzhang', '/api/handovers', {})).body.code, 'handover_too_soon')
  assert.equal((await s.post('banzhang', `/api/handovers/${newId()}/take`, {})).body.code, 'handover_not_found')
  assert.equal((await s.get('luzheng', '/api/handover')).status, 403)
  assert.equal((await s.post('ducha', '/api/handovers', {})).status, 403)
})
