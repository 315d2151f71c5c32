import assert from 'node:assert/strict'
import { point } from '#city/place/frame.ts'
import { putRoads } from '#city/place/gazetteer.ts'
import { readWorkbook } from '#kernel/tabular/read-workbook.ts'
import { arrives, placeDevice } from '#sense/simulate/saying.ts'
import { cutDue } from '#sense/track/roll.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const { districtId } = town
const where = { districtId, timeZone: 'Asia/Shanghai' }
const six = Date.parse('2026-03-02T06:00:00+08:00')
const metre = 1 / 95_300
const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** A truck that goes east along the first road from one metre to another, a position each ten seconds. */
function sweep(begin: number, from: number, to: number, kmh = 12) {
  const tracks = []
  for (let metres = from, n = 0; metres <= to; metres += (kmh / 3.6) * 10, n++) {
    const place = point(107.5 + metres * metre, 31.2)
    tracks.push({
      at: new Date(begin + n * 10_000),
      place,
      speed: kmh,
      course: 90,
      altitude: 300,
      fixed: true,
      flags: 3,
    })
  }
  return tracks
}

async function founded({ tx }: Story) {
  const road = (roadId: string, name: string, coordinates: [number, number][]) => ({
    roadId,
    name,
    line: { type: 'LineString' as const, coordinates },
    source: 'test',
  })
  const at = (metres: number) => 107.5 + metres * metre
  await putRoads(tx, districtId, [
    road('east', '东西大道', [
      [at(0), 31.2],
      [at(3_000), 31.2],
    ]),
    ...[1_000, 2_000].map((metres, n) =>
      road(`north${n}`, `南北${n + 1}路`, [
        [at(metres), 31.19],
        [at(metres), 31.21],
      ]),
    ),
  ])
  return placeDevice(tx, { districtId, kind: 'sweeper-truck', name: '清扫车 01', silentAfter: 300 }, new Date(six))
}

const planOf = (deviceId: string) => ({
  name: '东西大道机扫',
  windows: [{ days: everyDay, from: '06:00', to: '09:00' }],
  times: 1,
  deviceIds: [deviceId],
  roadIds: ['east'],
  source: { text: '一级道路每日机扫一次', mark: 'J' },
})

type Stretch = { name: string; state: string; share: number; passes: { count: string }[]; silent: unknown[] }

async function hears(s: Story, deviceId: string, position: number, tracks: ReturnType<typeof sweep>): Promise<void> {
  await arrives(s.tx, { districtId, position, now: s.clock.now() }, [{ deviceId, samples: [], tracks }])
  for (let round = 0; round < 20; round++) if (!(await cutDue(s.pool, where, s.clock.now()))) return
}

const coverage = async (s: Story, planId: string): Promise<Stretch[]> =>
  (await s.get('lingdao', `/api/coverage/${planId}?day=2026-03-02`)).body.segments

story(
  'diaodu plans a road; what the truck swept is covered, what it left out is missed, and lingdao sees who passed when',
  async (s) => {
    const truck = await founded(s)
    assert.equal((await s.post('shouli', '/api/clean-plans', planOf(truck))).status, 403)
    const { body: made } = await s.post('diaodu', '/api/clean-plans', planOf(truck))
    const parked = sweep(six + 8 * 60_000, 2_000, 2_001)
    const still = Array.from({ length: 1_020 }, (_, n) => ({
      ...parked[0]!,
      speed: 0,
      at: new Date(six + 480_000 + n * 10_000),
    }))
    // Swept over two thirds, then in sight until the hours are over.
    await hears(s, truck, 1, [...sweep(six - 120_000, 0, 2_000), ...still])
    const stretches = await coverage(s, made.planId)
    assert.deepEqual(
      stretches.map(({ name, state }) => [name, state]),
      [
        ['东西大道（近南北1路）', 'covered'],
        ['东西大道（南北1路—南北2路）', 'covered'],
        ['东西大道（近南北2路）', 'missed'],
      ],
    )
    assert.equal(stretches[0]!.passes[0]!.count, 'counts')
    const { body: list } = await s.get('lingdao', '/api/coverage?day=2026-03-02')
    assert.ok(Math.abs(list.items[0].share - 2 / 3) < 0.02)
    const file = await s.app.inject({
      method: 'GET',
      url: `/api/coverage/${made.planId}/files/xlsx?day=2026-03-02`,
      headers: { 'x-cast': 'lingdao' },
    })
    const workbook = await readWorkbook(new Uint8Array(file.rawPayload))
    assert.ok(JSON.stringify(workbook).includes('未清扫'))
    const csv = await s.app.inject({
      method: 'GET',
      url: `/api/coverage/${made.planId}/files/csv?day=2026-03-02`,
      headers: { 'x-cast': 'lingdao' },
    })
    assert.match(csv.body, /东西大道（近南北2路）,\d+,未清扫/)
  },
)

