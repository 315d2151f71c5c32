import type { Instruction, InstructionAnswer } from './instruction.ts'
import type { SpoolRecord } from './spool/record.ts'

/** What one connection makes of bytes that came: frames to keep, and what to say once they are kept. In order. */
export type Step = {
  /** Frames that must be durable before anything of this step is said. */
  keep?: Pick<SpoolRecord, 'sender' | 'bytes'>[]
  /** What goes back over the wire. */
  say?: Uint8Array[]
  /** Its sender keeps it and sends it again, so that it may be left aside while there is too much: a place, never an alarm. */
  canWait?: boolean
  /** Ends the connection after that. */
  close?: boolean
  /** Bytes that were no frame, or a conversation out of order, for the counts of the gateway. */
  refused?: { sender: string; reason: string }
  /** What is held against a sender although it was heard, such as a password that is not the one registered. */
  noticed?: { sender: string; what: string }
  /** What a device answered to something that it was told. */
  answered?: InstructionAnswer
}

/** One conversation with one sender. It reads no clock, no database and no socket. */
export type Conversation = {
  /** Bytes that came at `now` (milliseconds since 1970). */
  take(chunk: Uint8Array, now: number): Step[]
  /** Called every few seconds: what is to be said although nothing came. */
  tick(now: number): Step[]
  /** The stream has ended. */
  end(now: number): Step[]
  /** Who speaks, once that is known. */
  readonly sender: string | undefined
  /** Whether a device may be told something over this connection now. */
  speaksFor?(sender: string): boolean
  /** What to say to a device so that it does as it is told; its answer comes with a later step. */
  instruct?(sender: string, instruction: Instruction, now: number): Uint8Array[] | undefined
}

/** Whether a sender is registered. Asked without waiting: a gateway keeps the list in memory and reads it again. */
export type Directory = {
  knows(protocol: string, sender: string): boolean
  /** What a password is worth that came with a sender: `none set` where it was registered without one. */
  presented(protocol: string, sender: string, credential: string): 'right' | 'wrong' | 'none set'
  /** Whether a sender with a wrong password is heard all the same. */
  tolerates(protocol: string, sender: string): boolean
  /** How its maker's own JSON is read and said, where it speaks that. */
  mappingOf?(protocol: string, sender: string): unknown
}

/** What a protocol folder offers to the gateway. */
export type Protocol = {
  readonly name: string
  /** Who has not said who it is after so long will not; without it, whoever is connected may keep silent as long as anybody. */
  readonly namelessMs?: number
  converse(directory: Directory): Conversation
}
