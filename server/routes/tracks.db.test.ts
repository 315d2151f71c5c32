import assert from 'node:assert/strict'
import { point } from '#city/place/frame.ts'
import { putRoads } from '#city/place/gazetteer.ts'
import { sql } from '#kernel/db/sql.ts'
import { arrives, placeDevice } from '#sense/simulate/saying.ts'
import { cutDue } from '#sense/track/roll.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const { districtId } = town
const where = { districtId, timeZone: 'Asia/Shanghai' }
const morning = Date.parse('2026-03-02T06:00:00+08:00')
const metre = 1 / 95_300

/** Positions each ten seconds along the first road: so many seconds at so many km/h, null for silence. */
function drive(begin: number, ...steps: readonly (readonly [seconds: number, kmh: number | null])[]) {
  const tracks = []
  let [at, metres] = [begin, 0]
  for (const [seconds, kmh] of steps)
    for (let s = 0; s < seconds; s += 10) {
      at += 10_000
      metres += ((kmh ?? 0) / 3.6) * 10
      if (kmh === null) continue
      const place = point(107.5 + metres * metre, 31.2)
      tracks.push({ at: new Date(at), place, speed: kmh, course: 90, altitude: 300, fixed: true, flags: 3 })
    }
  return tracks
}

async function founded({ tx }: Story) {
  await putRoads(tx, districtId, [
    {
      roadId: 'east',
      name: '东西大道',
      line: {
        type: 'LineString',
        coordinates: [
          [107.49, 31.2],
          [107.6, 31.2],
        ],
      },
      source: 'test',
    },
    {
      roadId: 'north',
      name: '南北路',
      line: {
        type: 'LineString',
        coordinates: [
          [107.52, 31.19],
          [107.52, 31.21],
        ],
      },
      source: 'test',
    },
  ])
  return placeDevice(tx, { districtId, kind: 'sweeper-truck', name: '清扫车 01', silentAfter: 300 }, new Date(morning))
}

async function cutAll(s: Story): Promise<void> {
  for (let round = 0; round < 20; round++) if (!(await cutDue(s.pool, where, s.clock.now()))) return
}

const dayPath = (deviceId: string, day = '2026-03-02') => `/api/tracks/${deviceId}/days/${day}`

story('diaodu sees where a sweeper drove, stood and was silent, along the road it drove on', async (s) => {
  const deviceId = await founded(s)
  const tracks = drive(morning, [1_200, 12], [900, 0], [1_200, null], [600, 12])
  await arrives(s.tx, { districtId, position: 1, now: s.clock.now() }, [{ deviceId, samples: [], tracks }])
  await cutAll(s)
  const { body: day } = await s.get('diaodu', dayPath(deviceId))
  assert.deepEqual(
    day.parts.map(({ kind }: { kind: string }) => kind),
    ['trip', 'stop', 'gap', 'trip'],
  )
  assert.equal(day.begin, '2026-03-01T16:00:00.000Z')
  assert.ok(Math.abs(day.sum.matchedMetres - 5_900) < 60, String(day.sum.matchedMetres))
  assert.ok(Math.abs(day.sum.rawMetres - day.sum.matchedMetres) < 60)
  assert.ok(day.sum.silentSeconds >= 1_200 && day.sum.offRoadMetres === 0)
  assert.ok(day.paths[0].points.every((one: number[]) => one[4] === 1))
  const { body: list } = await s.get('diaodu', '/api/tracks?day=2026-03-02')
  assert.equal(list.items[0].name, '清扫车 01')
  assert.equal(list.items[0].sum.trips, 2)
  const { body: days } = await s.get('ducha', `/api/tracks/${deviceId}`)
  assert.deepEqual(
    days.items.map((one: { day: string }) => one.day),
    ['2026-03-02'],
  )
  assert.equal((await s.get('wairen', dayPath(deviceId))).status, 403)
  assert.equal((await s.get('luzheng', dayPath(deviceId))).status, 403)
  assert.equal((await s.get('diaodu', dayPath('01890000-0000-7000-8000-000000000001'))).body.code, 'device_not_found')
})

