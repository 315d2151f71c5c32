import type { Block } from './options.ts'

/** What becomes of a block: the body is whole, more is waited for, a block is missing, or there is too much. */
export type Joined = { kind: 'whole'; body: Buffer } | { kind: 'more' } | { kind: 'gap' } | { kind: 'too much' }

type Open = { pieces: Buffer[]; length: number; at: number }

/** Bounds of what may be half received: of one body, of all together, and for how long. */
export type BlockLimits = { mostBytes: number; mostOpen: number; mostHeld: number; forgetMs: number }

/** Puts bodies together that come in blocks, one after the other as RFC 7959, 2.5 [S] has it. Whoever is oldest gives way. */
export class Blocks {
  readonly #limits: BlockLimits
  readonly #open = new Map<string, Open>()
  #held = 0

  constructor(limits: BlockLimits) {
    this.#limits = limits
  }

  /** Bytes that wait for the rest of their bodies. */
  get held(): number {
    return this.#held
  }

  take(key: string, { index, hasMore, size }: Block, payload: Buffer, now: number): Joined {
    this.#forget(now)
    const { mostBytes, mostOpen, mostHeld } = this.#limits
    if (index * size + payload.length > mostBytes) return this.#drop(key, 'too much')
    const before = index === 0 ? undefined : this.#open.get(key)
    if ((before?.length ?? 0) !== index * size) return this.#drop(key, 'gap')
    // A block that more follow is full; anything else is no block of this body.
    if (hasMore && payload.length !== size) return this.#drop(key, 'gap')
    if (!hasMore) {
      const body = Buffer.concat([...(before?.pieces ?? []), payload])
      this.#drop(key, 'gap')
      return { kind: 'whole', body }
    }
    if (index === 0) this.#drop(key, 'gap')
    const open = before ?? { pieces: [], length: 0, at: now }
    open.pieces.push(Buffer.from(payload))
    open.length += payload.length
    open.at = now
    this.#held += payload.length
    this.#open.delete(key)
    this.#open.set(key, open)
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= mostOpen && this.#held <= mostHeld) break
      this.#drop(oldest, 'gap')
    }
    return { kind: 'more' }
  }

  #drop(key: string, kind: 'gap' | 'too much'): Joined {
    this.#held -= this.#open.get(key)?.length ?? 0
    this.#open.delete(key)
    return { kind }
  }

  #forget(now: number): void {
    for (const [key, { at }] of this.#open) {
      if (now - at <= this.#limits.forgetMs) break
      this.#drop(key, 'gap')
    }
  }
}
