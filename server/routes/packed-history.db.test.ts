import assert from 'node:assert/strict'
import { readBefore, readHeard } from '#analyse/alarm/value-store.ts'
import { sql } from '#kernel/db/sql.ts'
import { pack } from '#kernel/packed/pack.ts'
import { arrives, placeDevice } from '#sense/simulate/saying.ts'
import { story } from '../testing/story.ts'
import { inTown, town } from '../testing/town.ts'

const { districtId } = town
const A_DAY = 86_400_000

story('whoever tries a rule on last month reads what was packed away as well as what still lies open', async (s) => {
  const day = new Date('2026-10-01T08:00:00Z')
  const deviceId = await placeDevice(s.tx, { districtId, kind: 'dust-station', name: '南坝扬尘站', place: inTown }, day)
  const said = (at: Date, value: number) => ({ at, value, quality: 0 })
  const late = new Date(day.getTime() + 3_600_000)
  const sample = { metric: 'pm10', unit: 'µg/m³', at: late, value: 180, quality: 'ok' as const }
  await arrives(s.tx, { districtId, position: 1, now: late }, [{ deviceId, samples: [sample] }])
  const bytes = pack([said(day, 90), said(new Date(day.getTime() + 60_000), 160)])
  await s.tx.run(sql`
    insert into sense.packed (district_id, series_id, day, count, bytes)
    select ${districtId}, series_id, ${'2026-10-01'}::date, 2, ${bytes} from sense.series
     where district_id = ${districtId} and device_id = ${deviceId} and metric = 'pm10'`)
  const wanted = { metrics: ['pm10'], fixes: false }
  const month = { deviceId, first: new Date(day.getTime() - A_DAY), last: new Date(day.getTime() + A_DAY) }
  const heard = (await readHeard(s.tx, districtId, [month], wanted)).get(deviceId) ?? []
  assert.deepEqual(
    heard.map((one) => one.kind === 'value' && one.value),
    [90, 160, 180],
  )
  const before = await readBefore(s.tx, districtId, { deviceId, before: late, days: 3 }, wanted)
  assert.deepEqual(
    before.map((one) => one.kind === 'value' && one.value),
    [160],
  )
})
