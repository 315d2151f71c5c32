import { metresPerDegree } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Track } from '#sense/gateway/interpretation.ts'
import { randomOf } from '#sense/simulate/faults.ts'
import { type Along, alongLine } from '#sense/simulate/route.ts'
import { speaks } from '#sense/simulate/saying.ts'
import { WorkSign } from '#sense/track/work-sign.ts'
import { putSign } from '#sense/track/work-sign-store.ts'
import type { Round } from '../rounds.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const beijingMs = 8 * 60 * minuteMs
const everySeconds = 30
const daysBack = 2

/** From one minute of the day to another at so many km/h; null for a terminal that is silent. */
type Step = readonly [from: number, to: number, kmh: number | null]

// Day shifts sweep from six to eleven and from two to five; night shifts wash the streets from half past twelve to five, and from ten
// until after midnight.
const shifts: readonly (readonly Step[])[] = [
  [
    [360, 540, 11],
    [540, 565, 0],
    [565, 660, 11],
    [660, 840, 0],
    [840, 1020, 12],
  ],
  [
    [30, 150, 14],
    [150, 175, 0],
    [175, 300, 14],
    [1_320, 1_455, 13],
  ],
]
/** What goes otherwise with single trucks: no link for forty minutes, none for an afternoon, driving through too fast to sweep. */
const oddities: Readonly<Record<number, (step: Step) => Step[]>> = {
  1: (step) => split(step, 870, 910, null),
  4: (step) => split(step, 840, 1_020, null),
  5: (step) => split(step, 60, 100, null),
  7: (step) => split(step, 200, 240, 38),
}

/** Two days and the present one of the demo's trucks on the roads: their shifts, rests, and what is missing of them. */
export async function seedTracks(
  tx: Tx,
  districtId: string,
  { rounds, now }: { rounds: readonly Round[]; now: Date },
): Promise<Record<string, number>> {
  const trucks = await tx.many<{ deviceId: string }>(sql`
    select device_id as "deviceId" from sense.device
     where district_id = ${districtId} and protocol = 'jt808' and retired_at is null order by sender`)
  if (rounds.length === 0) return {}
  // What drives from now on comes over the wire.
  const end = now.getTime() - 6 * minuteMs
  const midnight = Math.floor((now.getTime() + beijingMs) / dayMs) * dayMs - beijingMs
  const said = trucks.map(({ deviceId }, truck) => {
    const along = alongLine(rounds[truck % rounds.length]!.line)
    const random = randomOf(97 + truck)
    const tracks = Array.from({ length: daysBack + 1 }, (_, n) => midnight - (daysBack - n) * dayMs)
      .flatMap((day) => dayOf({ truck, day, along, random }))
      .filter(({ at }) => at.getTime() < end)
    return { deviceId, samples: wired.includes(truck) ? tracks.map(brushAt) : [], tracks }
  })
  for (const truck of wired) {
    const deviceId = trucks[truck]?.deviceId
    if (deviceId)
      await putSign(tx, districtId, deviceId, { basedOn: 0, sign: brush, by: '演示', reason: '装车时接线确认', now })
  }
  const spoken = said.filter(({ tracks }) => tracks.length > 0)
  if (spoken.length > 0) await speaks(tx, { districtId, now }, spoken)
  return { 车辆定位: said.reduce((sum, { tracks }) => sum + tracks.length, 0) }
}

/** Trucks whose brushes are wired to an input of their terminal; of the others speed alone tells that they work. */
const wired = [0, 2]
const brush = WorkSign.parse({ kind: 'bit', name: '扫盘信号', metric: 'io', bit: 0 })
const brushAt = ({ at, speed }: Track) => ({
  ...{ metric: 'io', unit: '', at, value: speed > 3 && speed < 25 ? 1 : 0, quality: 'ok' as const },
})

type Day = { truck: number; day: number; along: Along; random: () => number }

function dayOf({ truck, day, along, random }: Day): Track[] {
  const odd = oddities[truck] ?? ((step: Step) => [step])
  const tracks: Track[] = []
  let metres = truck * 700
  for (const [from, to, kmh] of shifts[truck % 2]!.flatMap(odd)) {
    for (let second = from * 60; second < to * 60; second += everySeconds) {
      metres += ((kmh ?? 8) / 3.6) * everySeconds
      if (kmh === null) continue
      const { course, ...place } = along(metres)
      tracks.push(fixAt(new Date(day + second * 1000), place, { kmh, course, random }))
    }
  }
  // A receiver that was somewhere else for one moment.
  const jump = tracks[tracks.length >> 1]
  if (jump && truck % 4 === 2) jump.place = point(jump.place.lon + 0.03, jump.place.lat)
  return tracks
}

function split([from, to, kmh]: Step, begin: number, end: number, other: number | null): Step[] {
  const [a, b] = [Math.max(from, begin), Math.min(to, end)]
  if (a >= b) return [[from, to, kmh]]
  const steps: Step[] = [
    [from, a, kmh],
    [a, b, other],
    [b, to, kmh],
  ]
  return steps.filter(([first, last]) => last > first)
}

type Moving = { kmh: number; course: number; random: () => number }

// Receivers are a few metres off; one that stands wanders less, and its speed is nought.
function fixAt(at: Date, { lon, lat }: { lon: number; lat: number }, { kmh, course, random }: Moving): Track {
  const scale = metresPerDegree(lat)
  const noise = kmh > 0 ? 8 : 4
  const place = point(lon + ((random() - 0.5) * noise) / scale.x, lat + ((random() - 0.5) * noise) / scale.y)
  const speed = kmh > 0 ? Math.round((kmh + (random() - 0.5) * 3) * 10) / 10 : 0
  return { at, place, speed, course, altitude: 300, fixed: true, flags: kmh > 0 ? 3 : 2 }
}
