import { createServer, type Server, type Socket } from 'node:net'
import type { Log } from '#kernel/log.ts'
import type { Conversation, Directory, Protocol, Step } from './protocol.ts'
import { type Spool, SpoolFull } from './spool/spool.ts'

/** What the gateway counts, for metrics and its page. */
export type GatewayCounts = {
  connections: number
  kept: number
  refused: Map<string, number>
  strays: Map<string, { protocol: string; sender: string; frames: number }>
}

export type GatewayOptions = {
  protocol: Protocol
  spool: Spool
  directory: Directory
  now: () => number
  log: Log
  counts: GatewayCounts
  /** Connections beyond so many are closed at once. */
  mostConnections?: number
  /** A connection that says nothing for so long is closed. */
  silentMs?: number
}

const tickMs = 2_000

// So many bytes of one connection may wait to be kept before it is no longer read from.
const mostWaiting = 256 * 1024

/** A listening server of one protocol. */
export type Gateway = { readonly port: number; stop(): Promise<void> }

export const newCounts = (): GatewayCounts => ({ connections: 0, kept: 0, refused: new Map(), strays: new Map() })

/** Listens on a port (0 for any) and gives each connection a conversation. */
export async function listen(options: GatewayOptions, port: number, host: string): Promise<Gateway> {
  const links = new Set<Link>()
  const server = createServer({ noDelay: true }, (socket) => {
    if (links.size >= (options.mostConnections ?? 20_000)) return void socket.destroy()
    const link = new Link(socket, options, () => {
      links.delete(link)
      options.counts.connections = links.size
    })
    links.add(link)
    options.counts.connections = links.size
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  const ticking = setInterval(() => {
    for (const link of links) link.tick()
  }, tickMs)
  return { port: portOf(server), stop: () => stop(server, links, ticking) }
}

const portOf = (server: Server): number => {
  const address = server.address()
  return address && typeof address === 'object' ? address.port : 0
}

async function stop(server: Server, links: ReadonlySet<Link>, ticking: NodeJS.Timeout): Promise<void> {
  clearInterval(ticking)
  const closed = new Promise<void>((done) => server.close(() => done()))
  await Promise.all([...links].map((link) => link.finish()))
  await closed
}

/** One connection: what came is handed to the conversation, and what it says is done in order, keeping first. */
class Link {
  readonly #socket: Socket
  readonly #options: GatewayOptions
  readonly #conversation: Conversation
  #work: Promise<void> = Promise.resolve()
  #waiting = 0

  constructor(socket: Socket, options: GatewayOptions, gone: () => void) {
    this.#socket = socket
    this.#options = options
    this.#conversation = options.protocol.converse(options.directory)
    socket.setTimeout(options.silentMs ?? 15 * 60_000, () => socket.destroy())
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('end', () => this.#queue(this.#conversation.end(options.now()), 0))
    // A broken connection is what devices do all day; its end says everything.
    socket.on('error', () => undefined)
    socket.on('close', gone)
  }

  tick(): void {
    this.#queue(this.#conversation.tick(this.#options.now()), 0)
  }

  async finish(): Promise<void> {
    await this.#work
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#queue(this.#conversation.take(chunk, this.#options.now()), chunk.length)
  }

  #queue(steps: readonly Step[], size: number): void {
    if (steps.length === 0) return
    this.#waiting += size
    if (this.#waiting > mostWaiting) this.#socket.pause()
    // Begun at once, so that the frames of many connections become durable together.
    const begun = steps.map((step) => ({ step, kept: this.#keep(step) }))
    this.#work = this.#work.then(async () => {
      for (const { step, kept } of begun) if (!(await this.#carryOut(step, kept))) break
      this.#waiting -= size
      if (this.#waiting <= mostWaiting) this.#socket.resume()
    })
  }

  async #keep({ keep, refused }: Step): Promise<boolean> {
    const { protocol, spool, counts, now } = this.#options
    if (refused) count(counts, protocol.name, refused)
    if (!keep) return true
    try {
      const receivedAt = now()
      await Promise.all(keep.map((one) => spool.append({ protocol: protocol.name, receivedAt, ...one })))
      counts.kept += keep.length
      return true
    } catch (error) {
      if (!(error instanceof SpoolFull)) this.#options.log.error({ err: error }, 'the spool cannot be written')
      return false
    }
  }

  // What could not be kept is not acknowledged, and the connection ends: the sender keeps it and comes again.
  async #carryOut({ say, close }: Step, kept: Promise<boolean>): Promise<boolean> {
    const isKept = await kept
    if (isKept && say && this.#socket.writable) this.#socket.write(Buffer.concat(say))
    if (isKept && !close) return true
    this.#socket.end()
    return false
  }
}

const mostStrays = 1_000

function count(counts: GatewayCounts, protocol: string, { sender, reason }: { sender: string; reason: string }): void {
  counts.refused.set(reason, (counts.refused.get(reason) ?? 0) + 1)
  if (reason !== 'not registered') return
  const key = `${protocol}/${sender}`
  const known = counts.strays.get(key)
  if (known) known.frames++
  else if (counts.strays.size < mostStrays) counts.strays.set(key, { protocol, sender, frames: 1 })
}
