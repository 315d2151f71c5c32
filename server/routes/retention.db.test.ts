import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { placeDevice, speaks } from '#sense/port.ts'
import { ensureDays } from '#sense/telemetry/partitions.ts'
import { story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

story('xitong sees what a shorter retention would drop, decides it with a reason; diaodu may only look', async (s) => {
  const { districtId } = town
  const now = s.clock.now()
  const deviceId = await placeDevice(s.tx, { districtId, kind: 'dust-station', name: '三号站' }, now)
  const at = new Date(now.getTime() - 60 * 86_400_000)
  await ensureDays(s.tx, 'sense.telemetry', [at.toISOString().slice(0, 10)])
  const samples = [{ metric: 'tsp', unit: 'mg/m³', at, value: 0.1, quality: 'ok' as const }]
  await speaks(s.tx, { districtId, now }, [{ deviceId, samples }])
  const path = '/api/device-retention'
  const first = (await s.get('diaodu', path)).body.items.find((one: { class: string }) => one.class === 'usual')
  assert.deepEqual([first.rawDays, first.isOwn], [400, false])
  const days = { class: 'usual', rawDays: 50, minuteDays: 400, hourDays: 3_650 }
  const query = new URLSearchParams(
    Object.entries(days).map(([name, value]) => [name, String(value)] as [string, string]),
  )
  assert.equal((await s.get('diaodu', `${path}/preview?${query}`)).status, 403)
  const preview = (await s.get('xitong', `${path}/preview?${query}`)).body
  assert.deepEqual(preview.raw, { rows: 1, oldest: at.toISOString().slice(0, 10) })
  assert.deepEqual([preview.minutes.rows, preview.hours.rows], [0, 0])
  const order = await s.post('xitong', path, { ...days, minuteDays: 40, reason: '省空间' })
  assert.deepEqual([order.status, order.body.code, order.body.field], [422, 'retention_order', 'body.minuteDays'])
  const unknown = await s.post('xitong', path, { ...days, class: 'nothing', reason: '省空间' })
  assert.deepEqual([unknown.body.code, unknown.body.field], ['retention_class_unknown', 'body.class'])
  assert.equal((await s.post('xitong', path, { ...days, rawDays: 5, reason: '省空间' })).status, 400)
  assert.equal((await s.post('diaodu', path, { ...days, reason: '省空间' })).status, 403)
  assert.equal((await s.post('xitong', path, { ...days, reason: '省空间' })).status, 200)
  const after = (await s.get('diaodu', path)).body.items.find((one: { class: string }) => one.class === 'usual')
  assert.deepEqual([after.rawDays, after.isOwn], [50, true])
  const kept = await s.tx.many(sql`select class from sense.retention where district_id = ${districtId}`)
  assert.equal(kept.length, 1)
})
