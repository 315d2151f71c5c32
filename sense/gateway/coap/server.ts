import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { Malformed } from '../bytes/malformed.ts'
import { bindPort, closePort } from '../datagrams.ts'
import { Intake, type IntakeOptions } from '../intake.ts'
import type { Gateway } from '../server.ts'
import { protocolName, Requests } from './conversation.ts'
import { Exchanges } from './exchanges.ts'
import { headOf, type Message, messageBytes, readMessage } from './frame.ts'
import { numberOption, type Option } from './options.ts'

export type CoapOptions = Omit<IntakeOptions, 'protocol'>

/** A gateway of CoAP: beside its port it says what it holds in memory. */
export type CoapGateway = Gateway & { readonly held: { exchanges: number; bytes: number } }

// So many requests may wait to be kept, of all devices and of one; those beyond are told to come again.
const mostWaiting = 5_000
const mostOfDevice = 32
const againSeconds = 30

const empty = Buffer.alloc(0)

/**
 * Hears devices that speak CoAP over UDP. A request is kept on disk before it is answered by 2.04; one that comes again gets the
 * same answer and is not kept again. What is no message of CoAP is left unanswered, what cannot be understood is reset.
 */
export async function listenCoap(options: CoapOptions, port: number, host: string): Promise<CoapGateway> {
  const socket = createSocket('udp4')
  const server = new Server(options, socket)
  socket.on('message', (bytes, from) => server.take(bytes, from))
  await bindPort(socket, port, host)
  return {
    port: socket.address().port,
    get held() {
      return server.held
    },
    async stop() {
      await server.finish()
      await closePort(socket)
    },
  }
}

class Server {
  readonly #options: CoapOptions
  readonly #socket: Socket
  readonly #intake: Intake
  readonly #requests: Requests
  readonly #exchanges = new Exchanges()
  readonly #working = new Set<Promise<void>>()
  readonly #waiting = new Map<string, number>()
  #messageId = Math.floor(Math.random() * 0x10000)

  constructor(options: CoapOptions, socket: Socket) {
    this.#options = options
    this.#socket = socket
    this.#intake = new Intake({ ...options, protocol: protocolName })
    this.#requests = new Requests(options.directory)
  }

  get held(): { exchanges: number; bytes: number } {
    return { exchanges: this.#exchanges.size, bytes: this.#requests.held }
  }

  take(bytes: Buffer, from: RemoteInfo): void {
    const head = headOf(bytes)
    // Of another version nothing is known, not even that it wants an answer: RFC 7252, 3 [S].
    if (!head?.isCoap) {
      this.#intake.refuse('', 'short')
      return
    }
    const message = tryRead(bytes)
    if (message instanceof Malformed) {
      this.#intake.refuse('', message.reason)
      this.#reset(head, from)
      return
    }
    const { type, code } = message
    // Nothing is asked of devices, so that an answer, an acknowledgement or a reset means nothing here.
    if (type === 'ACK' || type === 'RST') return
    if (code.startsWith('0.') && code !== '0.00') this.#request(message, from)
    else this.#reset(head, from)
  }

  async finish(): Promise<void> {
    this.#intake.end()
    await Promise.all(this.#working)
  }

  #request(message: Message, from: RemoteInfo): void {
    const { now } = this.#options
    const endpoint = `${from.address}:${from.port}`
    const key = `${endpoint} ${message.messageId} ${message.token.toString('hex')}`
    const known = this.#exchanges.begin(key, now())
    // While the first of it is being kept, its answer is on its way.
    if (known) {
      if (known.answer) void this.#send(known.answer, from)
      return
    }
    const work = this.#answerTo(message, endpoint)
      .then((answer) => {
        this.#exchanges.answered(key, answer)
        return this.#send(answer, from)
      })
      .finally(() => this.#working.delete(work))
    this.#working.add(work)
  }

  async #answerTo(message: Message, endpoint: string): Promise<Buffer> {
    if (this.#working.size >= mostWaiting) return this.#busy(message)
    const outcome = this.#requests.take(endpoint, message, this.#options.now())
    if (outcome.kind === 'answer') {
      const { code, options = [], refused } = outcome
      if (refused) this.#intake.refuse(refused.sender, refused.reason)
      return this.#answer(message, code, options)
    }
    const { sender, body, options } = outcome
    const waiting = this.#waiting.get(sender) ?? 0
    if (waiting >= mostOfDevice) return this.#busy(message)
    this.#waiting.set(sender, waiting + 1)
    const isKept = await this.#intake.keep(sender, body, { canWait: message.type === 'NON' })
    const left = this.#waiting.get(sender)! - 1
    if (left > 0) this.#waiting.set(sender, left)
    else this.#waiting.delete(sender)
    return isKept ? this.#answer(message, '2.04', options) : this.#busy(message)
  }

  // Max-Age says when to come again: RFC 7252, 5.9.3.4 [S].
  #busy(message: Message): Buffer {
    return this.#answer(message, '5.03', [numberOption('maxAge', againSeconds)])
  }

  // With the acknowledgement where one is wanted, else as a message of its own: RFC 7252, 5.2 [S].
  #answer({ type, messageId, token }: Message, code: string, options: readonly Option[]): Buffer {
    if (type === 'CON') return messageBytes({ type: 'ACK', code, messageId, token, options, payload: empty })
    this.#messageId = (this.#messageId + 1) & 0xffff
    return messageBytes({ type: 'NON', code, messageId: this.#messageId, token, options, payload: empty })
  }

  // RFC 7252, 4.2 and 4.3 [S]; an empty one that wants to be acknowledged is a ping, and this its answer.
  #reset({ type, messageId }: { type: Message['type']; messageId: number }, from: RemoteInfo): void {
    if (type !== 'CON') return
    void this.#send(
      messageBytes({ type: 'RST', code: '0.00', messageId, token: empty, options: [], payload: empty }),
      from,
    )
  }

  // Whether it went out is not asked: whoever hears nothing sends again.
  #send(bytes: Buffer, { address, port }: RemoteInfo): Promise<void> {
    return new Promise((done) => this.#socket.send(bytes, port, address, () => done()))
  }
}

function tryRead(bytes: Buffer): Message | Malformed {
  try {
    return readMessage(bytes)
  } catch (fault) {
    if (fault instanceof Malformed) return fault
    throw fault
  }
}
