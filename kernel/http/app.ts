import type { IncomingHttpHeaders } from 'node:http'
import compress from '@fastify/compress'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Actor } from '../auth/actor.ts'
import { may } from '../auth/actor.ts'
import type { Clock } from '../clock.ts'
import type { Pool, Tx } from '../db/db.ts'
import { newId } from '../id.ts'
import type { Log } from '../log.ts'
import { Problem } from '../problem.ts'
import { kernelProblems } from '../problems.ts'
import {
  actorIdOf,
  type CommandHead,
  type CommandReply,
  carryOut,
  type Deed,
  recordRefusal,
  requestHash,
} from './command.ts'
import type { RouteContract } from './contract.ts'
import { addHeaders, applyHeaders } from './headers.ts'
import { parseInput } from './input.ts'
import { type Quick, quickServer } from './quick.ts'
import type { Call, Route } from './route.ts'
import { Companion } from './together.ts'

/** As much of a request as tells who sends it. */
export type Asker = { readonly headers: IncomingHttpHeaders; readonly url?: string | undefined }
export type Identify = (request: Asker) => Promise<Actor | undefined>

export type AppDeps = {
  /** What a permission is called on screen; its id where nothing is known. */
  readonly permissionName?: (permission: string) => string
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly uploadMaxMb: number
  /** Who is asking; undefined when nobody is signed in. */
  readonly identify: Identify
  /** Where a command of somebody who is not signed in belongs. */
  readonly districtOf: (request: FastifyRequest) => string
  /** Tests check each reply against its contract. */
  readonly checkReplies?: boolean
  /** What is answered from memory, past the framework. */
  readonly quick?: Quick
  /** Requests a minute from one address to public and sign-in routes. */
  readonly publicPerMinute?: number
}

const MB = 1024 * 1024
const patience = { requestTimeout: 120_000, keepAliveTimeout: 72_000 }

/** A Fastify instance with our limits, headers, request ids and problem replies; routes are added by `mount`. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    ...(deps.quick ? { serverFactory: quickServer(deps.quick, patience) } : {}),
    logger: false,
    genReqId: () => newId(),
    bodyLimit: MB,
    ...patience,
    routerOptions: { maxParamLength: 200 },
    trustProxy: false,
    return503OnClosing: true,
    // An address that cannot even be read passes no hook.
    frameworkErrors: (_error, request, reply) =>
      sendProblem(deps, kernelProblems.route_not_found(), request, addHeaders(request, reply)),
  })
  applyHeaders(app)
  await app.register(compress, { encodings: ['gzip'], threshold: 1024 })
  await app.register(rateLimit, {
    global: false,
    max: deps.publicPerMinute ?? 120,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, context) =>
      kernelProblems.too_many_requests({ seconds: Math.ceil(context.ttl / 1000) }),
  })
  for (const type of [
    'application/octet-stream',
    /^image\//,
    'text/csv',
    'application/geo+json',
    'application/pdf',
    /^application\/vnd\.openxmlformats/,
  ])
    app.addContentTypeParser(
      type,
      { parseAs: 'buffer', bodyLimit: (deps.uploadMaxMb + 1) * MB },
      (_request, body, done) => done(null, body),
    )
  app.setErrorHandler((error, request, reply) => sendProblem(deps, error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(deps, kernelProblems.route_not_found(), request, reply))
  return app
}

/** Adds routes to the app, each guarded by its contract. */
export function mount(app: FastifyInstance, deps: AppDeps, routes: readonly Route[]): void {
  const company = new Companion(deps.pool)
  const carry: CarryOut = ({ inCompany }, head, work) =>
    inCompany ? company.carryOut(head, work) : carryOut(deps.pool, head, work)
  for (const each of routes) {
    const { contract } = each
    app.route({
      method: contract.method,
      url: contract.path,
      ...(contract.access === 'public' && !contract.unmetered ? { config: { rateLimit: {} } } : {}),
      bodyLimit: contract.bytes ? (deps.uploadMaxMb + 1) * MB : MB,
      handler: (request, reply) => answer({ deps, carry }, each, request, reply),
    })
  }
}

type CarryOut = (
  contract: RouteContract,
  head: CommandHead,
  work: (tx: Tx) => Promise<unknown>,
) => Promise<CommandReply>

