import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../auth/actor.ts'
import type { Db, Tx } from '../db/db.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, RouteContract } from './contract.ts'

/** What a handler may return for a reply shape: instants as dates, lists as read-only. */
export type Loose<T> = T extends string
  ? T | Date
  : T extends readonly (infer U)[]
    ? readonly Loose<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Loose<T[K]> }
      : T

/** One command or question: a request is a transaction, `now` its one instant. */
export type Call<C, Who = Actor> = {
  readonly params: ParamsOf<C>
  readonly query: QueryOf<C>
  readonly body: BodyOf<C>
  /** The uploaded bytes where the contract says `bytes`. */
  readonly bytes: Buffer
  readonly actor: Who
  /** A question reads through the pool, a command inside its transaction. */
  readonly tx: C extends { method: 'GET' } ? Db : Tx
  readonly now: Date
  /** Adds to the detail of the command's audit entry: `{ before, after }` for a change. */
  readonly note: (detail: Readonly<Record<string, unknown>>) => void
  readonly requestId: string
  readonly request: FastifyRequest
  readonly response: FastifyReply
}

type WhoOf<C> = C extends { access: 'public' } ? Actor | undefined : Actor

export type Route = {
  readonly contract: RouteContract
  readonly handle: (call: Call<RouteContract>) => Promise<unknown>
}

/** Binds a contract of a shape known only to its caller: what arrives has been checked against it, but reads as unknown. */
export const bareRoute = (contract: RouteContract, handle: Route['handle']): Route => ({ contract, handle })

/** Binds a contract to the code that carries it out. */
export const route = <const C>(
  contract: C,
  handle: (call: Call<C, WhoOf<C>>) => Promise<Loose<ReplyOf<C>>>,
): Route => ({ contract: contract as RouteContract, handle: handle as Route['handle'] })
