import { setTimeout as pause } from 'node:timers/promises'
import { DISTRICT } from '#cities/dachuan/geography.ts'
import { listEnabled } from '#city/industry/store.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Log } from '#kernel/log.ts'
import { noFaults, randomOf } from '#sense/simulate/faults.ts'
import { driveFleet } from '#sense/simulate/fleet.ts'
import { Station } from '#sense/simulate/station.ts'
import type { Listening } from './gateways.ts'
import { soundIndustries } from './industries/discover.ts'
import { roundLinesOf } from './rounds.ts'

type Deps = { pool: Pool; log: Log; host: string; listening: readonly Listening[] }

const seed = 17
const minuteMs = 60_000
// The last one stays silent, so that there is one to look for.
const stationsDriven = 3

/** Brings the demo district's devices to life over the same ports that real ones use. Resolves to what stops it. */
export async function driveDemo({ pool, log, host, listening }: Deps): Promise<() => Promise<void>> {
  const { districtId } = DISTRICT
  const stop = new AbortController()
  const senders = await pool.many<{ protocol: string; sender: string }>(sql`
    select protocol, sender from sense.device
     where district_id = ${districtId} and retired_at is null and (protocol <> 'hj212' or kind = 'dust-station')
     order by sender`)
  const of = (protocol: string) => senders.filter((one) => one.protocol === protocol).map(({ sender }) => sender)
  const portOf = (protocol: string) => listening.find((one) => one.protocol === protocol)?.port
  const running: Promise<unknown>[] = []
  const [jt808, hj212] = [portOf('jt808'), portOf('hj212')]
  const phones = of('jt808').map((sender) => sender.padStart(12, '0'))
  if (jt808 && phones.length > 0) {
    const lines = await roundLinesOf(pool, districtId, phones.length)
    // Every truck says where it is each half minute, as they do on the road.
    const perSecond = phones.length / 30
    running.push(
      driveFleet({ host, port: jt808, phones, lines, perSecond, faults: noFaults, seed, signal: stop.signal }),
    )
  }
  if (hj212)
    running.push(
      ...of('hj212')
        .slice(0, stationsDriven)
        .map((mn, index) => stationMinutes(mn, index, { host, port: hj212, signal: stop.signal })),
    )
  running.push(industriesSpeak(pool, districtId, stop.signal))
  for (const one of running) one.catch((error: unknown) => log.warn({ err: error }, 'the demo devices have stopped'))
  return async () => {
    stop.abort()
    await Promise.allSettled(running)
  }
}

const speakEveryMs = 10 * minuteMs

/** Devices of industries have no simulated line of their own: what they say is taken over as if it had arrived. */
async function industriesSpeak(pool: Pool, districtId: string, signal: AbortSignal): Promise<void> {
  const industries = await soundIndustries()
  while (!signal.aborted) {
    const on = (await listEnabled(pool)).filter((one) => one.districtId === districtId)
    for (const { id, demoNow } of industries)
      if (demoNow && on.some(({ industryId }) => industryId === id))
        await pool.transaction((tx) => demoNow(tx, { districtId, now: new Date() }))
    await pause(speakEveryMs, undefined, { signal }).catch(() => undefined)
  }
}

type Where = { host: string; port: number; signal: AbortSignal }

async function stationAt(host: string, port: number, mn: string): Promise<Station | undefined> {
  const station = await Station.connect(host, port, mn).catch(() => undefined)
  station?.answerQuestions(minuteMs / 1_000)
  return station
}

// Dust rises in the working day and falls at night; the last of the sites is over its limit while work goes on.
async function stationMinutes(mn: string, index: number, { host, port, signal }: Where): Promise<void> {
  const random = randomOf(seed + index)
  let station: Station | undefined
  const missed: { now: Date; values: Record<string, number> }[] = []
  while (!signal.aborted) {
    const now = new Date(Math.floor(Date.now() / 1000) * 1000)
    const hour = (now.getUTCHours() + 8) % 24
    const busy = hour >= 7 && hour < 19 ? 1 : 0.4
    const dust = busy * (60 + index * 48 + random() * 30)
    station ??= await stationAt(host, port, mn)
    const values = {
      a34001: Math.round(dust * 1.6) / 1000,
      a34002: Math.round(dust),
      a34004: Math.round(dust * 0.55),
      LA: Math.round((48 + busy * 14 + random() * 5) * 10) / 10,
    }
    missed.push({ now, values })
    // What was not answered is kept for an hour and said first when somebody listens again.
    missed.splice(0, missed.length - 60)
    for (let one = missed[0]; station && one; one = missed[0]) {
      if (await station.minuteAgain(one.now, one.values)) missed.shift()
      else station = undefined
    }
    await pause(minuteMs, undefined, { signal }).catch(() => undefined)
  }
  station?.end()
}
