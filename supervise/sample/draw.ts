import { createHash, createHmac, randomBytes } from 'node:crypto'

/** What is drawn for: the case and the number of its event, or the sample and its line. */
export type Subject = { readonly subject: string; readonly seq: number }

/** A new secret seed: 32 random bytes in hexadecimal. */
export const newSeed = (): string => randomBytes(32).toString('hex')

/** The commitment to a seed: the SHA-256 of its bytes in hexadecimal. */
export const digestOf = (seed: string): string => createHash('sha256').update(Buffer.from(seed, 'hex')).digest('hex')

const WORD = 2 ** 32

/**
 * Draws one of `count`: HMAC-SHA256 under the seed over `subject|seq|round` gives eight words of 32 bits; the first that lies
 * below the greatest multiple of `count` is taken modulo `count`. Words above it are thrown away, so that no candidate is
 * likelier than another; if all eight are, the next round follows.
 */
export function drawRank(seed: string, { subject, seq }: Subject, count: number): number {
  if (!Number.isInteger(count) || count < 1 || count > WORD) throw new Error(`cannot draw one of ${count}`)
  const fair = WORD - (WORD % count)
  for (let round = 0; ; round++) {
    const bytes = hmac(seed, `${subject}|${seq}|${round}`)
    for (let at = 0; at < bytes.length; at += 4) {
      const word = bytes.readUInt32BE(at)
      if (word < fair) return word % count
    }
  }
}

/** The order of candidates that a draw counts by; anybody can put them into it. */
export const inDrawOrder = (candidates: Iterable<string>): string[] => [...new Set(candidates)].sort()

/** Whose turn it is: the candidate at the rank drawn. Throws when there is nobody to draw. */
export function drawOne(seed: string, subject: Subject, candidates: Iterable<string>) {
  const ordered = inDrawOrder(candidates)
  const rank = drawRank(seed, subject, ordered.length)
  return { rank, chosen: ordered[rank] as string, candidates: ordered }
}

/** `size` of the given, every set of that size equally likely: those whose HMAC under the seed comes first. */
export function drawSome(seed: string, subject: string, from: readonly string[], size: number): string[] {
  return inDrawOrder(from)
    .map((each) => ({ each, key: hmac(seed, `${subject}|${each}`).toString('hex') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .slice(0, size)
    .map(({ each }) => each)
}

const hmac = (seed: string, message: string): Buffer =>
  createHmac('sha256', Buffer.from(seed, 'hex')).update(message).digest()
