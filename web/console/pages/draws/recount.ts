import type { ReplyOf } from '#kernel/http/contract.ts'
import type { publicDraws } from '#supervise/sample/contract.ts'

export type OpenDraw = ReplyOf<typeof publicDraws>['draws'][number]

/** How a draw comes about, step by step, for whoever wants to follow it on paper. */
export type Working = {
  readonly message: string
  /** HMAC-SHA256 of the message under the seed, as eight words of 32 bits. */
  readonly words: readonly number[]
  /** The words below this are taken; above it some candidate would be likelier. */
  readonly fair: number
  /** Which of the words was taken. */
  readonly taken: number
  readonly rank: number
  readonly chosen: string
}

const WORD = 2 ** 32

/** Whether this browser can compute at all: cryptography is withheld from pages on plain http. */
export const canRecount = (): boolean => globalThis.crypto?.subtle !== undefined

/** The SHA-256 of a seed, which was published before anything was drawn by it. */
export async function digestOfSeed(seed: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytesOf(seed))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Draws once more, by this browser's own cryptography and not the server's; `undefined` where somebody was named, not drawn. */
export async function drawHere(
  seed: string,
  { subject, seq, rank, candidates }: OpenDraw,
): Promise<Working | undefined> {
  if (rank === null) return undefined
  const ordered = [...new Set(candidates)].sort()
  const fair = WORD - (WORD % ordered.length)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytesOf(seed), algorithm, false, ['sign'])
  for (let round = 0; ; round++) {
    const message = `${subject}|${seq}|${round}`
    const mac = new DataView(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(message)))
    const words = Array.from({ length: 8 }, (_, at) => mac.getUint32(at * 4))
    const taken = words.findIndex((word) => word < fair)
    if (taken < 0) continue
    const drawn = words[taken]! % ordered.length
    return { message, words, fair, taken, rank: drawn, chosen: ordered[drawn]! }
  }
}

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
