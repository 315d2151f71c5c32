import { setTimeout as pause } from 'node:timers/promises'
import { locationAt, Terminal } from '../../simulate/terminal.ts'

/** What one vehicle said and what it was told. Times in milliseconds since 1970. */
export type Said = { phone: string; sent: Map<number, number>; acknowledged: Set<number> }

const atOnce = 8

/**
 * A vehicle that reports once for every second from `start` on until it is stopped, and sends again what was not acknowledged,
 * however often the connection is lost; at the end it goes on until everything is acknowledged.
 */
export async function report(port: number, said: Said, start: number, signal: AbortSignal): Promise<void> {
  let next = start
  const open: number[] = []
  let terminal: Terminal | undefined
  while (!signal.aborted || open.length > 0) {
    while (!signal.aborted && open.length < atOnce) {
      open.push(next)
      next += 1_000
    }
    terminal ??= await connected(port, said.phone)
    if (!terminal) {
      await pause(50)
      continue
    }
    const told = await Promise.all(open.map((at) => tell(terminal!, at, said)))
    for (const [index, result] of told.entries()) if (result === 0) said.acknowledged.add(open[index]!)
    const left = open.filter((at) => !said.acknowledged.has(at))
    open.splice(0, open.length, ...left)
    if (left.length > 0) {
      terminal.end()
      terminal = undefined
    }
    await pause(5)
  }
  terminal?.end()
}

function tell(terminal: Terminal, at: number, said: Said): Promise<number | undefined> {
  said.sent.set(at, (said.sent.get(at) ?? 0) + 1)
  return terminal.acknowledged('location', locationAt(new Date(at), { lon: 107.5, lat: 31.2 }))
}

async function connected(port: number, phone: string): Promise<Terminal | undefined> {
  const terminal = await Terminal.connect(port, phone).catch(() => undefined)
  if (!terminal || (await terminal.signIn())) return terminal
  terminal.end()
  return undefined
}
