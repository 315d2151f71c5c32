import { Malformed } from '../../gateway/bytes/malformed.ts'
import { frameOf as hj212Frame, readMessage, SegmentReader } from '../../gateway/hj212/codec.ts'
import { FrameOpener } from '../../gateway/jt808/codec.ts'
import { FrameSplitter, frameOf as jt808Frame } from '../../gateway/jt808/frame.ts'
import { lookedUpBy, readKept, writeHeader } from '../../gateway/jt808/header.ts'
import { idOf } from '../../gateway/jt808/messages.ts'
import { FrameReader, openFrame, wantsReply } from '../../gateway/sl651/codec.ts'
import { type Line, openCoap, openMqtt, openStation, openTerminal, type Target } from './line.ts'

/** A frame as it goes over the wire, and whose it is, as far as it says so. */
export type Wire = { sender: string | undefined; bytes: Buffer }

/** How frames of a protocol are sent again. */
export type Dialect = {
  /** Frames in bytes as the wire had them. */
  split(bytes: Buffer): Wire[]
  /** A frame as the gateway kept it, as it went over the wire. */
  wire(kept: Buffer): Buffer
  /** Whether a frame is answered. */
  wantsAnswer(wire: Buffer): boolean
  /** The number that an answer repeats. */
  serialOf?(wire: Buffer): number | undefined
  /** Counts the answers in what comes back. */
  answers(): (chunk: Buffer) => number
  open(target: Target, sender: string, dialect: Dialect): Promise<Line | undefined>
}

const noAnswers = () => () => 0
const message: Omit<Dialect, 'open'> = {
  split: (bytes) => [{ sender: undefined, bytes }],
  wire: (kept) => kept,
  wantsAnswer: () => true,
  answers: noAnswers,
}

const mark = Buffer.of(0x7e)

/** The header of a frame of JT/T 808, or undefined where it cannot be read. */
function headerOf(wire: Buffer) {
  const [opened] = new FrameOpener().push(wire)
  return opened?.kind === 'frame' ? opened.frame.header : undefined
}

// To sign in and out is the business of whoever is played.
const ownBusiness: ReadonlySet<number> = new Set([idOf('registration'), idOf('authentication'), idOf('deregistration')])

// An answer to what was asked elsewhere is answered by nobody.
const unanswered: ReadonlySet<number> = new Set(
  (
    ['terminalReply', 'parameters', 'attributes', 'locationReply', 'controlReply', 'heldAreas', 'recorderData'] as const
  ).map(idOf),
)

const jt808: Dialect = {
  split: (bytes) =>
    new FrameSplitter().push(bytes).flatMap((escaped) => {
      const wire = Buffer.concat([mark, escaped, mark])
      const header = headerOf(wire)
      if (header && ownBusiness.has(header.id)) return []
      return [{ sender: header && lookedUpBy(header.phone), bytes: wire }]
    }),
  wire(kept) {
    const { header, body } = readKept(kept)
    return jt808Frame(Buffer.concat([writeHeader(header, body.length), body]))
  },
  wantsAnswer(wire) {
    const header = headerOf(wire)
    return header !== undefined && !unanswered.has(header.id)
  },
  serialOf: (wire) => headerOf(wire)?.serial,
  answers: noAnswers,
  open: openTerminal,
}

/** The message of a frame of HJ 212, or undefined where it cannot be read. */
function hj212Message(wire: Buffer) {
  const reader = new SegmentReader()
  const [opened] = [...reader.push(wire), ...reader.end()]
  if (opened?.kind !== 'segment') return undefined
  try {
    return readMessage(opened.segment).message
  } catch (fault) {
    if (fault instanceof Malformed) return undefined
    throw fault
  }
}

const hj212: Dialect = {
  split: (bytes) =>
    bytes
      .toString('latin1')
      .split(/(?<=\r\n)(?=##)/)
      .filter((one) => one.startsWith('##'))
      .map((one) => {
        const wire = Buffer.from(one, 'latin1')
        return { sender: hj212Message(wire)?.mn, bytes: wire }
      }),
  wire: (kept) => hj212Frame(kept),
  wantsAnswer: (wire) => hj212Message(wire)?.flag.wantsAnswer ?? false,
  answers() {
    const reader = new SegmentReader()
    return (chunk) => reader.push(chunk).filter(({ kind }) => kind === 'segment').length
  },
  open: openStation,
}

const sl651: Dialect = {
  split: (bytes) =>
    new FrameReader()
      .push(bytes)
      .flatMap((one) => (one.kind === 'frame' ? [{ sender: one.frame.station, bytes: one.bytes }] : [])),
  wire: (kept) => kept,
  wantsAnswer: (wire) => wantsReply(openFrame(wire)),
  answers() {
    const reader = new FrameReader()
    return (chunk) => reader.push(chunk).filter(({ kind }) => kind === 'frame').length
  },
  open: openStation,
}

/** How frames of each protocol are sent again. */
export const dialects = {
  jt808,
  hj212,
  sl651,
  mqtt: { ...message, open: openMqtt },
  coap: { ...message, open: openCoap },
} as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof dialects
export const dialectNames = Object.keys(dialects) as DialectName[]
