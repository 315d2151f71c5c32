import { type RequestOptions, request } from 'node:http'
import { request as requestTls } from 'node:https'
import { addressFor } from './public-address.ts'

export type Post = {
  readonly url: string
  readonly method?: 'POST' | 'GET'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
  /** Whether addresses of our own network may be reached. */
  readonly allowPrivate: boolean
}

export type Answer = {
  readonly status: number
  readonly retryAfter: string | undefined
  /** The beginning of what was answered. */
  readonly body: string
}

const BODY_BYTES = 4096

/**
 * Sends one request into the world: to the address looked up beforehand, following no redirect, reading only the beginning of
 * the answer, and giving up after `timeoutMs` altogether.
 */
export async function post(given: Post): Promise<Answer> {
  const url = new URL(given.url)
  const signal = AbortSignal.timeout(given.timeoutMs)
  const { address, family } = await within(signal, addressFor(url.hostname, given.allowPrivate))
  const bytes = Buffer.from(given.body)
  const options: RequestOptions = {
    method: given.method ?? 'POST',
    headers: {
      'user-agent': 'yiwang',
      ...given.headers,
      ...(bytes.length > 0 ? { 'content-length': bytes.length } : {}),
    },
    signal,
    agent: false,
    lookup: (_host, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family)),
  }
  return new Promise((answered, failed) => {
    const begin = url.protocol === 'https:' ? requestTls : request
    const outgoing = begin(url, options, (reply) => {
      const parts: Buffer[] = []
      let size = 0
      const finish = () => {
        const { statusCode: status = 0, headers } = reply
        const body = Buffer.concat(parts).subarray(0, BODY_BYTES).toString('utf8')
        answered({ status, retryAfter: headers['retry-after'], body })
        reply.destroy()
      }
      reply.on('data', (part: Buffer) => {
        parts.push(part)
        size += part.length
        if (size >= BODY_BYTES) finish()
      })
      reply.once('end', finish)
      reply.once('error', failed)
    })
    outgoing.once('error', failed)
    outgoing.end(bytes)
  })
}

/** Looking a name up cannot be broken off, but waiting for it can. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((done, failed) => {
    const stop = () => failed(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(done, failed).finally(() => signal.removeEventListener('abort', stop))
  })
}
