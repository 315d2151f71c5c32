import { connect, type Socket } from 'node:net'
import { type BodyOf, FrameOpener, framesOf, type MessageName, type Read, readBody } from '../gateway/jt808/codec.ts'
import { digitsOf } from '../gateway/jt808/fix.ts'

/** A vehicle's terminal as tests and simulations need one: it speaks JT/T 808 of 2013, with a long number of 2019, over TCP and waits for answers. */
export class Terminal {
  readonly #socket: Socket
  readonly #phone: string
  readonly #edition: 2013 | 2019
  readonly #opener = new FrameOpener()
  readonly #heard: { read: Read; serial: number }[] = []
  #waiting: (() => void)[] = []
  #serial = 1
  #last: Buffer = Buffer.alloc(0)
  isClosed = false
  /** Where it is, for whoever asks. */
  place: ReturnType<typeof locationAt> | undefined

  private constructor(socket: Socket, phone: string) {
    this.#socket = socket
    this.#phone = phone
    // A longer number has no place in a header of 2013.
    this.#edition = phone.length > 12 ? 2019 : 2013
    socket.on('data', (chunk: Buffer) => {
      for (const one of this.#opener.push(chunk)) {
        if (one.kind !== 'frame') continue
        const { header, body } = one.frame
        this.#heard.push({ read: readBody(header, body), serial: header.serial })
      }
      this.#wake()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.isClosed = true
      this.#wake()
    })
  }

  static async connect(port: number, phone: string, host = '127.0.0.1'): Promise<Terminal> {
    const socket = connect({ port, host, noDelay: true })
    await new Promise<void>((done, failed) => {
      socket.once('connect', done)
      socket.once('error', failed)
    })
    return new Terminal(socket, phone)
  }

  /** Sends a message and gives the serial of its first frame. */
  send<Name extends MessageName>(name: Name, body: BodyOf<Name>): number {
    const serial = this.#serial
    const frames = framesOf(name, body, { edition: this.#edition, phone: this.#phone, serial })
    this.#serial = (serial + frames.length) & 0xffff
    this.#last = Buffer.concat(frames)
    this.#socket.write(this.#last)
    return serial
  }

  /** What was sent last. */
  get last(): Buffer {
    return this.#last
  }

  /** Sends once more what was sent last, as it was. */
  repeat(): void {
    this.#socket.write(this.#last)
  }

  /** Sends bytes as they are, for a terminal that is not to be right. */
  write(bytes: Uint8Array): void {
    this.#socket.write(bytes)
  }

  /** The next answer that fits, or undefined once the connection has ended. */
  async answer(fits: (read: Read) => boolean): Promise<Read | undefined> {
    return (await this.next(fits))?.read
  }

  /** The same with the serial that an answer to it repeats. */
  async next(fits: (read: Read) => boolean): Promise<{ read: Read; serial: number } | undefined> {
    for (;;) {
      const at = this.#heard.findIndex(({ read }) => fits(read))
      if (at >= 0) return this.#heard.splice(at, 1)[0]
      if (this.isClosed) return undefined
      await new Promise<void>((done) => this.#waiting.push(done))
    }
  }

  /** Sends a message and waits for its acknowledgement; gives the result, undefined if the connection ended first. */
  async acknowledged<Name extends MessageName>(name: Name, body: BodyOf<Name>): Promise<number | undefined> {
    const serial = this.send(name, body)
    const read = await this.answer((one) => one.name === 'platformReply' && one.body.replyTo === serial)
    return read?.name === 'platformReply' ? read.body.result : undefined
  }

  /** Registers and authenticates. Gives false where the platform does not know this terminal. */
  async signIn(): Promise<boolean> {
    this.send('registration', {
      province: 51,
      city: 1703,
      maker: 'YIWNG',
      model: 'SIM',
      terminal: 'SIM0001',
      plateColour: 2,
      plate: '川S00001',
    })
    const reply = await this.answer(({ name }) => name === 'registrationReply')
    if (reply?.name !== 'registrationReply' || !reply.body.authCode) return false
    return (await this.acknowledged('authentication', { authCode: reply.body.authCode })) === 0
  }

  end(): void {
    this.#socket.destroy()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const done of waiting) done()
  }
}

/** A location report of a vehicle at a place and time; speed in km/h. */
export const locationAt = (at: Date, { lon, lat, speed = 30 }: { lon: number; lat: number; speed?: number }) => ({
  alarms: 0,
  status: 3,
  latitude: Math.round(lat * 1e6),
  longitude: Math.round(lon * 1e6),
  altitude: 300,
  speed: Math.round(speed * 10),
  course: 90,
  time: digitsOf(at),
  items: [{ id: 0x01, bytes: Buffer.from('0001e240', 'hex') }],
})
