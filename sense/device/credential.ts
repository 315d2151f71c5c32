import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a credential is worth: `none set` where the device was registered without one. */
export type Presented = 'right' | 'wrong' | 'none set'

/** A credential nobody can guess, which is shown once. */
export const newCredential = (): string => randomBytes(18).toString('base64url')

/**
 * What is kept of a credential. One that was made here has 144 random bits and needs no slow hash; the password of a station
 * by HJ 212 has six characters and goes over the wire as it is, so that no hash would hide it.
 */
export const hashOf = (credential: string): string => createHash('sha256').update(credential).digest('hex')

/** Whether a credential is the one whose hash is kept. */
export function isCredential(hash: string, given: string): boolean {
  const [right, said] = [Buffer.from(hash), Buffer.from(hashOf(given))]
  return right.length === said.length && timingSafeEqual(right, said)
}
