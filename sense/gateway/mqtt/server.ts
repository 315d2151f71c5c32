import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Aedes, Client, ConnectPacket, PublishPacket } from 'aedes'
import { Door, type DoorLimits } from '../door.ts'
import type { InstructionAnswer } from '../instruction.ts'
import { Intake, type IntakeOptions } from '../intake.ts'
import type { Gateway } from '../server.ts'
import type { Trials } from '../trial.ts'
import { answerIn, commandOf } from './command.ts'
import { Repeats } from './repeats.ts'
import { Sessions } from './sessions.ts'
import { GuardedStream } from './stream.ts'
import { longestPayload, protocolName, senderPattern, thingsBoardUp, topicIn, topicOf } from './topics.ts'
import { Uplink } from './uplink.ts'

export type MqttOptions = Omit<IntakeOptions, 'protocol'> &
  DoorLimits & {
    /** The longest packet that is heard. */
    mostPacketBytes?: number
    silentMs?: number
    /** What the server shows where it speaks TLS, in PEM. */
    tls?: { cert: Buffer; key: Buffer } | undefined
    /** Told of what a device answers to a command, once that is kept. */
    onAnswer?: ((answer: InstructionAnswer) => void) | undefined
    /** The devices that are being tried. */
    trials?: Trials | undefined
  }

/** An MQTT gateway: beside listening it can say something to a device that is connected. */
export type MqttGateway = Gateway & {
  /** Publishes to a device. Gives false where it is not connected or has not asked for it. */
  say(sender: string, topic: string, payload: string): Promise<boolean>
}

const usualPacketBytes = longestPayload + 1024
const usualSilentMs = 15 * 60_000
const connectMs = 30_000

/**
 * An MQTT 3.1.1 broker for devices, in this process. A device shows its sender as user name and the credential it was given as
 * password, publishes to its own topic only and hears its own only. A message of QoS 1 or 2 is acknowledged after it is kept.
 * Sessions, retained messages and wills are not kept: what a device has not been told is told by the platform again.
 */
export async function listenMqtt(options: MqttOptions, port: number, host: string): Promise<MqttGateway> {
  const intake = new Intake({ ...options, protocol: protocolName })
  const door = new Door(options, options.counts)
  const sessions = new Sessions(options)
  const broker = new Uplink(rulesOf(options, intake, sessions))
  broker.on('clientReady', (client) => sessions.ready(client))
  broker.on('clientDisconnect', (client) => sessions.gone(client))
  broker.on('keepaliveTimeout', (client) => sessions.silent(client))
  await broker.listen()
  // What a device does wrong ends its connection and is counted; there is nobody to tell.
  broker.on('clientError', () => undefined)
  broker.on('connectionError', () => undefined)
  const heard = (socket: Socket): void => {
    const address = socket.remoteAddress ?? ''
    socket.on('error', () => undefined)
    if (!door.enter(address)) return void socket.destroy()
    socket.once('close', () => door.leave(address))
    const { mostPacketBytes = usualPacketBytes, silentMs = usualSilentMs, now } = options
    const stream = new GuardedStream(socket, {
      mostBytes: mostPacketBytes,
      now,
      silentMs,
      onFault: (fault) => intake.refuse('', fault),
    })
    stream.on('error', () => undefined)
    broker.handle(stream)
  }
  const { tls } = options
  const server = tls
    ? createTlsServer({ ...tls, minVersion: 'TLSv1.2', handshakeTimeout: connectMs, noDelay: true }, heard)
    : createServer({ noDelay: true }, heard)
  // Who cannot agree on a cipher, or speaks without one, is let go.
  server.on('tlsClientError', () => intake.refuse('', 'no TLS'))
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  const address = server.address()
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    say: (sender, topic, payload) => say(broker, sender, topic, payload),
    instruct: (sender, instruction) => {
      const command = commandOf(instruction, options.directory.mappingOf?.(protocolName, sender))
      return say(broker, sender, topicOf({ kind: 'down', sender }), command)
    },
    async stop() {
      intake.end()
      const closed = new Promise<void>((done) => server.close(() => done()))
      await new Promise<void>((done) => broker.close(() => done()))
      await closed
    },
  }
}

