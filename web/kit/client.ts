import type { z } from 'zod'
import type { Fault, ParamsOf, ProblemBody, QueryInputOf, ReplyOf, RouteContract } from '#kernel/http/contract.ts'

type Nothing = Record<never, never>
type Part<Name extends string, T> = undefined extends T
  ? { readonly [K in Name]?: T }
  : Nothing extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T }

export type AnyContract = RouteContract

/** What a caller gives for a contract; parts in which nothing is required may be left out. */
export type Given<C> =
  C extends RouteContract<z.ZodType, z.ZodType, infer B, z.ZodType>
    ? Part<'params', ParamsOf<C>> &
        Part<'query', QueryInputOf<C>> &
        Part<'body', z.input<B>> & { readonly bytes?: Blob }
    : never

export type CallOptions = {
  readonly signal?: AbortSignal
  /** The idempotency key of a command; the same key for the same submission, however often it is sent. */
  readonly key?: string
  /** The page may be gone before the answer comes: the browser sends it all the same, up to 64 KB. */
  readonly outlives?: boolean
}

type LooseGiven = {
  readonly params?: Record<string, unknown>
  readonly query?: Record<string, unknown>
  readonly body?: unknown
  readonly bytes?: Blob
}

/** A refusal of the server in both languages, or the network's failure as `offline`. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly field: string | undefined
  readonly detail: Readonly<Record<string, unknown>>
  readonly faults: readonly Fault[]
  readonly requestId: string | undefined

  constructor(body: ProblemBody) {
    super(`${body.code}: ${body.title}`)
    this.name = 'ProblemError'
    this.status = body.status
    this.code = body.code
    this.zh = body.title
    this.en = body.titleEn
    this.field = body.field
    this.detail = body.detail ?? {}
    this.faults = body.faults ?? []
    this.requestId = body.requestId
  }
}

const local = (code: string, status: number, title: string, titleEn: string): ProblemError =>
  new ProblemError({ type: `https://yiwang.dev/problems/${code}`, status, code, title, titleEn })

/** Any thrown thing as a problem that can be shown. */
export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError
    ? error
    : local('screen_fault', 0, '页面出错，请刷新后再试', 'The page failed; reload and try again')

/** An idempotency key; works on plain http too, where `crypto.randomUUID` is absent. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The address of a route with its parameters and query filled in; empty values are left out. */
export function addressOf(contract: Pick<AnyContract, 'path'>, given: LooseGiven = {}): string {
  const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(given.params?.[name])),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given.query ?? {}))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}

/**
 * Calls a route by its contract. Sends again after a network failure: a question has no effect, a command has its key.
 * Errors: `ProblemError`; a cancelled call rejects with the signal's own reason.
 */
export async function call<const C>(contract: C, given: Given<C>, options: CallOptions = {}): Promise<ReplyOf<C>> {
  const route = contract as AnyContract
  const response = await sendPatiently(
    addressOf(route, given as LooseGiven),
    requestOf(route, given as LooseGiven, options),
  )
  if (!response.ok) throw await problemOf(response)
  return (response.status === 204 ? null : await response.json()) as ReplyOf<C>
}

function requestOf(route: AnyContract, given: LooseGiven, options: CallOptions): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (route.method !== 'GET') headers['idempotency-key'] = options.key ?? newKey()
  const request: RequestInit = { method: route.method, headers, credentials: 'same-origin' }
  if (options.signal) request.signal = options.signal
  if (options.outlives) request.keepalive = true
  if (given.bytes) {
    headers['content-type'] = given.bytes.type || 'application/octet-stream'
    request.body = given.bytes
  } else if (given.body !== undefined) {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(given.body)
  }
  return request
}

const pausesMs = [400, 1500]

async function sendPatiently(address: string, request: RequestInit): Promise<Response> {
  for (const pause of [...pausesMs, undefined]) {
    try {
      return await fetch(address, request)
    } catch (error) {
      if (request.signal?.aborted) throw error
      if (pause === undefined) break
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  throw local('offline', 0, '网络不通，内容还在，请稍后重试', 'No connection; nothing is lost, try again shortly')
}

async function problemOf(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => undefined)) as ProblemBody | undefined
  if (body?.code) return new ProblemError(body)
  return local(
    'server_unreachable',
    response.status,
    '服务暂不可用，请稍后重试',
    'The service is not available; try again shortly',
  )
}
