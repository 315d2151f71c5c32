import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { FastifyServerFactory } from 'fastify'
import { newId } from '../id.ts'
import { protecting } from './headers.ts'

/**
 * Answers a request from memory before the framework has looked at it: true at once, or later whether it has; undefined where the
 * framework has to answer. Nothing may be written before it is sure.
 */
export type Quick = (request: IncomingMessage, response: ServerResponse) => Promise<boolean> | true | undefined

/** A server that asks `quick` first; it is patient for as long as the framework's own would be. */
export const quickServer =
  (
    quick: Quick,
    patience: { readonly requestTimeout: number; readonly keepAliveTimeout: number },
  ): FastifyServerFactory =>
  (handler): Server => {
    const server = createServer((request, response) => {
      const answered = quick(request, response)
      if (!answered) return handler(request, response)
      if (answered === true) return
      answered.then(
        (done) => done || handler(request, response),
        // Whatever went wrong goes wrong again where it is logged and answered.
        () => handler(request, response),
      )
    })
    return Object.assign(server, patience)
  }

/** A reply with the headers of every reply, as names and values in turn. */
export function answerQuickly(
  response: ServerResponse,
  { status, headers, body }: { status: number; headers: readonly string[]; body?: Buffer | undefined },
): void {
  const length = body ? ['content-length', String(body.length)] : []
  response.writeHead(status, [...protecting, 'x-request-id', newId(), ...headers, ...length])
  response.end(body)
}