function rulesOf(options: MqttOptions, intake: Intake, sessions: Sessions) {
  const { directory } = options
  const repeats = new Repeats()
  return {
    connectTimeout: connectMs,
    heartbeatInterval: 24 * 3_600_000,
    maxTopicLevels: 8,
    queueLimit: 42,
    preConnect(client: Client, packet: ConnectPacket, done: (error: Error | null, isGood: boolean) => void): void {
      const isLetIn = sessions.open(client, packet)
      packet.clean = true
      delete packet.will
      done(isLetIn ? null : new Error('not now'), isLetIn)
    },
    authenticate(
      client: Client,
      username: string | undefined,
      password: Buffer | undefined,
      done: (error: null, isGood: boolean) => void,
    ): void {
      const sender = username ?? ''
      const reason = refusalOf(options, sender, password?.toString('utf8') ?? '')
      if (reason) {
        intake.refuse(sender, reason)
        sessions.refused(sender, reason)
      }
      // Its own name, whatever it calls itself: nobody can end the connection of another.
      else client.id = sender
      done(null, reason === undefined)
    },
    authorizePublish(client: Client | null, packet: PublishPacket, done: (error?: Error | null) => void): void {
      packet.retain = false
      if (!client) {
        done(new Error('nobody'))
        return
      }
      const isAcknowledged = sessions.heard(client, packet)
      heard(client.id, packet).then((isKept) => {
        // The broker acknowledges nothing of QoS 0.
        if (!isAcknowledged) packet.qos = 0
        done(isKept ? null : new Error('not kept'))
      }, done)
    },
    authorizeSubscribe<One extends { topic: string }>(
      client: Client,
      subscription: One,
      done: (error: null, subscription: One | null) => void,
    ): void {
      const topic = topicIn(subscription.topic)
      done(null, topic?.kind === 'down' && topic.sender === client.id ? subscription : null)
    },
  }

  async function heard(sender: string, packet: PublishPacket): Promise<boolean> {
    const topic = packet.topic === thingsBoardUp ? { kind: 'up', sender } : topicIn(packet.topic)
    if (topic?.sender !== sender || topic.kind === 'down') {
      intake.refuse(sender, 'topic of another')
      return false
    }
    if (!directory.knows(protocolName, sender)) {
      intake.refuse(sender, 'not registered')
      return false
    }
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload)
    const { messageId } = packet
    if (packet.qos === 0 || messageId === undefined) {
      await intake.keep(sender, payload, { canWait: true })
      return true
    }
    if (packet.dup && repeats.has(sender, messageId, payload)) return true
    const isKept = await intake.keep(sender, payload)
    if (!isKept) return false
    repeats.add(sender, messageId, payload)
    const mapping = directory.mappingOf?.(protocolName, sender)
    const answer = topic.kind === 'answer' ? answerIn(payload, mapping) : undefined
    if (answer) options.onAnswer?.(answer)
    return true
  }
}

/** Why a device is not let in, or undefined. Without a credential that was set for it nobody is. */
function refusalOf({ directory }: MqttOptions, sender: string, password: string): string | undefined {
  if (!senderPattern.test(sender) || !directory.knows(protocolName, sender)) return 'not registered'
  const worth = directory.presented(protocolName, sender, password)
  return worth === 'right' ? undefined : worth === 'wrong' ? 'wrong code' : 'no credential set'
}

function say(broker: Aedes, sender: string, topic: string, payload: string): Promise<boolean> {
  const { clients } = broker as unknown as { clients: Readonly<Record<string, Client & { subscriptions: object }>> }
  const client = Object.hasOwn(clients, sender) ? clients[sender] : undefined
  if (!client?.connected || !Object.hasOwn(client.subscriptions, topic)) return Promise.resolve(false)
  return new Promise((done) => {
    client.publish(
      { cmd: 'publish', topic, payload: Buffer.from(payload), qos: 1, dup: false, retain: false },
      (error) => done(!error),
    )
  })
}
