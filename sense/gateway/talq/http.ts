import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { errorOf, readEnvelope, version } from './codec.ts'

/** The longest body that either side reads, in bytes. */
export const longestBody = 4 * 1024 * 1024

export type Reply = { readonly status: number; readonly body?: unknown }

/** A refusal in the words of the specification. */
export const wrong = (status: number, key: Parameters<typeof errorOf>[0], why: string): Reply => ({
  status,
  body: errorOf(key, why),
})

/** Whether a header shows the token, in a time that tells nothing of it. */
export function showsToken(given: string | undefined, token: string): boolean {
  const [right, said] = [Buffer.from(`Bearer ${token}`), Buffer.from(given ?? '')]
  return right.length === said.length && timingSafeEqual(right, said)
}

/** Who asks, in which version, whether for a change, and for what. */
export function askedOf({ method = '', headers, url = '/' }: IncomingMessage): {
  method: string
  path: string
  isChange: boolean
  envelope: ReturnType<typeof readEnvelope>
} {
  const { pathname, searchParams } = new URL(url, 'http://gateway')
  const said = headers['talq-api-version']
  const isChange = method !== 'GET'
  const envelope = readEnvelope({ version: Array.isArray(said) ? said[0] : said, query: searchParams, isChange })
  return { method, path: pathname, isChange, envelope }
}

export function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'talq-api-version': version })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}
