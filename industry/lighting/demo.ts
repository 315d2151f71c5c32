import type { Demo } from '#city/industry/industry.ts'
import { type Point, point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { placeDevice, speaks } from '#sense/port.ts'
import { burnsAt, Calendar, type Where } from './calendar.ts'
import { insertGroup, insertSample, putLamps, whereIs } from './store.ts'

const hourMs = 3_600_000
const cabinets = 3
const lampsEach = 12
/** The first lamp of the first group is out, the last of the second is silent. */
export const groupNames = ['主干道全夜灯', '次支路半夜灯', '公园景观灯'] as const
const lampMetrics = ['wanted', 'lit'] as const

type Thing = { readonly code: string; readonly name: string; readonly place: Point }

/** Three cabinets with their lamps, and two days of what they said: one lamp is out, another has fallen silent. */
export const demo: Demo = async (tx, { districtId, now }) => {
  const where = await whereIs(tx, districtId)
  const by = { by: '演示', now }
  let lamps = 0
  for (const [index, cabinet] of (await listThings(tx, districtId, '01060', cabinets)).entries()) {
    const upstreamId = await place(tx, districtId, { kind: 'lamp-cabinet', title: '配电箱终端', thing: cabinet }, now)
    const calendar = calendarOf(index)
    const groupId = await insertGroup(tx, districtId, { name: groupNames[index] ?? cabinet.code, calendar }, by)
    if (!groupId) continue
    const near = (await nearest(tx, districtId, cabinet.place)).toSorted((a, b) => (a.code < b.code ? -1 : 1))
    const ids: string[] = []
    for (const thing of near)
      ids.push(await place(tx, districtId, { kind: 'lamp-controller', title: '单灯控制器', thing, upstreamId }, now))
    await putLamps(tx, districtId, { groupId, deviceIds: ids, isHalf: false })
    const resting = ids.filter((_, at) => at % 2 === 1)
    if (calendar.usual.rest && resting.length > 0)
      await putLamps(tx, districtId, { groupId, deviceIds: resting, isHalf: true })
    await speak(tx, { districtId, now, where, index }, { ids, resting, calendar, upstreamId })
    lamps += ids.length
  }
  const streets = ['南大街', '西外大道', '翠屏路', '金兰路']
  for (const [at, street] of streets.entries())
    await insertSample(tx, districtId, {
      ...{ street, lamps: 80, lit: 80 - at, by: '演示' },
      sampledAt: new Date(now.getTime() - (at + 1) * 5 * hourMs),
    })
  return { 灯组: groupNames.length, 单灯控制器: lamps, 夜间抽检: streets.length }
}

const calendarOf = (index: number): Calendar =>
  Calendar.parse({
    usual: {
      onMinutes: index === 2 ? 15 : 0,
      offMinutes: index === 2 ? -300 + 180 : 0,
      rest: index === 0 ? null : { from: '23:30', to: '05:30' },
    },
    seasons: index === 0 ? [{ name: '春节', from: '02-01', to: '02-25', onMinutes: -20, offMinutes: 20 }] : [],
  })

type Given = { kind: string; title: string; thing: Thing; upstreamId?: string }

const place = (tx: Tx, districtId: string, { kind, title, thing, upstreamId }: Given, now: Date): Promise<string> =>
  placeDevice(
    tx,
    {
      ...{ districtId, kind, name: `${title} ${thing.code.slice(-6)}`, place: thing.place, silentAfter: 5_400 },
      ...{ componentCode: thing.code },
      ...(upstreamId ? { upstreamId } : {}),
    },
    now,
  )

async function listThings(tx: Tx, districtId: string, kind: string, most: number): Promise<Thing[]> {
  const rows = await tx.many<{ code: string; name: string; lon: number; lat: number }>(sql`
    select code, name, place[0] as lon, place[1] as lat from city.component
     where district_id = ${districtId} and kind = ${kind} and state = 'intact' order by code limit ${most}`)
  return rows.map(({ lon, lat, ...rest }) => ({ ...rest, place: point(lon, lat) }))
}

/** The lamps nearest to a cabinet that have no controller yet. */
async function nearest(tx: Tx, districtId: string, to: Point): Promise<Thing[]> {
  const rows = await tx.many<{ code: string; name: string; lon: number; lat: number }>(sql`
    select code, name, place[0] as lon, place[1] as lat from city.component c
     where c.district_id = ${districtId} and kind = '01037' and state = 'intact'
       and not exists (select 1 from sense.device d where d.district_id = c.district_id and d.component_code = c.code)
     order by place <-> point(${to.lon}::float8, ${to.lat}::float8) limit ${lampsEach}`)
  return rows.map(({ lon, lat, ...rest }) => ({ ...rest, place: point(lon, lat) }))
}

type At = { districtId: string; now: Date; where: Where; index: number }
type Line = { ids: readonly string[]; resting: readonly string[]; calendar: Calendar; upstreamId: string }

/** What a line of lamps and its cabinet said each hour of the last two days. */
async function speak(tx: Tx, at: At, line: Line): Promise<void> {
  const { districtId, now, index } = at
  const hours = Array.from({ length: 48 }, (_, ago) => new Date(now.getTime() - (47 - ago) * hourMs))
  const said = [
    ...line.ids.map((deviceId, n) => ({
      deviceId,
      samples: hours.flatMap((hour, h) => ofLamp(at, line, { n, hour, h })),
    })),
    { deviceId: line.upstreamId, samples: hours.flatMap((hour, h) => ofCabinet(index, hour, h)) },
  ]
  await speaks(tx, { districtId, now }, said)
}

function ofLamp(
  { where, index }: At,
  { ids, resting, calendar }: Line,
  { n, hour, h }: { n: number; hour: Date; h: number },
) {
  // The last lamp of the second line has been silent for half a day.
  if (index === 1 && n === ids.length - 1 && h > 36) return []
  const wanted = burnsAt(hour, calendar, where, resting.includes(ids[n] ?? ''))
  const isOut = index === 0 && n === 0 && h > 20
  const values = [Number(wanted), Number(wanted && !isOut)]
  return lampMetrics.map((metric, m) => ({
    ...{ at: hour, metric, unit: '', value: values[m] ?? 0, quality: 'ok' as const },
  }))
}

const ofCabinet = (index: number, hour: Date, h: number) => [
  { at: hour, metric: 'energy', unit: 'kWh', value: 12_000 + index * 800 + h * 2.4, quality: 'ok' as const },
  { at: hour, metric: 'voltage', unit: 'V', value: 221 + ((h + index) % 5), quality: 'ok' as const },
  { at: hour, metric: 'door', unit: '', value: 0, quality: 'ok' as const },
]
