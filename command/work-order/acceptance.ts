import { amend, setState } from '#city/component/change.ts'
import { mayBecome } from '#city/component/state.ts'
import { findComponent } from '#city/component/store.ts'
import type { JobKind } from '#city/industry/industry.ts'
import { dayOf } from '#city/place/answer.ts'
import type { Doing } from './engine.ts'
import type { Order } from './state.ts'

/**
 * What acceptance changes in the register, as its kind of work declares: what was damaged or lost stands intact again, and what
 * is handed over has its new owner. Gives the codes changed; a component that is gone by then is left alone.
 */
export async function settle(doing: Doing, { plan }: Order, does: JobKind['onAcceptance']): Promise<string[]> {
  const { tx, districtId, by, now } = doing
  const doer = { by: by.name, now, day: await dayOf(tx, districtId, undefined, now) }
  const reason = `工单 ${plan.number} ${plan.title.zh}，验收通过`
  const changed: string[] = []
  for (const code of plan.codes.toSorted()) {
    const before = await findComponent(tx, districtId, code)
    if (!before || before.state === 'removed') continue
    const mayStand = mayBecome[before.state].intact !== undefined
    if (does.intact && mayStand) await setState(tx, districtId, { code, state: 'intact', reason }, doer)
    if (does.takesOver && plan.takeover) await amend(tx, districtId, { code, fields: plan.takeover, reason }, doer)
    const after = await findComponent(tx, districtId, code)
    if (after && after.revision > before.revision) changed.push(code)
  }
  return changed
}
