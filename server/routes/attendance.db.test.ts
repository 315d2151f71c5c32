import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { ATTENDANCE_CHANNEL, startAttendance } from '#city/attendance/attendance.ts'
import { policy } from '#city/organisation/policy.ts'
import { type Actor, grantsOf } from '#kernel/auth/actor.ts'
import { systemClock } from '#kernel/clock.ts'
import { sql } from '#kernel/db/sql.ts'
import { listen } from '#kernel/live/listen.ts'
import type { Stream } from '#kernel/live/stream.ts'
import { silentLog } from '#kernel/log.ts'
import { testPool } from '#kernel/testing/db.ts'
import { filed, must } from '../testing/steps.ts'
import { story } from '../testing/story.ts'

const tab = 'abcdef0123456789'

story(
  'banzhang sees that diaodu is dispatching; a unit without the case, a collector and the past see nothing',
  async (s) => {
    const at = await filed(s)
    const caseId = at.split('/').at(-1)
    await must(s.post('diaodu', '/api/attendance', { tab, caseId, act: 'dispatched' }))
    const seen = await must(s.get('banzhang', '/api/attendance'))
    assert.deepEqual(seen.cases, [
      { caseId, people: [{ personId: s.people.diaodu, name: seen.cases[0].people[0].name, act: 'dispatched' }] },
    ])
    assert.deepEqual((await must(s.get('luzheng', '/api/attendance'))).cases, [])
    assert.deepEqual((await must(s.get('xiaolin', '/api/attendance'))).cases, [])
    await must(s.post('diaodu', '/api/attendance', { tab, caseId: null }))
    assert.deepEqual((await must(s.get('banzhang', '/api/attendance'))).cases, [])
  },
)

story(
  'luzheng is not shown at a case that he may not see, whatever he says, and the case’s history stays as it is',
  async (s) => {
    const at = await filed(s)
    const caseId = at.split('/').at(-1)
    await must(s.post('luzheng', '/api/attendance', { tab, caseId }))
    assert.deepEqual((await must(s.get('banzhang', '/api/attendance'))).cases, [])
    const before = (await must(s.get('banzhang', at))).version
    await must(s.post('banzhang', '/api/attendance', { tab, caseId }))
    assert.equal((await must(s.get('banzhang', at))).version, before)
    assert.equal((await s.post('banzhang', '/api/attendance', { tab: 'x', caseId })).status, 400)
  },
)

const actor = (personId: string, post: string, unitIds: string[]): Actor => ({
  ...{ accountId: personId, personId, districtId: 'attendance', name: personId, posts: [post], unitIds },
  grants: grantsOf(policy, [post]),
})

/** A process that answers: it hears what the others tell on the channel, and one screen listens to it. */
async function process(listener: Actor) {
  const pool = await testPool()
  const url = pool.pg.options.connectionString ?? ''
  const heard: unknown[] = []
  const attendance = startAttendance({
    clock: systemClock,
    carry: (text) => pool.run(sql`select pg_notify(${ATTENDANCE_CHANNEL}, ${text})`),
  })
  let isListening = false
  const hearing = listen({
    ...{ url, channel: ATTENDANCE_CHANNEL, log: silentLog },
    onHint: (text) => {
      isListening = true
      if (text) attendance.hear(text)
    },
  })
  while (!isListening) await pause(10)
  attendance.join(listener, { say: (topic: string, data: unknown) => heard.push([topic, data]) } as unknown as Stream)
  return {
    attendance,
    heard,
    async stop() {
      attendance.stop()
      await hearing.stop()
    },
  }
}

test('what is said to one process is known at the other within a second, by those only who may see the case', async () => {
  const caseId = '01890000-0000-7000-8000-000000000009'
  const [one, two, three] = await Promise.all([
    process(actor('a', 'dispatcher', ['command'])),
    process(actor('b', 'dispatcher', ['command'])),
    process(actor('c', 'unit_handler', ['parks'])),
  ])
  try {
    const scope = { unitId: 'roads', coUnitIds: [], collectorId: null, reportedBy: 'x' }
    const said = { districtId: 'attendance', personId: 'a', name: '甲', tab, act: 'dispatched', at: { caseId, scope } }
    const began = performance.now()
    await one.attendance.say(said)
    while (two.heard.length < 2 && performance.now() - began < 3000) await pause(5)
    const took = performance.now() - began
    assert.deepEqual(two.heard[1], [
      'attendance.at',
      { caseId, people: [{ personId: 'a', name: '甲', act: 'dispatched' }] },
    ])
    assert.ok(took < 1000, `it took ${took} ms`)
    assert.deepEqual(three.heard, [['attendance.all', { cases: [] }]])
    await one.attendance.say({ ...said, at: null, act: null })
    while (two.heard.length < 3 && performance.now() - began < 3000) await pause(5)
    assert.deepEqual(two.heard[2], ['attendance.at', { caseId, people: [] }])
  } finally {
    await Promise.all([one.stop(), two.stop(), three.stop()])
  }
})
