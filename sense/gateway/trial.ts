import type { Instruction, InstructionAnswer } from './instruction.ts'
import type { Step } from './protocol.ts'

/** The connection of a device, as far as a trial may lay hands on it. */
export type Line = {
  /** Whether nobody else has spoken over it. */
  readonly isAlone: boolean
  /** Tells the device something. Gives false where it does not listen. */
  tell(sender: string, instruction: Instruction): boolean
  /** Ends it once everything that is to be said has gone out. */
  cut(): void
  /** Ends it at once. */
  drop(): void
}

/** One device of a stream that is watched, and hindered on purpose. It reads no clock and no socket. */
export type StreamTrial = {
  /**
   * Bytes came over a line, and this is what the conversation makes of them. Gives what is to be done instead. What is taken
   * out of it is neither kept nor answered, so that its sender keeps it; what is kept may stay unanswered, never the other way.
   */
  heard(line: Line, chunk: Uint8Array, steps: readonly Step[], now: number): readonly Step[]
  gone(line: Line): void
}

/** How a device of MQTT opened its session. */
export type Session = {
  keepAliveSeconds: number
  isClean: boolean
  hasWill: boolean
  hasPassword: boolean
}

/** A message of MQTT, before it is kept. */
export type Published = {
  topic: string
  isOwnTopic: boolean
  qos: number
  isAgain: boolean
  payload: Uint8Array
  answered: InstructionAnswer | undefined
}

/** One device of MQTT that is watched, and hindered on purpose. */
export type MqttTrial = {
  /** Whether it is let in now. */
  lets(now: number): boolean
  /** It was refused for what it showed. */
  refused(reason: string, now: number): void
  connected(line: Line, session: Session, now: number): void
  /** Nothing came of it for longer than it said when it connected. */
  silent(now: number): void
  /** Whether a message is acknowledged once it is kept. */
  heard(line: Line, session: Session | undefined, message: Published, now: number): boolean
  gone(line: Line, now: number): void
}

/** The devices that are being tried now, by protocol and name on the wire. */
export type Trials = {
  readonly isAny: boolean
  stream(protocol: string, sender: string): StreamTrial | undefined
  mqtt(sender: string): MqttTrial | undefined
}

/** Whom a step is about. */
export function sendersOf({ keep = [], refused }: Step): string[] {
  const kept = keep.map(({ sender }) => sender)
  return refused?.sender ? [...kept, refused.sender] : kept
}

/** Lets the trials of those who speak in a chunk have their say about it. */
export function underTrial(
  trials: Trials | undefined,
  { protocol, sender, line }: { protocol: string; sender: string | undefined; line: Line },
  { chunk, steps, now }: { chunk: Uint8Array; steps: readonly Step[]; now: number },
): readonly Step[] {
  if (!trials?.isAny) return steps
  const names = new Set(steps.flatMap(sendersOf))
  if (sender !== undefined) names.add(sender)
  let left = steps
  for (const name of names) left = trials.stream(protocol, name)?.heard(line, chunk, left, now) ?? left
  return left
}
