import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { Secret } from './config.ts'

/**
 * Encrypts small personal values at rest: AES-256-GCM, a fresh 12-byte nonce each, output `v1 ‖ nonce ‖ tag ‖ ciphertext`.
 * The context (table, district, record) is authenticated, so that a value moved to another row does not open.
 */
export type Sealer = {
  seal(plain: string, context: string): Buffer
  /** Throws when the bytes or the context were tampered with. */
  open(sealed: Buffer, context: string): string
  /** A keyed fingerprint by which equal values can be found without being readable. */
  fingerprint(plain: string): string
}

const VERSION = 1
const NONCE = 12
const TAG = 16

export function makeSealer(secret: Secret): Sealer {
  // Kept as key objects: from bytes, a key would be made anew for every value, which costs more than sealing it.
  const derive = (use: string) => createSecretKey(Buffer.from(hkdfSync('sha256', secret.reveal(), 'yiwang', use, 32)))
  const key = derive('personal data')
  const printKey = derive('fingerprint')
  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body])
    },
    open(sealed, context) {
      if (sealed[0] !== VERSION) throw new Error(`sealed value of unknown version ${sealed[0]}`)
      const nonce = sealed.subarray(1, 1 + NONCE)
      const tag = sealed.subarray(1 + NONCE, 1 + NONCE + TAG)
      // The length is fixed here because GCM would also be content with the first bytes of a tag.
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
      decipher.setAAD(Buffer.from(context)).setAuthTag(tag)
      return decipher.update(sealed.subarray(1 + NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
    },
    fingerprint: (plain) => createHmac('sha256', printKey).update(plain).digest('base64url'),
  }
}

/** The usual context of a sealed value: where it stands, so that it opens nowhere else. */
export const sealedAt = (table: string, districtId: string, recordId: string, field: string): string =>
  `${table}/${districtId}/${recordId}/${field}`