story('a position that comes late cuts its own day again and no other; the present day waits its turn', async (s) => {
  const deviceId = await founded(s)
  const yesterday = morning - 86_400_000
  const said = (position: number, tracks: ReturnType<typeof drive>) =>
    arrives(s.tx, { districtId, position, now: s.clock.now() }, [{ deviceId, samples: [], tracks }])
  await said(1, drive(yesterday, [600, 12], [1_200, null], [600, 12]))
  await said(2, drive(morning, [600, 12]))
  await cutAll(s)
  const cutAt = async () =>
    new Map(
      (
        await s.tx.many<{ day: string; cutAt: Date; gaps: number }>(sql`
          select day, cut_at as "cutAt", gaps from sense.track_day where district_id = ${districtId}`)
      ).map(({ day, ...rest }) => [day, rest]),
    )
  const before = await cutAt()
  assert.equal(before.get('2026-03-01')!.gaps, 1)
  s.clock.advance(60_000)
  // What was missing of yesterday comes with the next batch, and today goes on.
  await said(3, drive(yesterday, [600, 12], [1_200, 0.5]).slice(60))
  await said(4, drive(morning, [900, 12]).slice(60))
  await cutAll(s)
  const after = await cutAt()
  assert.equal(after.get('2026-03-01')!.gaps, 0)
  assert.ok(after.get('2026-03-01')!.cutAt > before.get('2026-03-01')!.cutAt)
  assert.deepEqual(after.get('2026-03-02'), before.get('2026-03-02'))
  s.clock.advance(5 * 60_000)
  await cutAll(s)
  assert.ok((await cutAt()).get('2026-03-02')!.cutAt > before.get('2026-03-02')!.cutAt)
})

story(
  'ducha decides what counts as a gap, with a reason that is on record, and the last month is cut again by it',
  async (s) => {
    const deviceId = await founded(s)
    const tracks = drive(morning, [600, 12], [240, null], [600, 12])
    await arrives(s.tx, { districtId, position: 1, now: s.clock.now() }, [{ deviceId, samples: [], tracks }])
    await cutAll(s)
    const gaps = async () => (await s.get('diaodu', dayPath(deviceId))).body.sum.gaps
    assert.equal(await gaps(), 0)
    const body = { basedOn: 0, own: { gapSeconds: 120 }, reason: '终端三十秒一报' }
    assert.equal((await s.post('shouli', '/api/track-rules', body)).status, 403)
    assert.deepEqual((await s.post('ducha', '/api/track-rules', body)).body, { revision: 1, due: 1 })
    assert.equal((await s.post('ducha', '/api/track-rules', body)).body.code, 'track_rules_changed')
    const wild = await s.post('ducha', '/api/track-rules', { ...body, basedOn: 1, own: { gapSeconds: 1 } })
    assert.equal(wild.status, 400)
    await cutAll(s)
    assert.equal(await gaps(), 1)
    const { body: rules } = await s.get('shouli', '/api/track-rules')
    assert.equal(rules.values.find(({ name }: { name: string }) => name === 'gapSeconds').value, 120)
  },
)

