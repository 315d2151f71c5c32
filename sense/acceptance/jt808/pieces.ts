import { type Frame, FrameSplitter, Malformed, openFrame } from '../../gateway/jt808/codec.ts'
import { contentOf, longestFrame, looseContentOf } from '../../gateway/jt808/frame.ts'
import { readHeader } from '../../gateway/jt808/header.ts'

/**
 * What stood between two marks: a frame, perhaps one whose escapes are missing, or none. `raw` has its marks; `properties` is
 * the word of the header that says length, parts and edition.
 */
export type Piece =
  | { kind: 'frame'; raw: Buffer; frame: Frame; isEscaped: boolean; properties: number }
  | { kind: 'none'; raw: Buffer; reason: string }

const mark = Buffer.of(0x7e)

/**
 * Opens frames exactly as the standard has them. What is none is tried once more without escapes, and together with what
 * stood before it, so that a terminal that does not escape is told so rather than that its checksums are wrong.
 */
export class Pieces {
  readonly #splitter = new FrameSplitter()
  #held: { piece: Buffer; reason: string } | undefined
  #dropped = 0

  push(bytes: Uint8Array): Piece[] {
    const found = this.#splitter.push(bytes).flatMap((piece) => this.#open(piece))
    const dropped = this.#splitter.dropped - this.#dropped
    this.#dropped = this.#splitter.dropped
    if (dropped > 0) found.push({ kind: 'none', raw: Buffer.from(bytes.subarray(0, longestFrame)), reason: 'rest' })
    return found
  }

  end(): Piece[] {
    return this.#giveUp()
  }

  #open(piece: Buffer): Piece[] {
    const strict = opened(() => openFrame(piece))
    if (!(strict instanceof Malformed)) {
      const properties = contentOf(piece).readUInt16BE(2)
      return [...this.#giveUp(), { kind: 'frame', raw: marked(piece), frame: strict, isEscaped: true, properties }]
    }
    const joined = this.#held && Buffer.concat([this.#held.piece, mark, piece])
    for (const one of joined ? [joined, piece] : [piece]) {
      const content = looseContentOf(one)
      const frame = content && opened(() => readHeader(content))
      if (!frame || frame instanceof Malformed) continue
      if (one === joined) this.#held = undefined
      const properties = content.readUInt16BE(2)
      return [...this.#giveUp(), { kind: 'frame', raw: marked(one), frame, isEscaped: false, properties }]
    }
    const before = this.#giveUp()
    this.#held = { piece, reason: strict.reason }
    return before
  }

  #giveUp(): Piece[] {
    const held = this.#held
    this.#held = undefined
    return held ? [{ kind: 'none', raw: marked(held.piece), reason: held.reason }] : []
  }
}

const marked = (piece: Uint8Array): Buffer => Buffer.concat([mark, piece, mark])

function opened<Result>(open: () => Result): Result | Malformed {
  try {
    return open()
  } catch (fault) {
    if (fault instanceof Malformed) return fault
    throw fault
  }
}
