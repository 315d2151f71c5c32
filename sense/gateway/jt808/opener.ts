import { Malformed } from '../bytes/malformed.ts'
import { contentOf, FrameSplitter, looseContentOf } from './frame.ts'
import { type Header, readHeader } from './header.ts'

/** One frame taken off the wire, its checksum and length right. `body` is all of it, or one part of a longer one. */
export type Frame = { header: Header; body: Buffer }

/** How a frame departs from the standard although it could be read. */
export type Deviation = 'mark inside' | 'escape missing'

/** What came off the wire: a frame, with how it was mended if it had to be, or bytes that are none. */
export type Opened =
  | { kind: 'frame'; frame: Frame; deviation?: Deviation }
  | { kind: 'refused'; bytes: Buffer; fault: Malformed }

/**
 * Opens one frame as a `FrameSplitter` gives it, exactly as the standard has it. Throws `Malformed` for a wrong escape,
 * checksum, length or part. What it gives may still be one part of a message: see `Fragments`.
 */
export const openFrame = (frame: Uint8Array): Frame => readHeader(contentOf(frame))

// A terminal that does not escape cannot go on for ever: two or three pieces is what is seen.
const mostPieces = 4

/**
 * Opens the frames of one stream, and also those of terminals that do not escape `7D` or `7E` in the body: pieces between
 * marks are put together again, and a lone `7D` is taken as it is, where checksum and length then both come out right.
 */
export class FrameOpener {
  readonly #splitter = new FrameSplitter()
  #before: { pieces: Buffer[]; faults: Malformed[] } = { pieces: [], faults: [] }

  get dropped(): number {
    return this.#splitter.dropped
  }

  push(chunk: Uint8Array): Opened[] {
    return this.#splitter.push(chunk).flatMap((piece) => this.#open(piece))
  }

  #open(piece: Buffer): Opened[] {
    const opened = openLoosely(piece)
    if (opened.kind === 'frame') return [...this.#giveUp(), opened]
    const { pieces, faults } = this.#before
    for (let from = 0; from < pieces.length; from++) {
      const joined = openLoosely(joinedByMarks([...pieces.slice(from), piece]))
      if (joined.kind !== 'frame') continue
      this.#before = { pieces: pieces.slice(0, from), faults: faults.slice(0, from) }
      return [...this.#giveUp(), { ...joined, deviation: 'mark inside' }]
    }
    pieces.push(piece)
    faults.push(opened.fault)
    return pieces.length < mostPieces ? [] : this.#giveUp()
  }

  /** What still waits for a piece that would make it whole. To be called when the stream ends. */
  end(): Opened[] {
    return this.#giveUp()
  }

  #giveUp(): Opened[] {
    const { pieces, faults } = this.#before
    this.#before = { pieces: [], faults: [] }
    return pieces.map((bytes, index) => ({ kind: 'refused', bytes, fault: faults[index]! }))
  }
}

function openLoosely(piece: Buffer): Opened {
  try {
    return { kind: 'frame', frame: openFrame(piece) }
  } catch (fault) {
    if (!(fault instanceof Malformed)) throw fault
    const loose = fault.reason === 'escape' ? looseContentOf(piece) : undefined
    return (loose && openContent(loose)) ?? { kind: 'refused', bytes: piece, fault }
  }
}

function openContent(content: Buffer): Opened | undefined {
  try {
    return { kind: 'frame', frame: readHeader(content), deviation: 'escape missing' }
  } catch (fault) {
    if (fault instanceof Malformed) return undefined
    throw fault
  }
}

const joinedByMarks = (pieces: readonly Buffer[]): Buffer =>
  Buffer.concat(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [Buffer.of(0x7e), piece])))
