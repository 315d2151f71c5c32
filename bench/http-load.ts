import type { Load } from './load.ts'
import { forkScript, messageOf } from './product.ts'

/** Requests to send, again and again, over connections that are kept; each gets a fresh idempotency key. */
export type HttpLoad = {
  readonly address: string
  /** Paths taken in turn. */
  readonly paths: readonly string[]
  readonly method: 'GET' | 'POST'
  readonly cookie?: string
  readonly body?: unknown
  readonly connections: number
  readonly seconds: number
}

/** What came of it; `numbers` are the case numbers that replies named, `refused` counts every other status than 200. */
export type HttpLoadDone = Load & { readonly refused: number; readonly numbers: readonly string[] }

/** Loads a server from a process of its own, so that the client's work is not the server's. */
export async function loadOverHttp(load: HttpLoad): Promise<HttpLoadDone> {
  const child = forkScript('http-load-client.ts')
  child.send(load)
  const done = await messageOf<HttpLoadDone>(child)
  child.kill()
  return done
}
