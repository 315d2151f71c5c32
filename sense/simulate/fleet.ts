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
  if (await terminal.signIn()) {
    void answerQuestions(terminal)
    return terminal
  }
  counts.refused++
  terminal.end()
  return undefined
}

// How long a terminal beats and reports, as the demo's do: parameters 0x0001 and 0x0029, JT/T 808-2019, table 12 [S].
const settings = [
  { id: 0x0001, bytes: Buffer.from('0000003c', 'hex') },
  { id: 0x0029, bytes: Buffer.from('0000001e', 'hex') },
]

/** A terminal says what it is set to when it is asked, until its connection ends. */
async function answerQuestions(terminal: Terminal): Promise<void> {
  for (;;) {
    const asked = await terminal.next(({ name }) => name === 'askAllParameters' || name === 'askLocation')
    if (!asked) return
    if (asked.read.name === 'askAllParameters') {
      terminal.send('parameters', { replyTo: asked.serial, parameters: settings })
    } else if (terminal.place) {
      terminal.send('locationReply', { replyTo: asked.serial, location: terminal.place })
    }
  }
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
    if ((await acknowledged(terminal, one)) !== 0) return undefined
    counts.acknowledged++
    kept.pop()
  }
  return terminal
}

// Sent again where no answer comes, after a wait that grows each time: JT/T 808-2019, 4.3.2 [S].
const againMs = 10_000
const mostTries = 3

async function acknowledged(terminal: Terminal, one: ReturnType<typeof locationAt>): Promise<number | undefined> {
  terminal.place = one
  const answer = terminal.acknowledged('location', one)
  const bytes = terminal.last
  for (let tries = 1; tries <= mostTries; tries++) {
    const waited = new AbortController()
    const late = pause(againMs * tries, 'late' as const, { signal: waited.signal }).catch(() => 'late' as const)
    const result = await Promise.race([answer, late])
    waited.abort()
    if (result !== 'late') return result
    if (tries < mostTries) terminal.write(bytes)
  }
  terminal.end()
  return undefined
}

const pauseOrStop = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined)
