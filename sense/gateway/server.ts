import { createServer, type Server, type Socket } from 'node:net'
import { Allowances, type Rate } from './allowance.ts'
import { Door, type DoorLimits } from './door.ts'
import type { Instruction } from './instruction.ts'
import { Link, type LinkOptions } from './link.ts'
import { type Marks, type Pressure, pressureOf, usualMarks } from './pressure.ts'

export { type GatewayCounts, newCounts } from './counts.ts'

export type GatewayOptions = Pick<
  LinkOptions,
  'protocol' | 'spool' | 'directory' | 'now' | 'log' | 'counts' | 'onAnswer' | 'trials'
> &
  DoorLimits & {
    /** A connection that says nothing for so long is closed. */
    silentMs?: number
    /** A connection that has not said who it is after so long is closed; usually as its protocol has it. */
    namelessMs?: number
    /** How many frames each sender may send. */
    rate?: Rate
    /** From which load on places are shed, and reading stops. */
    marks?: Marks
  }

const tickMs = 2_000
const watchMs = 200
const usualRate: Rate = { perSecond: 50, burst: 1_000 }

/** A listening server of one protocol. */
export type Gateway = {
  readonly port: number
  /** Tells a device something over the connection that it has here. Gives false where it has none. */
  instruct?(sender: string, instruction: Instruction): Promise<boolean>
  stop(): Promise<void>
}

/** Listens on a port (0 for any) and gives each connection a conversation. */
export async function listen(options: GatewayOptions, port: number, host: string): Promise<Gateway> {
  const links = new Links(options)
  const server = createServer({ noDelay: true }, (socket) => links.open(socket))
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  const timers = [setInterval(() => links.tick(), tickMs), setInterval(() => links.watch(), watchMs)]
  return {
    port: portOf(server),
    instruct: async (sender, instruction) => links.instruct(sender, instruction),
    stop: () => stop(server, links, timers),
  }
}

const portOf = (server: Server): number => {
  const address = server.address()
  return address && typeof address === 'object' ? address.port : 0
}

async function stop(server: Server, links: Links, timers: readonly NodeJS.Timeout[]): Promise<void> {
  for (const timer of timers) clearInterval(timer)
  const closed = new Promise<void>((done) => server.close(() => done()))
  await links.finish()
  await closed
}

/** All connections of a gateway: how many there may be, and whether they are read from. */
class Links {
  readonly #options: GatewayOptions
  readonly #shared: LinkOptions
  readonly #all = new Set<Link>()
  readonly #door: Door
  #waiting = 0
  #pressure: Pressure = 'none'

  constructor(options: GatewayOptions) {
    this.#options = options
    this.#door = new Door(options, options.counts)
    this.#shared = {
      ...options,
      silentMs: options.silentMs ?? 15 * 60_000,
      allowances: new Allowances(options.rate ?? usualRate),
      pressure: () => this.#pressure,
      waiting: (bytes) => {
        this.#waiting += bytes
        if (bytes > 0) this.#weigh()
      },
    }
  }

  open(socket: Socket): void {
    const address = socket.remoteAddress ?? ''
    if (!this.#door.enter(address)) {
      socket.on('error', () => undefined)
      return void socket.destroy()
    }
    const link = new Link(socket, this.#shared, () => this.#gone(link, address))
    this.#all.add(link)
    if (this.#pressure === 'stop') link.hold('pressure', true)
  }

  /** Every few seconds: what is to be said although nothing came, and who has not said who it is. */
  tick(): void {
    const { now, protocol, namelessMs = protocol.namelessMs ?? this.#shared.silentMs } = this.#options
    for (const link of this.#all) {
      link.tick()
      if (link.isNamed || now() - link.openedAt <= namelessMs) continue
      this.#count('nameless')
      link.destroy()
    }
  }

  /** Several times a second: whether the load has eased. */
  watch(): void {
    this.#weigh()
  }

  /** The newest connection of a device is the one that it listens on. */
  instruct(sender: string, instruction: Instruction): boolean {
    return [...this.#all].toReversed().some((link) => link.instruct(sender, instruction))
  }

  finish(): Promise<unknown> {
    return Promise.all([...this.#all].map((link) => link.finish()))
  }

  #weigh(): void {
    const { spool, marks = usualMarks } = this.#options
    const before = this.#pressure
    this.#pressure = pressureOf({ backlog: spool.backlog, waiting: this.#waiting }, before, marks)
    if ((before === 'stop') === (this.#pressure === 'stop')) return
    for (const link of this.#all) link.hold('pressure', this.#pressure === 'stop')
  }

  #gone(link: Link, address: string): void {
    this.#all.delete(link)
    this.#door.leave(address)
  }

  #count(reason: string): void {
    const { refused } = this.#options.counts
    refused.set(reason, (refused.get(reason) ?? 0) + 1)
  }
}
