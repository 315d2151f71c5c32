import { createServer, type Socket } from 'node:net'
import type { Protocol } from '../gateway/protocol.ts'
import type { Examiner } from './examiner.ts'
import { Interview, type Trials } from './interview.ts'

export type Listening = {
  protocol: Protocol
  examiner: Examiner
  trials: Trials | undefined
  port: number
  host: string
  signal: AbortSignal
  /** Told where it listens, and of every new stage. */
  tell?: (what: string) => void
}

const tickMs = 250

/** Listens for one device and tries it until the signal, or until every trial has been made. */
export async function tryDevice({ protocol, examiner, trials, port, host, signal, tell }: Listening): Promise<void> {
  const interview = new Interview(protocol, examiner, trials)
  let held: Socket | undefined
  let stage = ''
  const carryOut = (socket: Socket, { say, close }: { say: Uint8Array[]; close: boolean }): void => {
    if (say.length > 0 && socket.writable) socket.write(Buffer.concat(say))
    if (close) socket.end()
    if (interview.stage !== stage) {
      stage = interview.stage
      tell?.(stage)
    }
  }
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined)
    // One device is tried at a time; a new connection of it replaces the one before.
    if (!interview.lets(Date.now())) return void socket.destroy()
    held?.destroy()
    held = socket
    interview.connected(Date.now())
    socket.on('data', (chunk: Buffer) => {
      if (held === socket) carryOut(socket, interview.take(chunk, Date.now()))
    })
    socket.on('close', () => {
      if (held !== socket) return
      held = undefined
      interview.gone()
    })
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  const address = server.address()
  tell?.(`${host}:${address && typeof address === 'object' ? address.port : port}`)
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      if (held) carryOut(held, interview.tick(Date.now()))
      if (signal.aborted || interview.isDone) {
        clearInterval(timer)
        done()
      }
    }, tickMs)
  })
  interview.end()
  held?.destroy()
  await new Promise<void>((done) => server.close(() => done()))
}
