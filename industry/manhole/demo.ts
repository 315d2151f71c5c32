import type { Demo } from '#city/industry/industry.ts'
import { type Point, point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { lastSaid, placeDevice, type Said, speaks } from '#sense/port.ts'

const hourMs = 3_600_000
const fitted = [
  { kind: 'cover-sensor', title: '井盖传感器', on: ['01001', '01002', '01007', '01011'], count: 12 },
  { kind: 'well-level', title: '液位计', on: ['01003'], count: 5 },
  { kind: 'well-gas', title: '可燃气体探测器', on: ['01011'], count: 3 },
] as const

type Thing = { readonly code: string; readonly place: Point }

/** Covers with devices and a day of what they said: one well fills up, one battery is nearly empty, one cover was shaken, one is open. */
export const demo: Demo = async (tx, { districtId, now }) => {
  const all: Said[] = []
  for (const { kind, title, on, count } of fitted)
    for (const [n, thing] of (await listThings(tx, districtId, on, count)).entries()) {
      const of = { districtId, kind, name: `${title} ${thing.code.slice(-6)}`, place: thing.place, silentAfter: 7_200 }
      const deviceId = await placeDevice(tx, { ...of, componentCode: thing.code }, now)
      all.push({ deviceId, samples: samplesOf(kind, n, now) })
    }
  await speaks(tx, { districtId, now }, all)
  return { 井盖设备: all.length }
}

function samplesOf(kind: string, n: number, now: Date): Said['samples'] {
  const hourly = hours(now).flatMap((at, h) => valuesOf(kind, n, h).map((one) => ({ at, ...one })))
  // A gauge speaks more often once the water is high.
  // A lorry shook the fifth for five seconds.
  const shaken = kind === 'cover-sensor' && n === 4 ? [1, 0] : []
  const shakes = shaken.map((value, at) => ({
    at: new Date(now.getTime() - 7_000_000 + at * 5_000),
    ...ok('tilted', '', value),
  }))
  const often = kind === 'well-level' && n === 1 ? [25, 20, 15, 10, 5, 1] : []
  const rising = often.map((ago) => ({ at: new Date(now.getTime() - ago * 60_000), ...ok('fill', '%', 90 - ago / 5) }))
  return [
    ...hourly.filter(({ at }) => rising.length === 0 || at.getTime() < now.getTime() - 1_800_000),
    ...shakes,
    ...rising,
  ]
}

const hours = (now: Date) => Array.from({ length: 24 }, (_, h) => new Date(now.getTime() - (23 - h) * hourMs))

const ok = (metric: string, unit: string, value: number) => ({ metric, unit, value, quality: 'ok' as const })

function valuesOf(kind: string, n: number, h: number) {
  const battery = ok('batteryLevel', '%', n === 2 && kind === 'cover-sensor' ? 16 - h / 12 : 84 - n * 3)
  if (kind === 'cover-sensor') {
    // The sixth has been open since the last hour began.
    const isOpen = n === 5 && h === 23
    return [ok('tilted', '', Number(isOpen)), ok('tilt', '°', isOpen ? 38 : 1 + (n % 3)), battery]
  }
  if (kind === 'well-level') return [ok('fill', '%', n === 1 ? Math.min(20 + h * 3, 86) : 15 + ((h + n) % 9)), battery]
  return [ok('methane', '%LEL', 1 + ((h + n) % 4)), battery]
}

async function listThings(tx: Tx, districtId: string, kinds: readonly string[], most: number): Promise<Thing[]> {
  const rows = await tx.many<{ code: string; lon: number; lat: number }>(sql`
    select code, place[0] as lon, place[1] as lat from (
      select c.*, row_number() over (partition by kind order by md5(code)) as nth from city.component c
       where district_id = ${districtId} and kind = any(${[...kinds]}::text[]) and state = 'intact'
         and not exists (select 1 from sense.device d where d.district_id = c.district_id and d.component_code = c.code)) c
     order by nth, code limit ${most}`)
  return rows.map(({ code, lon, lat }) => ({ code, place: point(lon, lat) }))
}

/** Every device says again what it last said: an open cover stays open until somebody closes it. */
export async function demoNow(tx: Tx, { districtId, now }: { districtId: string; now: Date }): Promise<void> {
  const kinds = fitted.map(({ kind }) => kind)
  const last = Map.groupBy(await lastSaid(tx, districtId, kinds), ({ deviceId }) => deviceId)
  const said = [...last].map(([deviceId, values]) => ({
    deviceId,
    samples: values.map(({ metric, unit, value }) => ({ at: now, ...ok(metric, unit, value) })),
  }))
  if (said.length > 0) await speaks(tx, { districtId, now }, said)
}
