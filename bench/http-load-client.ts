import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { HttpLoad, HttpLoadDone } from './http-load.ts'
import { drive } from './load.ts'

// Started by a benchmark and told by one message what to send.
const [load] = (await once(process, 'message')) as [HttpLoad]
const agent = new Agent({ keepAlive: true, maxSockets: load.connections })
const body = load.body === undefined ? undefined : Buffer.from(JSON.stringify(load.body))
const numbers: string[] = []
let refused = 0

const done = await drive(load.connections, load.seconds, (turn) => send(load.paths[turn % load.paths.length]!))
process.send?.({ ...done, refused, numbers } satisfies HttpLoadDone)

function send(path: string): Promise<void> {
  const headers = {
    ...(load.cookie ? { cookie: load.cookie } : {}),
    ...(load.method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
    ...(body ? { 'content-type': 'application/json', 'content-length': body.length } : {}),
  }
  return new Promise((sent, failed) => {
    const outgoing = request(`${load.address}${path}`, { method: load.method, agent, headers }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.on('error', failed)
      reply.on('end', () => {
        heard(reply.statusCode ?? 0, Buffer.concat(parts).toString())
        sent()
      })
    })
    outgoing.on('error', failed)
    outgoing.end(body)
  })
}

function heard(status: number, text: string): void {
  if (status !== 200) {
    if (refused++ === 0) console.error(`first refusal: ${status} ${text.slice(0, 300)}`)
    return
  }
  const { number } = JSON.parse(text) as { number?: string }
  if (number) numbers.push(number)
}
