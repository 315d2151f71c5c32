import { distanceMetres } from '#city/place/distance.ts'
import type { Point } from '#city/place/frame.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { inspectionProblems } from './problems.ts'
import type { StandingDue } from './standing.ts'
import { type At, findPlan, type Plan } from './store.ts'

/** The plan that somebody may inspect by. Problems: `inspection_plan_unknown`, `inspection_plan_off`. */
export async function mustHold(tx: Tx, actor: Actor, planId: string, at: At): Promise<Plan> {
  const plan = await findPlan(tx, actor, planId, at, 'inspection.do')
  if (!plan) throw inspectionProblems.inspection_plan_unknown()
  if (!plan.isOn) throw inspectionProblems.inspection_plan_off({}, 'body.planId')
  return plan
}

/** So many that lie together: the nearest to where somebody stands, each next the nearest to the one before. Pure. */
export function inReach(items: readonly StandingDue[], count: number, here: Point | undefined): StandingDue[] {
  const left = [...items]
  const taken: StandingDue[] = []
  let at = here ?? left[0]?.place
  while (taken.length < count && left.length > 0 && at) {
    const from = at
    const nearest = left.reduce(
      (best, one, index) => (metres(from, one) < metres(from, left[best] ?? one) ? index : best),
      0,
    )
    const [one] = left.splice(nearest, 1)
    if (!one) break
    taken.push(one)
    at = one.place
  }
  return taken
}

const metres = (from: Point, { place }: StandingDue): number => distanceMetres(from, place)
