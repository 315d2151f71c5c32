import { createSocket, type Socket } from 'node:dgram'
import { setTimeout as pause } from 'node:timers/promises'
import { blockOption, type Message, messageBytes, type Option, readMessage, textOption } from '../gateway/coap/codec.ts'

const empty = Buffer.alloc(0)

export type CoapDeviceOptions = { host: string; port: number; sender: string; credential: string }

/** A device as tests and simulations need one: it posts JSON by CoAP over UDP and sends again what was not acknowledged. */
export class CoapDevice {
  readonly #socket: Socket
  readonly #options: CoapDeviceOptions
  readonly #waiting = new Map<number, (answer: Message) => void>()
  #messageId = Math.floor(Math.random() * 0x10000)
  #last: Buffer = empty
  #isClosed = false

  private constructor(socket: Socket, options: CoapDeviceOptions) {
    this.#socket = socket
    this.#options = options
    socket.on('message', (bytes) => {
      const answer = readMessage(bytes)
      this.#waiting.get(answer.messageId)?.(answer)
    })
    socket.on('error', () => undefined)
  }

  static async open(options: CoapDeviceOptions): Promise<CoapDevice> {
    const socket = createSocket('udp4')
    await new Promise<void>((done) => socket.bind(0, done))
    return new CoapDevice(socket, options)
  }

  /** Where its own resource is, and what it shows. */
  get address(): Option[] {
    const { sender, credential } = this.#options
    const path = ['yiwang', 'v1', sender, 'up'].map((part) => textOption('uriPath', part))
    return [...path, textOption('uriQuery', `token=${credential}`)]
  }

  /** Posts a body in one datagram and gives the code of the answer, or `none` where none came however often it was sent. */
  post(payload: Buffer, { tries = 4, waitMs = 500 } = {}): Promise<string> {
    return this.request({ payload }, { tries, waitMs })
  }

  /** Posts a body in blocks of so many bytes, each after the one before was answered. */
  async postBlocks(body: Buffer, size: number): Promise<string> {
    for (let index = 0; ; index++) {
      const payload = body.subarray(index * size, (index + 1) * size)
      const hasMore = (index + 1) * size < body.length
      const code = await this.request({ payload, options: [...this.address, blockOption({ index, hasMore, size })] })
      if (code !== '2.31' || !hasMore) return code
    }
  }

  async request(given: Partial<Message>, { tries = 4, waitMs = 500 } = {}): Promise<string> {
    this.#messageId = (this.#messageId + 1) & 0xffff
    const messageId = this.#messageId
    const token = Buffer.of(messageId >> 8, messageId & 0xff, 1)
    const message = {
      type: 'CON',
      code: '0.02',
      messageId,
      token,
      options: this.address,
      payload: empty,
      ...given,
    } as const
    this.#last = messageBytes(message)
    const answered = new Promise<Message>((done) => this.#waiting.set(messageId, done))
    try {
      for (let count = 0; count < tries; count++) {
        this.send(this.#last)
        const answer = await Promise.race([answered, pause(waitMs * 2 ** count)])
        if (answer) return answer.type === 'RST' ? 'RST' : answer.code
      }
      return 'none'
    } finally {
      this.#waiting.delete(messageId)
    }
  }

  /** Sends the last request once more, as it was, and gives the answer's code. */
  async repeat(): Promise<string> {
    const { messageId } = readMessage(this.#last)
    const answered = new Promise<Message>((done) => this.#waiting.set(messageId, done))
    this.send(this.#last)
    const answer = await Promise.race([answered, pause(2_000)])
    return answer ? answer.code : 'none'
  }

  send(bytes: Uint8Array): void {
    if (!this.#isClosed) this.#socket.send(bytes, this.#options.port, this.#options.host)
  }

  /** Goes away; what waits for an answer gets none. */
  end(): void {
    this.#isClosed = true
    this.#socket.close()
  }
}
