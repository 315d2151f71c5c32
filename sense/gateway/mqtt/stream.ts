import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { Allowance, type Rate } from '../allowance.ts'
import { type GuardFault, PacketGuard } from './guard.ts'

export type GuardedOptions = {
  mostBytes: number
  now: () => number
  /** A connection that says nothing for so long is closed. */
  silentMs: number
  onFault: (fault: GuardFault) => void
}

// What one connection may send, whoever it is: as over any other gateway.
const byteRate: Rate = { perSecond: 512 * 1024, burst: 4 * 1024 * 1024 }

/** A socket whose packets are no longer than they may be and come no faster; it is read only as fast as it is listened to. */
export class GuardedStream extends Duplex {
  readonly #socket: Socket
  #timer: NodeJS.Timeout | undefined
  #isSlowed = false

  constructor(socket: Socket, { mostBytes, now, silentMs, onFault }: GuardedOptions) {
    super()
    this.#socket = socket
    const guard = new PacketGuard(mostBytes)
    const allowance = new Allowance(byteRate, now())
    socket.setTimeout(silentMs, () => this.destroy())
    socket.on('data', (piece: Buffer) => {
      const fault = guard.watch(piece)
      if (fault) {
        onFault(fault)
        return void this.destroy()
      }
      const waitMs = allowance.take(piece.length, now())
      if (!this.push(piece)) socket.pause()
      if (waitMs > 0) this.#slow(waitMs)
    })
    socket.on('end', () => this.push(null))
    socket.on('error', () => this.destroy())
    socket.on('close', () => this.destroy())
  }

  override _read(): void {
    if (!this.#isSlowed) this.#socket.resume()
  }

  // A batch that is kept is acknowledged in one turn: what is written in a turn leaves together, not packet by packet.
  override _write(piece: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    process.nextTick(() => this.#send(piece, done))
  }

  override _writev(pieces: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#send(Buffer.concat(pieces.map(({ chunk }) => chunk)), done)
  }

  override _final(done: () => void): void {
    this.#socket.end(() => done())
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#timer)
    this.#socket.destroy()
    done(error)
  }

  #send(bytes: Buffer, done: (error?: Error | null) => void): void {
    if (this.#socket.destroyed) done()
    else this.#socket.write(bytes, () => done())
  }

  #slow(waitMs: number): void {
    this.#isSlowed = true
    this.#socket.pause()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#isSlowed = false
      this.#socket.resume()
    }, waitMs)
  }
}