story(
  'where the truck was silent long enough to have swept, nothing is known; too fast or too late does not count',
  async (s) => {
    s.clock.advance(3 * 3_600_000)
    const truck = await founded(s)
    const { body: made } = await s.post('diaodu', '/api/clean-plans', planOf(truck))
    await hears(s, truck, 1, [
      ...sweep(six, 0, 950),
      ...sweep(six + 90 * 60_000, 950, 2_050, 45),
      ...sweep(six + 240 * 60_000, 2_050, 3_000),
    ])
    const stretches = await coverage(s, made.planId)
    assert.deepEqual(
      stretches.map(({ state }) => state),
      ['covered', 'unknown', 'unknown'],
    )
    assert.equal(stretches[1]!.passes[0]!.count, 'too_fast')
    assert.ok(stretches[1]!.silent.length > 0)
    assert.equal(stretches[2]!.passes.at(-1)!.count, 'outside_hours')
  },
)

story(
  'a plan changed today leaves yesterday judged by what was planned then; a stale or unfounded change is refused',
  async (s) => {
    const truck = await founded(s)
    const { body: made } = await s.post('diaodu', '/api/clean-plans', planOf(truck))
    const path = `/api/clean-plans/${made.planId}`
    s.clock.advance(86_400_000)
    const change = { ...planOf(truck), name: '东西大道两次机扫', times: 2, basedOn: 1 }
    assert.equal((await s.post('ducha', path, change)).body.revision, 2)
    assert.equal((await s.post('ducha', path, change)).body.code, 'plan_changed')
    const gone = { ...change, basedOn: 2, roadIds: ['nowhere'] }
    assert.equal((await s.post('ducha', path, gone)).body.code, 'plan_road_unknown')
    const stranger = { ...change, basedOn: 2, deviceIds: ['01890000-0000-7000-8000-000000000001'] }
    assert.equal((await s.post('ducha', path, stranger)).body.code, 'plan_device_unknown')
    const times = async (day: string) =>
      (await s.get('ducha', `/api/coverage?day=${day}`)).body.items.map((one: { times: number }) => one.times)
    assert.deepEqual([await times('2026-03-01'), await times('2026-03-02'), await times('2026-03-03')], [[], [1], [2]])
    assert.equal((await s.post('ducha', `${path}/end`, { basedOn: 2, reason: '合同到期' })).body.revision, 3)
    assert.deepEqual([await times('2026-03-02'), await times('2026-03-03')], [[1], []])
  },
)

story(
  'a truck that tells of its brushes is judged by them, one that does not by its speed; a street of two sides is half swept by one',
  async (s) => {
    const truck = await founded(s)
    const { body: made } = await s.post('diaodu', '/api/clean-plans', { ...planOf(truck), sides: 'both' })
    const tracks = sweep(six + 60_000, 0, 3_000)
    // The brushes go down a third of the way along.
    const samples = tracks.map(({ at }, n) => ({
      ...{ metric: 'io', unit: '', at, value: n * (12 / 3.6) * 10 < 1_000 ? 0b001 : 0b101, quality: 'ok' as const },
    }))
    await arrives(s.tx, { districtId, position: 1, now: s.clock.now() }, [{ deviceId: truck, samples, tracks }])
    for (let round = 0; round < 20; round++) if (!(await cutDue(s.pool, where, s.clock.now()))) break
    const shown = async () => (await s.get('lingdao', `/api/coverage/${made.planId}?day=2026-03-02`)).body
    const bySpeed = await shown()
    assert.deepEqual(bySpeed.vehicles, [{ deviceId: truck, device: '清扫车 01', sign: null }])
    assert.deepEqual(bySpeed.segments[1].sides, { forward: 1, back: 0 })
    assert.deepEqual([bySpeed.segments[0].share, bySpeed.segments[0].passes[0].by], [0.5, 'speed'])
    const at = `/api/tracks/${truck}/work-sign`
    const before = (await s.get('diaodu', at)).body
    assert.deepEqual(
      [before.revision, before.sign, before.latest[0].metric, before.latest[0].value],
      [0, null, 'io', 5],
    )
    const sign = { kind: 'bit', name: '扫盘信号', metric: 'io', bit: 2 }
    assert.equal((await s.post('shouli', at, { basedOn: 0, sign, reason: '接线确认' })).status, 403)
    assert.equal(
      (await s.post('diaodu', at, { basedOn: 0, sign: { ...sign, bit: 40 }, reason: '接线确认' })).status,
      400,
    )
    assert.deepEqual((await s.post('diaodu', at, { basedOn: 0, sign, reason: '接线确认' })).body, {
      revision: 1,
      days: 1,
    })
    assert.equal((await s.post('diaodu', at, { basedOn: 0, sign, reason: '接线确认' })).body.code, 'work_sign_changed')
    for (let round = 0; round < 20; round++) if (!(await cutDue(s.pool, where, s.clock.now()))) break
    const bySign = await shown()
    assert.equal(bySign.vehicles[0].sign, '扫盘信号')
    const [first, second] = bySign.segments
    assert.deepEqual([first.passes[0].count, first.passes[0].by], ['not_working', 'sign'])
    assert.deepEqual([second.passes.at(-1).count, second.passes.at(-1).by], ['counts', 'sign'])
    assert.ok(second.sides.forward > 0.95 && second.sides.back === 0)
    const file = await s.app.inject({
      method: 'GET',
      url: `/api/coverage/${made.planId}/files/xlsx?day=2026-03-02`,
      headers: { 'x-cast': 'lingdao' },
    })
    const text = JSON.stringify(await readWorkbook(new Uint8Array(file.rawPayload)))
    assert.ok(text.includes('扫盘信号') && text.includes('作业信号未开') && text.includes('只扫一侧计一半'))
  },
)
