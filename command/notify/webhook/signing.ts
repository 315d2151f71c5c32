import { createHmac, randomBytes } from 'node:crypto'

// Standard Webhooks 1.0: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
const PREFIX = 'whsec_'
const KEY_BYTES = 32

/** A new symmetric secret, as the other side enters it. */
export const newSecret = (): string => PREFIX + randomBytes(KEY_BYTES).toString('base64')

const keyOf = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64')

const signature = (secret: string, signed: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(signed).digest('base64')}`

/** What is sent, and who stands for it: the current secret first, then one that was replaced a short while ago. */
export type Signing = {
  readonly id: string
  readonly at: Date
  readonly body: string
  readonly secrets: readonly string[]
}

/** The three headers of Standard Webhooks. The time is the attempt's, so that a repeat is not too old to be believed. */
export function signedHeaders({ id, at, body, secrets }: Signing): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signed = `${id}.${timestamp}.${body}`
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => signature(secret, signed)).join(' '),
  }
}
