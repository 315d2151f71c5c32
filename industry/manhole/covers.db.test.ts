import assert from 'node:assert/strict'
import { judgeClock, keepWatch } from '#analyse/alarm/clock-round.ts'
import { judgeArrived } from '#analyse/alarm/round.ts'
import { fileDue } from '#analyse/finding/run.ts'
import { tellDue } from '#analyse/telling/round.ts'
import { sql } from '#kernel/db/sql.ts'
import { placeDevice, speaks } from '#sense/port.ts'
import { turnIndustry } from '#server/industries/routes.ts'
import { story } from '#server/testing/story.ts'
import { town } from '#server/testing/town.ts'
import { industry } from './industry.ts'

story('a cover that stays tilted becomes a case of its own kind, on the cover itself', async (s) => {
  const { districtId } = town
  const now = s.clock.now()
  await turnIndustry(s.tx, districtId, industry, {
    isOn: true,
    reason: '启用',
    at: now,
    by: '值班长',
    signedBy: '值班长',
  })
  const place = { frame: 'CGCS2000', lon: 107.5005, lat: 31.2005 }
  const cover = { kind: '01001', name: '供水井盖', managerCode: 'roads', managerName: '示范路政', place }
  const { code } = (await s.post('xitong', '/api/components', cover)).body
  const on = { districtId, kind: 'cover-sensor', name: '井盖传感器 1', componentCode: code }
  const deviceId = await placeDevice(s.tx, on, now)
  const tilted = (second: number, value: number) => ({
    ...{ at: new Date(now.getTime() + second * 1000), metric: 'tilted', unit: '', value, quality: 'ok' as const },
  })
  const samples = [tilted(-60, 0), tilted(-50, 1)]
  await speaks(s.tx, { districtId, now }, [{ deviceId, samples }])
  for (const step of [keepWatch, judgeArrived, judgeClock, fileDue]) await step(s.pool, districtId, now)
  const filed = await s.tx.many<{ category: string; componentCode: string }>(sql`
    select category, component_code as "componentCode" from city.case where district_id = ${districtId}`)
  assert.deepEqual(filed, [{ category: '01001', componentCode: code }])
})

story(
  'water that stays high is told to the duty desk at once, and becomes a case of its own all the same',
  async (s) => {
    const { districtId } = town
    const now = s.clock.now()
    const turn = { isOn: true, reason: '启用', at: now, by: '值班长', signedBy: '值班长' }
    await turnIndustry(s.tx, districtId, industry, turn)
    const place = { frame: 'CGCS2000', lon: 107.5005, lat: 31.2005 }
    const { code } = (await s.post('xitong', '/api/components', { kind: '01003', name: '雨水井盖', place })).body
    const deviceId = await placeDevice(
      s.tx,
      { districtId, kind: 'well-level', name: '液位计 1', componentCode: code },
      now,
    )
    const full = (second: number, value: number) => ({
      ...{ at: new Date(now.getTime() + second * 1000), metric: 'fill', unit: '%', value, quality: 'ok' as const },
    })
    const samples = [full(-500, 20), full(-400, 85), full(-200, 88), full(-10, 90)]
    await speaks(s.tx, { districtId, now }, [{ deviceId, samples }])
    for (const step of [keepWatch, judgeArrived, judgeClock]) await step(s.pool, districtId, now)
    await tellDue(s.pool, districtId, now)
    const told = await s.tx.many<{ to: unknown; said: string }>(sql`
    select payload -> 'to' as "to", payload #>> '{params,said}' as said from kernel.outbox
     where district_id = ${districtId} and payload ->> 'template' = 'alarm.told'`)
    const { banzhang, diaodu } = s.people
    assert.deepEqual(told, [{ to: [{ personId: banzhang }, { personId: diaodu }], said: '井内水位过高' }])
  },
)
