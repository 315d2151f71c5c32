import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { kernelProblems } from '../problems.ts'

/** Everything comes from our own origin; `unsafe-inline` is for style attributes only, never for script. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const always: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(self)',
}

/** The headers of every reply as names and values in turn. */
export const protecting: readonly string[] = Object.entries(always).flat()

/** Security headers on every reply, no caching unless a route says so, and commands only from our own pages. */
export function applyHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    const { origin } = request.headers
    if (origin !== undefined && !sameHost(origin, request.headers.host))
      throw kernelProblems.origin_refused({}, 'Origin')
  })
  app.addHook('onSend', async (request, reply) => void addHeaders(request, reply))
}

/** The headers of every reply; also for the few that Fastify sends past the hooks. */
export function addHeaders(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.headers(always).header('x-request-id', request.id)
  return reply.hasHeader('cache-control') ? reply : reply.header('cache-control', 'no-store')
}

function sameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}
