import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the least server of this runtime is told: how many bytes it sends to everybody. */
export type BareSettings = { readonly bytes: number }

// Started by a benchmark: the same bytes to whoever asks for anything. What a product on this runtime cannot be quicker than.
const [{ bytes }] = (await once(process, 'message')) as [BareSettings]
const body = Buffer.alloc(bytes, 1)
const headers = ['content-type', 'application/vnd.mapbox-vector-tile', 'content-length', String(bytes)]
const server = createServer((_, response) => response.writeHead(200, headers).end(body))
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.once('disconnect', () => process.exit(0))