story('a trip over midnight is one, of the evening; late positions on either side cut both days again', async (s) => {
  const deviceId = await founded(s)
  const evening = Date.parse('2026-03-01T22:00:00+08:00')
  const all = drive(evening, [3_000, 0], [7_200, 10], [3_000, 0])
  const midnight = Date.parse('2026-03-02T00:00:00+08:00')
  const said = (position: number, tracks: ReturnType<typeof drive>) =>
    arrives(s.tx, { districtId, position, now: s.clock.now() }, [{ deviceId, samples: [], tracks }])
  const [before, behind] = [
    all.filter(({ at }) => at.getTime() < midnight),
    all.filter(({ at }) => at.getTime() >= midnight),
  ]
  const missing = behind.splice(60, 60)
  await said(1, before)
  await cutAll(s)
  const days = async () =>
    Promise.all(['2026-03-01', '2026-03-02'].map(async (day) => (await s.get('diaodu', dayPath(deviceId, day))).body))
  const [first] = await days()
  assert.deepEqual([first.sum.trips, first.parts.at(-1).to], [1, '2026-03-01T15:59:50.000Z'])
  await said(2, behind)
  s.clock.advance(6 * 60_000)
  await cutAll(s)
  const [begun] = await days()
  assert.ok(begun.parts.at(-1).to < '2026-03-01T16:20:00.000Z', 'it is not known yet how it goes on')
  await said(3, missing)
  s.clock.advance(6 * 60_000)
  await cutAll(s)
  const [night, morning] = await days()
  assert.deepEqual([night.sum.trips, morning.sum.trips], [1, 0])
  const trip = night.parts.at(-1)
  assert.ok(Math.abs(Date.parse(trip.to) - Date.parse(trip.from) - 7_200_000) < 180_000)
  assert.deepEqual(morning.before, { day: '2026-03-01', from: trip.from, to: trip.to })
  const driven = ({ sum }: { sum: { matchedMetres: number; offRoadMetres: number } }) =>
    sum.matchedMetres + sum.offRoadMetres
  assert.ok(Math.abs(driven(night) - 11_667) < 80 && Math.abs(driven(morning) - 8_333) < 80)
  assert.ok(Math.abs(driven(night) + driven(morning) - trip.matchedMetres - trip.offRoadMetres) < 1)
  assert.ok(night.paths[0].points.at(-1)[0] > 86_400, 'its way goes on past midnight')
  assert.equal(morning.parts[0].kind, 'stop')
})

story('a day that cannot be cut is told of and tried again later; the days behind it are cut', async (s) => {
  const deviceId = await founded(s)
  const yesterday = drive(morning - 86_400_000, [600, 12])
  await arrives(s.tx, { districtId, position: 1, now: s.clock.now() }, [{ deviceId, samples: [], tracks: yesterday }])
  await s.tx.run(sql`alter table sense.track_day add constraint no_march check (day <> '2026-03-01')`)
  const faults: string[] = []
  const round = () => cutDue(s.pool, where, s.clock.now(), (_, { day }) => faults.push(day))
  await round()
  await arrives(s.tx, { districtId, position: 2, now: s.clock.now() }, [
    { deviceId, samples: [], tracks: drive(morning, [600, 12]) },
  ])
  await round()
  assert.deepEqual(faults, ['2026-03-01'])
  assert.equal((await s.get('diaodu', dayPath(deviceId))).body.sum.trips, 1)
  await s.tx.run(sql`alter table sense.track_day drop constraint no_march`)
  s.clock.advance(3_600_000)
  await round()
  assert.equal((await s.get('diaodu', dayPath(deviceId, '2026-03-01'))).body.sum.trips, 1)
})

story('a day of four thousand positions is read in less than a tenth of a second', async (s) => {
  const deviceId = await founded(s)
  const steps = Array.from({ length: 36 }, (_, n): [number, number] => (n % 2 === 0 ? [1_800, 4 + (n % 5)] : [600, 0]))
  await arrives(s.tx, { districtId, position: 1, now: s.clock.now() }, [
    { deviceId, samples: [], tracks: drive(morning - 86_400_000, ...steps) },
  ])
  await cutAll(s)
  await s.get('diaodu', dayPath(deviceId, '2026-03-01'))
  const took: number[] = []
  for (let n = 0; n < 5; n++) {
    const began = performance.now()
    const { body } = await s.get('diaodu', dayPath(deviceId, '2026-03-01'))
    took.push(performance.now() - began)
    assert.ok(body.sum.fixes > 4_000)
  }
  const middle = took.sort((a, b) => a - b)[2]!
  assert.ok(middle < 100, `${middle.toFixed(0)} ms`)
})
