import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import mqtt from 'mqtt'
import { topicOf } from '../../gateway/mqtt/topics.ts'
import { CoapDevice } from '../coap-device.ts'
import { Terminal } from '../terminal.ts'
import type { Dialect } from './dialects.ts'

/** Where frames are sent, and what a device shows there. */
export type Target = { host: string; port: number; credential: string }

/** What became of a frame: the platform took it, it wants no answer, or none came. */
export type Fate = 'acknowledged' | 'unanswered' | 'lost'

/** The connection of one device that is played. */
export type Line = {
  readonly isClosed: boolean
  send(frame: Buffer): Promise<Fate>
  /** Sends without waiting for what comes back. */
  push(frame: Buffer): void
  end(): void
}

const answerMs = 5_000

/** Waits for an answer, but not for ever. */
const within = async (answer: Promise<boolean>): Promise<Fate> =>
  (await Promise.race([answer, pause(answerMs, false)])) ? 'acknowledged' : 'lost'

/** A terminal of JT/T 808 signs in by itself: codes that it was given elsewhere are worth nothing here. */
export async function openTerminal(
  { host, port }: Target,
  sender: string,
  dialect: Dialect,
): Promise<Line | undefined> {
  const terminal = await Terminal.connect(port, sender.padStart(12, '0'), host)
  if (!(await terminal.signIn())) {
    terminal.end()
    return undefined
  }
  return {
    get isClosed() {
      return terminal.isClosed
    },
    async send(frame) {
      terminal.write(frame)
      const serial = dialect.serialOf?.(frame)
      if (serial === undefined || !dialect.wantsAnswer(frame)) return 'unanswered'
      const fits = terminal.answer(
        (read) =>
          (read.name === 'platformReply' && read.body.replyTo === serial) ||
          read.name === 'mediaReply' ||
          read.name === 'serverTime',
      )
      return within(
        fits.then((read) => read !== undefined && (read.name !== 'platformReply' || read.body.result !== 1)),
      )
    },
    push: (frame) => terminal.write(frame),
    end: () => terminal.end(),
  }
}

/** A station of HJ 212 or SL 651 speaks as soon as it is connected. */
export async function openStation({ host, port }: Target, _sender: string, dialect: Dialect): Promise<Line> {
  const socket = connect({ port, host, noDelay: true })
  await new Promise<void>((done, failed) => {
    socket.once('connect', done)
    socket.once('error', failed)
  })
  return stationLine(socket, dialect)
}

function stationLine(socket: Socket, dialect: Dialect): Line {
  const reader = dialect.answers()
  let [count, isClosed] = [0, false]
  let waiting: (() => void)[] = []
  const wake = (): void => {
    const all = waiting
    waiting = []
    for (const done of all) done()
  }
  socket.on('data', (chunk: Buffer) => {
    count += reader(chunk)
    wake()
  })
  socket.on('error', () => undefined)
  socket.on('close', () => {
    isClosed = true
    wake()
  })
  const heard = async (wanted: number): Promise<boolean> => {
    while (count < wanted && !isClosed) await new Promise<void>((done) => waiting.push(done))
    return count >= wanted
  }
  return {
    get isClosed() {
      return isClosed
    },
    send(frame) {
      const wanted = count + 1
      socket.write(frame)
      return dialect.wantsAnswer(frame) ? within(heard(wanted)) : Promise.resolve('unanswered')
    },
    push: (frame) => void socket.write(frame),
    end: () => void socket.destroy(),
  }
}

/** A device of MQTT publishes at QoS 1 to its own topic. */
export async function openMqtt({ host, port, credential }: Target, sender: string): Promise<Line | undefined> {
  const client = mqtt.connect({
    host,
    port,
    username: sender,
    password: credential,
    protocolVersion: 4,
    reconnectPeriod: 0,
  })
  let broken: unknown
  client.on('error', (error) => {
    if ('code' in error) broken = error.code
  })
  const isIn = await new Promise<boolean>((done) => {
    client.once('connect', () => done(true))
    client.once('close', () => done(false))
  })
  // What the network says has a name; what the broker says has a number.
  if (!isIn && typeof broken === 'string') throw new Error(broken)
  if (!isIn) return undefined
  const topic = topicOf({ kind: 'up', sender })
  return {
    get isClosed() {
      return !client.connected
    },
    send: (frame) =>
      within(
        new Promise((done) => client.publish(topic, frame, { qos: 1 }, (error) => done(error === null || !error))),
      ),
    push: (frame) => void client.publish(topic, frame, { qos: 1 }, () => undefined),
    end: () => void client.end(true),
  }
}

/** A device of CoAP posts to its own resource, in blocks where a frame is long. */
export async function openCoap(target: Target, sender: string): Promise<Line> {
  const device = await CoapDevice.open({ ...target, sender })
  const post = (frame: Buffer) => (frame.length > 1_024 ? device.postBlocks(frame, 1_024) : device.post(frame))
  let isClosed = false
  return {
    get isClosed() {
      return isClosed
    },
    send: async (frame) => ((await post(frame)) === '2.04' ? 'acknowledged' : 'lost'),
    push: (frame) => void post(frame),
    end() {
      isClosed = true
      device.end()
    },
  }
}
