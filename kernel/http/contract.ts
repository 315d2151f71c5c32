import { z } from 'zod'

export type { Fault, ProblemBody } from '../problem.ts'

z.config({ jitless: true })

/** Who may call: anybody, anybody signed in, or whoever the policy table grants the named permission. */
export type Access = 'public' | 'signed-in' | (string & {})

type Shape = z.ZodType

/** What one route takes and gives: the only description of it, for server, screen, test and API document alike. */
export type RouteContract<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  R extends Shape = Shape,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `:name` for parameters. */
  readonly path: string
  readonly tag: string
  readonly summary: { readonly zh: string; readonly en: string }
  readonly access: Access
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** The body is a file's bytes; its size is limited by `UPLOAD_MAX_MB`. */
  readonly bytes?: true
  /** Signing in and out, or showing a secret: carried out without an idempotency key, its reply never kept in the ledger. */
  readonly outsideLedger?: true
  /** The reply holds a secret: it is not kept under the key, and a repeat is `secret_shown`. */
  readonly secretReply?: true
  /** The reply is written by the handler itself (a file, a stream). */
  readonly rawReply?: true
  readonly reply: R
  /** Open to everybody and cheap (a map tile): not counted against the limit of public requests. */
  readonly unmetered?: true
  /** Many come at once and none may wait for another's commit: those that arrive together share a transaction. */
  readonly inCompany?: true
  /** Problem codes a caller must expect besides the general ones. */
  readonly problems?: readonly string[]
}

/** Declares a route with its types kept. */
export const defineRoute = <
  P extends Shape = z.ZodObject<Record<never, never>>,
  Q extends Shape = z.ZodObject<Record<never, never>>,
  B extends Shape = z.ZodUndefined,
  R extends Shape = z.ZodType,
>(
  contract: RouteContract<P, Q, B, R>,
): RouteContract<P, Q, B, R> => contract

export type ParamsOf<C> = C extends RouteContract<infer P, Shape, Shape, Shape> ? z.output<P> : never
export type QueryOf<C> = C extends RouteContract<Shape, infer Q, Shape, Shape> ? z.output<Q> : never
export type BodyOf<C> = C extends RouteContract<Shape, Shape, infer B, Shape> ? z.output<B> : never
export type BodyInputOf<C> = C extends RouteContract<Shape, Shape, infer B, Shape> ? z.input<B> : never
export type QueryInputOf<C> = C extends RouteContract<Shape, infer Q, Shape, Shape> ? z.input<Q> : never
export type ReplyOf<C> = C extends RouteContract<Shape, Shape, Shape, infer R> ? z.output<R> : never

/** An instant on the wire: ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ offset: true }).describe('ISO 8601')

/** An identifier made by the application. */
export const Id = z.uuid()