async function answer(
  { deps, carry }: { readonly deps: AppDeps; readonly carry: CarryOut },
  { contract, handle }: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const actor = await deps.identify(request)
  const now = deps.clock.now()
  const noted: Record<string, unknown> = {}
  const note = (detail: object) => void Object.assign(noted, detail)
  const asked = { actor, now, note, requestId: request.id, request, response: reply }
  if (contract.method === 'GET' || contract.outsideLedger) {
    const input = admit(deps, contract, actor, request)
    const body = await handle({ ...asked, ...input, tx: deps.pool } as unknown as Call<RouteContract>)
    return contract.rawReply ? body : checked(deps, contract, body)
  }
  const deed = deedOf(deps, contract, actor, request, now)
  const { input, head } = await admitCommand(deps, contract, actor, request, deed)
  const secret = contract.secretReply ? { isSecret: true } : {}
  const result = await carry(contract, { ...head, ...secret, detail: noted }, (tx) =>
    handle({ ...asked, ...input, tx } as unknown as Call<RouteContract>),
  )
  if (result.replayed) reply.header('idempotency-replayed', 'true')
  return checked(deps, contract, result.body)
}

/** Checks who asks before what is asked, and gives the input as the contract describes it. */
function admit(deps: AppDeps, contract: RouteContract, actor: Actor | undefined, request: FastifyRequest) {
  authorise(deps, contract, actor)
  return {
    params: parseInput(contract.params, 'params', request.params),
    query: parseInput(contract.query, 'query', request.query),
    body: parseInput(contract.body, 'body', request.body),
    bytes: contract.bytes ? bytesOf(request) : undefined,
  }
}

/** The same for a command: what somebody known tried in vain is audited like what was refused later. */
async function admitCommand(
  deps: AppDeps,
  contract: RouteContract,
  actor: Actor | undefined,
  request: FastifyRequest,
  deed: Deed,
) {
  try {
    const input = admit(deps, contract, actor, request)
    return { input, head: headOf(deed, request, input.bytes ?? input.body) }
  } catch (error) {
    if (actor) await recordRefusal(deps.pool, deed, error)
    throw error
  }
}

function authorise(deps: AppDeps, contract: RouteContract, actor: Actor | undefined): void {
  if (contract.access === 'public') return
  if (!actor) throw kernelProblems.not_signed_in()
  if (actor.passwordDue && contract.access !== 'signed-in') throw kernelProblems.password_due()
  if (contract.access === 'signed-in' || may(actor, contract.access)) return
  throw kernelProblems.not_permitted({ permission: deps.permissionName?.(contract.access) ?? contract.access })
}

function bytesOf(request: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw kernelProblems.unreadable_body({}, 'body')
  return request.body
}

const deedOf = (
  deps: AppDeps,
  contract: RouteContract,
  actor: Actor | undefined,
  request: FastifyRequest,
  now: Date,
): Deed => ({
  districtId: actor?.districtId ?? deps.districtOf(request),
  actorId: actorIdOf(actor),
  act: `${contract.method} ${contract.path}`,
  target: request.url.split('?')[0] ?? contract.path,
  requestId: request.id,
  ip: request.ip,
  now,
})

function headOf(deed: Deed, request: FastifyRequest, payload: unknown): CommandHead {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < 8 || key.length > 200)
    throw kernelProblems.idempotency_key_missing({}, 'Idempotency-Key')
  return { ...deed, key, requestHash: requestHash(deed.act, request.url, payload) }
}

function checked(deps: AppDeps, contract: RouteContract, body: unknown): unknown {
  if (deps.checkReplies) {
    const result = contract.reply.safeParse(JSON.parse(JSON.stringify(body ?? null)))
    if (!result.success)
      throw new Error(`${contract.method} ${contract.path} breaks its contract: ${result.error.message}`)
  }
  return body ?? null
}

function sendProblem(deps: AppDeps, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, deps, request)
  if (problem.status >= 500)
    deps.log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'request failed')
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(problem.body(request.id))
}

function problemOf(error: unknown, deps: AppDeps, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  const code = (error as { code?: string }).code
  const status = (error as { statusCode?: number }).statusCode
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const limitMb = request.routeOptions.bodyLimit === MB ? 1 : deps.uploadMaxMb
    return kernelProblems.body_too_large({ limitMb }, 'body')
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return kernelProblems.media_type_refused({}, 'Content-Type')
  if (status !== undefined && status >= 400 && status < 500) return kernelProblems.unreadable_body({}, 'body')
  return kernelProblems.internal()
}
