import { setTimeout as pause } from 'node:timers/promises'
import type { Faults } from './faults.ts'
import { randomOf } from './faults.ts'
import { onRoute } from './route.ts'
import { locationAt, Terminal } from './terminal.ts'

export type FleetOptions = {
  host: string
  port: number
  /** The terminals' phones, which must be registered. */
  phones: readonly string[]
  /** Closed lines, one after the other given to the vehicles; WGS-84. */
  lines: readonly (readonly { lon: number; lat: number }[])[]
  /** Locations a second of all vehicles together. */
  perSecond: number
  faults: Faults
  seed: number
  signal: AbortSignal
}

/** What a simulation did. A message counts as lost only when it was never acknowledged, however often it was sent. */
export type FleetCounts = { sent: number; acknowledged: number; cut: number; refused: number }

/** Vehicles that drive round and report until they are told to stop; each keeps what was not acknowledged and sends it again. */
export async function driveFleet(options: FleetOptions): Promise<FleetCounts> {
  const counts: FleetCounts = { sent: 0, acknowledged: 0, cut: 0, refused: 0 }
  await Promise.all(options.phones.map((phone, index) => drive(phone, index, options, counts)))
  return counts
}

async function drive(phone: string, index: number, options: FleetOptions, counts: FleetCounts): Promise<void> {
  const { phones, lines, perSecond, faults, signal, seed } = options
  const random = randomOf(seed + index)
  const everyMs = (phones.length / perSecond) * 1000
  const line = lines[index % lines.length]!
  const started = Date.now() - index * 20_000
  const kept: ReturnType<typeof locationAt>[] = []
  let terminal: Terminal | undefined
  while (!signal.aborted) {
    terminal ??= await signedIn(phone, options, counts)
    const late = random() < faults.delay ? random() * faults.delayHours * 3_600_000 : 0
    const at = new Date(Math.floor((Date.now() - late) / 1000) * 1000)
    kept.push(locationAt(at, onRoute(line, 12 + (index % 5) * 6, (Date.now() - started) / 1000)))
    if (random() < faults.reorder && kept.length < 50) await pauseOrStop(everyMs, signal)
    else if (terminal) terminal = await report(terminal, kept, { random, faults, counts })
    await pauseOrStop(everyMs * (0.9 + random() * 0.2), signal)
  }
  terminal?.end()
}

async function signedIn(phone: string, options: FleetOptions, counts: FleetCounts): Promise<Terminal | undefined> {
  const terminal = await Terminal.connect(options.port, phone, options.host).catch(() => undefined)
  if (!terminal) return undefined
  if (await terminal.signIn()) return terminal
  counts.refused++
  terminal.end()
  return undefined
}

type Sending = { random: () => number; faults: Faults; counts: FleetCounts }

// Sends what is kept, oldest last as a terminal that comes back does, and forgets what was acknowledged.
async function report(
  terminal: Terminal,
  kept: ReturnType<typeof locationAt>[],
  { random, faults, counts }: Sending,
): Promise<Terminal | undefined> {
  while (kept.length > 0) {
    const one = kept.at(-1)!
    counts.sent++
    if (random() < faults.cut) {
      terminal.send('location', one)
      terminal.end()
      counts.cut++
      return undefined
    }
    if (random() < faults.twice) terminal.send('location', one)
    if ((await terminal.acknowledged('location', one)) !== 0) return undefined
    counts.acknowledged++
    kept.pop()
  }
  return terminal
}

const pauseOrStop = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined)
