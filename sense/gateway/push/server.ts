import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { bodyOf } from '../body.ts'
import { Malformed } from '../bytes/malformed.ts'
import { Intake, type IntakeOptions } from '../intake.ts'
import type { Gateway } from '../server.ts'
import type { Received } from './shape.ts'
import { type ShapeName, shapes } from './shapes.ts'

export type PushOptions = Omit<IntakeOptions, 'protocol'> & {
  /** The token of each platform that may push. Those without one are not heard. */
  tokens: Partial<Readonly<Record<ShapeName, string>>>
}

const longestBody = 1024 * 1024
const requestMs = 10_000

// One platform speaks for many devices over a few connections; more than that is no platform.
const mostConnections = 1_000

type Door = { name: ShapeName; token: string; intake: Intake }

/**
 * Hears platforms that push over HTTP: `/push/onenet`, `/push/ctwing`, `/push/iotda`. A push is checked, kept on disk and
 * answered; it is read later. What could not be kept is answered by 503, so that the platform pushes it again.
 */
export async function listenPush(options: PushOptions, port: number, host: string): Promise<Gateway> {
  const doors = new Map<string, Door>()
  for (const name of Object.keys(shapes) as ShapeName[]) {
    const token = options.tokens[name]
    if (token) doors.set(`/push/${name}`, { name, token, intake: new Intake({ ...options, protocol: name }) })
  }
  const server = createServer((request, response) => {
    answer(doors, options, request).then(
      ({ status, text }) => reply(response, status, text),
      () => reply(response, 500, ''),
    )
  })
  server.requestTimeout = requestMs
  server.headersTimeout = requestMs
  server.maxConnections = mostConnections
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, done)
  })
  const address = server.address()
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    async stop() {
      for (const { intake } of doors.values()) intake.end()
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeIdleConnections()
      await closed
    },
  }
}

type Answer = { status: number; text: string }

async function answer(
  doors: ReadonlyMap<string, Door>,
  { directory }: PushOptions,
  request: IncomingMessage,
): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://gateway')
  const door = doors.get(url.pathname)
  if (!door) return { status: 404, text: '' }
  const method = request.method ?? ''
  if (method !== 'GET' && method !== 'POST') return { status: 405, text: '' }
  const body = await bodyOf(request, longestBody)
  if (!body) {
    door.intake.refuse('', 'too long')
    return { status: 413, text: '' }
  }
  const received = receive(door, { method, query: url.searchParams, headers: headersOf(request), body })
  if (received.kind === 'answer') return { status: 200, text: received.text }
  if (received.kind === 'refused') {
    door.intake.refuse('', received.reason)
    return { status: received.status, text: '' }
  }
  for (const { sender } of received.messages) {
    if (!directory.knows(door.name, sender)) door.intake.refuse(sender, 'not registered')
  }
  // A platform that gets an error for a stranger would push it again for hours and hold up everybody else.
  const known = received.messages.filter(({ sender }) => directory.knows(door.name, sender))
  const kept = await Promise.all(known.map(({ sender, bytes }) => door.intake.keep(sender, bytes)))
  return kept.every(Boolean) ? { status: 200, text: 'ok' } : { status: 503, text: '' }
}

function receive({ name, token }: Door, request: Parameters<(typeof shapes)[ShapeName]['receive']>[0]): Received {
  try {
    return shapes[name].receive(request, token)
  } catch (fault) {
    if (fault instanceof Malformed) return { kind: 'refused', status: 400, reason: fault.reason }
    throw fault
  }
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]))

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    connection: status === 413 ? 'close' : 'keep-alive',
  })
  response.end(text)
}
