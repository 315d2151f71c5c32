import type { Header } from './header.ts'

type Set = {
  header: Header
  firstSerial: number
  parts: (Buffer | undefined)[]
  left: number
  bytes: number
  since: number
}

/** What a part made of its message: whole now, still waiting, or refused because too much waits already. */
export type Joined =
  | { kind: 'whole'; header: Header; body: Buffer }
  | { kind: 'waiting' }
  | { kind: 'repeated' }
  | { kind: 'refused' }

/** A long message of which parts did not come: what message 0x8003 asks for. */
export type Missing = { id: number; firstSerial: number; parts: number[] }

/**
 * Joins the parts of long messages of one terminal. Parts may come in any order and more than once. Memory is bounded:
 * beyond `mostBytes` waiting, or so many messages at once, a new message is refused, never an old one thrown away.
 */
export class Fragments {
  readonly #sets = new Map<string, Set>()
  readonly #mostBytes: number
  readonly #mostSets: number
  #bytes = 0

  constructor({ mostBytes = 4 * 1024 * 1024, mostSets = 8 } = {}) {
    this.#mostBytes = mostBytes
    this.#mostSets = mostSets
  }

  /** Takes one part that came at `now` (milliseconds). Its header must have `part`. */
  take(header: Header, body: Buffer, now: number): Joined {
    const part = header.part
    if (!part) return { kind: 'whole', header, body }
    const firstSerial = (header.serial - (part.index - 1)) & 0xffff
    const key = `${header.id}/${firstSerial}/${part.total}`
    const set = this.#sets.get(key) ?? this.#begin(key, header, firstSerial, part.total, body.length, now)
    if (!set || this.#bytes + body.length > this.#mostBytes) return { kind: 'refused' }
    if (set.parts[part.index - 1]) return { kind: 'repeated' }
    set.parts[part.index - 1] = Buffer.from(body)
    set.left--
    set.bytes += body.length
    set.since = now
    this.#bytes += body.length
    return set.left > 0 ? { kind: 'waiting' } : this.#finish(key, set)
  }

  /** Messages to which nothing was added for `quietMs`, with the numbers of the parts that they lack. */
  missing(now: number, quietMs: number): Missing[] {
    return [...this.#sets.values()]
      .filter(({ since }) => now - since >= quietMs)
      .map(({ header, firstSerial, parts }) => ({
        id: header.id,
        firstSerial,
        parts: parts.flatMap((part, index) => (part ? [] : [index + 1])),
      }))
  }

  /** Forgets messages that nothing was added to for `quietMs`, and says how many. */
  forget(now: number, quietMs: number): number {
    let forgotten = 0
    for (const [key, set] of this.#sets) {
      if (now - set.since < quietMs) continue
      this.#drop(key, set)
      forgotten++
    }
    return forgotten
  }

  #begin(key: string, header: Header, firstSerial: number, total: number, size: number, now: number): Set | undefined {
    if (this.#sets.size >= this.#mostSets || total * 8 + size > this.#mostBytes) return undefined
    const parts = new Array<Buffer | undefined>(total).fill(undefined)
    const set = { header, firstSerial, parts, left: total, bytes: 0, since: now }
    this.#sets.set(key, set)
    return set
  }

  #finish(key: string, set: Set): Joined {
    this.#drop(key, set)
    const { part: _, ...header } = set.header
    const body = Buffer.concat(set.parts.filter((part) => part !== undefined))
    return { kind: 'whole', header: { ...header, serial: set.firstSerial }, body }
  }

  #drop(key: string, set: Set): void {
    this.#sets.delete(key)
    this.#bytes -= set.bytes
  }
}
