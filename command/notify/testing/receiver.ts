import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly url: string }

/** A receiver of our own that answers as it is told, and keeps what it was sent. */
export type Receiver = {
  readonly url: string
  readonly received: Received[]
  /** How to answer from now on: a status, or by hand. */
  answer: number | ((reply: ServerResponse, got: Received) => void)
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, reply) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const got = { headers: request.headers, body: Buffer.concat(parts).toString('utf8'), url: request.url ?? '' }
      received.push(got)
      if (typeof receiver.answer === 'number') reply.writeHead(receiver.answer).end()
      else receiver.answer(reply, got)
    })
  })
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: 204,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
  return receiver
}
