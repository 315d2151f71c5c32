import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { BodyOf, RouteContract } from '#kernel/http/contract.ts'
import { bareRoute, type Route } from '#kernel/http/route.ts'
import { type Acting, doerOf, type Moved, takeStep } from './engine.ts'
import type { EventBodies, EventKind, KindsOf } from './event.ts'
import type { CaseState } from './state.ts'

export { type Acting, citizen, type Doer, doerOf, type Moved, newCaseId, openCase, system } from './engine.ts'

/** The reply every step gives. */
export const moved = ({ caseId, state }: Moved) => ({
  caseId,
  number: state.number,
  version: state.version,
  stage: state.stage,
})

/** Takes a step outside a step route; like there, only the capability's own kinds compile. */
export const takerOf =
  <C extends keyof KindsOf>(_capability: C) =>
  <K extends KindsOf[C] & EventKind>(
    tx: Tx,
    acting: Acting,
    kind: K,
    body: EventBodies[K] | ((state: CaseState) => EventBodies[K] | Promise<EventBodies[K]>),
  ): Promise<Moved> =>
    takeStep(tx, acting, kind, body)

/** What a step's author may look at besides the input. */
export type StepCall = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Date
  readonly caseId: string
  readonly state: CaseState
}

type Input<T> = Omit<BodyOf<T>, 'seen'>

/**
 * How a capability declares its steps: only the kinds that are its to append compile (architecture.md “One way”). The
 * returned function binds a step contract to the event it appends; `kind` may depend on the input (approve or refuse).
 */
export const stepsOf =
  <C extends keyof KindsOf>(_capability: C) =>
  <T extends RouteContract, K extends KindsOf[C] & EventKind>(
    contract: T,
    kind: K | ((input: Input<T>) => K),
    body: (input: Input<T>, call: StepCall) => EventBodies[K] | Promise<EventBodies[K]>,
  ): Route =>
    bareRoute(contract, async ({ tx, actor, params, body: given, now }) => {
      const { seen, ...input } = given as { seen?: number } & Input<T>
      const { id } = params as { id: string }
      const acting = { districtId: actor.districtId, caseId: id, doer: doerOf(actor), now, seen }
      const of = typeof kind === 'function' ? kind(input as Input<T>) : kind
      return moved(
        await takeStep(tx, acting, of, (state) => body(input as Input<T>, { tx, actor, now, caseId: id, state })),
      )
    })
