import { z } from 'zod'
import { caseProblems } from '#city/case/problems.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { RouteContract } from '#kernel/http/contract.ts'
import { parseInput } from '#kernel/http/input.ts'
import type { Call, Route } from '#kernel/http/route.ts'
import { Problem } from '#kernel/problem.ts'
import { kernelProblems } from '#kernel/problems.ts'
import { mustBeOthers } from '../dispatch/helpers.ts'
import type { BulkActionName, Standing } from './action.ts'
import { bulkProblems } from './problems.ts'
import { type Input, type Refusal, readStanding } from './store.ts'

/** The routes of single steps, by which a bulk does what it does: the same rules, the same words, the same facts. */
export type StepRoutes = readonly Route[]

const CASE = '/api/cases/:id/'

/** The route of an action. Throws when the server was put together without it. */
export function routeOf(routes: StepRoutes, name: string): Route {
  const found = routes.find(({ contract }) => contract.path === `${CASE}${name}`)
  if (!found) throw new Error(`no route ${CASE}${name}`)
  return found
}

/** Checks what is asked of all cases before any is touched. A dispatch may leave its unit open. Error: `bad_input` by field. */
export function mustBeSound(routes: StepRoutes, action: BulkActionName, input: Input): void {
  const asProposed = action === 'dispatch' && input.unitId === undefined
  try {
    parseInput(routeOf(routes, action).contract.body, 'body', asProposed ? { ...input, unitId: 'any' } : input)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const faults = error.faults.map((fault) => ({ ...fault, field: fault.field.replace(/^body/, 'body.input') }))
    throw kernelProblems.bad_input({}, faults[0]?.field ?? 'body.input').with(faults)
  }
  if (action === 'dispatch') {
    const { unitId, coUnitIds = [] } = Dispatched.parse(input)
    mustBeOthers(unitId, coUnitIds, 'body.input.coUnitIds')
  }
}

const Dispatched = z.object({ unitId: z.string().optional(), coUnitIds: z.array(z.string()).optional() })

export type Order = {
  readonly actor: Actor
  readonly action: BulkActionName
  readonly input: Input
  readonly caseId: string
  readonly seen: number
  readonly now: Date
}

export type Taken = { readonly before: Standing; readonly after: Standing }

/** Takes the step for one case in the caller's transaction. Throws what the step's own route would refuse with. */
export async function takeOne(tx: Tx, routes: StepRoutes, order: Order): Promise<Taken> {
  const { actor, action, caseId, seen } = order
  const { contract, handle } = routeOf(routes, action)
  if (!actor.grants.has(contract.access)) throw kernelProblems.not_permitted({ permission: contract.summary.zh })
  const before = await readStanding(tx, actor.districtId, caseId)
  const body = parseInput(contract.body, 'body', { ...(await inputFor(tx, routes, order)), seen })
  await handle(callOf(tx, order, body))
  return { before, after: await readStanding(tx, actor.districtId, caseId) }
}

/** A dispatch to nobody in particular goes where a dispatcher would be proposed to send this very case. */
async function inputFor(tx: Tx, routes: StepRoutes, order: Order): Promise<Input> {
  if (order.action !== 'dispatch' || order.input.unitId !== undefined) return order.input
  const { proposals } = (await routeOf(routes, 'dispatch-proposal').handle(callOf(tx, order, undefined))) as {
    proposals: readonly { unitId: string }[]
  }
  const [best] = proposals
  if (!best) throw bulkProblems.no_unit_proposed()
  return { ...order.input, unitId: best.unitId }
}

const callOf = (tx: Tx, { actor, caseId, now }: Order, body: unknown): Call<RouteContract> =>
  ({ tx, actor, now, params: { id: caseId }, query: {}, body }) as unknown as Call<RouteContract>

/** A problem as a case of a bulk keeps it. What nobody meant to happen is told without detail. */
export function refusalFrom(error: unknown): Refusal {
  const { code, zh, en } = error instanceof Problem ? error : kernelProblems.internal()
  return { code, zh, en }
}

/** The database is away: nothing was decided about the case. */
export const isPassing = (error: unknown): boolean => error instanceof Problem && error.status === 503

export const mustBeSeen = (numbers: ReadonlyMap<string, string>, caseIds: readonly string[]): void => {
  const at = caseIds.findIndex((caseId) => !numbers.has(caseId))
  if (at >= 0) throw caseProblems.case_not_found({}, `body.items.${at}.caseId`)
}
