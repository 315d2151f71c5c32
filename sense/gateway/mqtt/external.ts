import { setTimeout as pause } from 'node:timers/promises'
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt'
import type { Instruction, InstructionAnswer } from '../instruction.ts'
import { Intake, type IntakeOptions } from '../intake.ts'
import { answerIn, commandOf } from './command.ts'
import { longestPayload, protocolName, sharedFilters, type Topic, topicIn, topicOf } from './topics.ts'

export type ExternalOptions = Omit<IntakeOptions, 'protocol'> & {
  /** Where the broker is, with user and password: `mqtts://yiwang:secret@broker.example:8883`. */
  url: string
  /** Tells this gateway from others that ask the same broker. It has to stay the same over restarts. */
  clientId: string
  /** Connections to the broker. Each waits for the disk after every message, so that several become durable together. */
  lines?: number
  /** Told of what a device answers to a command, once that is kept. */
  onAnswer?: ((answer: InstructionAnswer) => void) | undefined
}

/** A gateway that hears devices through a broker of somebody else. */
export type ExternalGateway = {
  /** How many of its connections to the broker stand. */
  connected(): number
  say(topic: string, payload: string): Promise<boolean>
  instruct(sender: string, instruction: Instruction): Promise<boolean>
  stop(): Promise<void>
}

const usualLines = 16

// So many messages the broker may hand over on one connection before the first of them is acknowledged.
const receiveMaximum = 100
const reconnectMs = 2_000
const againMs = 1_000

// The broker holds what is not acknowledged for a day, as long as we may be away.
const sessionSeconds = 86_400

/**
 * Hears devices through a broker that speaks MQTT 5. Gateways that ask the same broker share the messages. A message is
 * acknowledged after it is kept, so that the broker hands it over again where it was not. Which device may publish to which
 * topic is the broker's to watch: the topic is believed.
 */
export function joinBroker(options: ExternalOptions): ExternalGateway {
  const intake = new Intake({ ...options, protocol: protocolName })
  const lines = Array.from({ length: options.lines ?? usualLines }, (_, index) => lineOf(options, intake, index))
  return {
    connected: () => lines.filter(({ connected }) => connected).length,
    say: (topic, payload) =>
      publish(
        lines.find(({ connected }) => connected),
        topic,
        payload,
      ),
    instruct: (sender, instruction) =>
      publish(
        lines.find(({ connected }) => connected),
        topicOf({ kind: 'down', sender }),
        commandOf(instruction, options.directory.mappingOf?.(protocolName, sender)),
      ),
    async stop() {
      intake.end()
      await Promise.all(lines.map((line) => line.endAsync(true)))
    },
  }
}

function lineOf(options: ExternalOptions, intake: Intake, index: number): MqttClient {
  const { url, clientId, log } = options
  const line = mqtt.connect(url, {
    protocolVersion: 5,
    clientId: `${clientId}-${index}`,
    clean: false,
    reconnectPeriod: reconnectMs,
    resubscribe: false,
    properties: { sessionExpiryInterval: sessionSeconds, receiveMaximum },
    customHandleAcks: (topic, payload, packet: IPublishPacket, acknowledge) =>
      void heard(options, intake, { topic, payload, packet }).then((isKept) => isKept && acknowledge(good)),
  })
  line.on('error', (error) => log.warn({ err: error }, 'the MQTT broker cannot be reached'))
  line.on('connect', () => {
    for (const filter of sharedFilters) line.subscribe(filter, { qos: 1 }, () => undefined)
  })
  // What wants no acknowledgement does not come by that way.
  line.on('message', (topic, payload, packet) => {
    if (packet.qos === 0) void heard(options, intake, { topic, payload, packet })
  })
  return line
}

// MQTT 5, 3.4.2.1 [S]: 0 is success.
const good = 0

type Message = { topic: string; payload: Buffer; packet: Pick<IPublishPacket, 'qos'> }

/** Whether a message is to be acknowledged: it was kept, or nobody will ever keep it. */
async function heard(
  { directory, onAnswer }: ExternalOptions,
  intake: Intake,
  { topic: text, payload, packet }: Message,
): Promise<boolean> {
  const topic = topicIn(text)
  if (!topic) return true
  if (!directory.knows(protocolName, topic.sender)) {
    intake.refuse(topic.sender, 'not registered')
    return true
  }
  if (!(await kept(intake, topic, payload, packet.qos))) return false
  const answer =
    topic.kind === 'answer' ? answerIn(payload, directory.mappingOf?.(protocolName, topic.sender)) : undefined
  if (answer) onAnswer?.(answer)
  return true
}

async function kept(intake: Intake, { sender }: Topic, payload: Buffer, qos: number): Promise<boolean> {
  if (payload.length > longestPayload) {
    intake.refuse(sender, 'packet too long')
    return true
  }
  if (qos === 0) return intake.keep(sender, payload, { canWait: true })
  while (!(await intake.keep(sender, payload))) {
    if (intake.isEnded) return false
    await pause(againMs)
  }
  return true
}

function publish(line: MqttClient | undefined, topic: string, payload: string): Promise<boolean> {
  if (!line) return Promise.resolve(false)
  return line.publishAsync(topic, payload, { qos: 1 }).then(
    () => true,
    () => false,
  )
}
