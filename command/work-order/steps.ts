import type { Problem } from '#kernel/problem.ts'
import type { OrderKind, OrderState } from './event.ts'
import { orderProblems } from './problems.ts'
import { type Order, signedOf } from './state.ts'

export type StepName = Exclude<OrderKind, 'planned'>

type Step = {
  readonly zh: string
  readonly en: string
  readonly from: readonly OrderState[]
  readonly permission: 'order.write' | 'order.do' | 'order.accept'
}

/** Which step may follow which state, and who takes it [J: the usual life of a work order, industry.md “Shared parts”]. */
export const orderSteps: Readonly<Record<StepName, Step>> = {
  assigned: { zh: '派单', en: 'Assign', from: ['planned', 'assigned'], permission: 'order.write' },
  begun: { zh: '开工', en: 'Begin', from: ['assigned'], permission: 'order.do' },
  signed: { zh: '逐项签认', en: 'Sign a point', from: ['begun'], permission: 'order.do' },
  done: { zh: '完工报验', en: 'Report done', from: ['begun'], permission: 'order.do' },
  accepted: { zh: '验收', en: 'Accept', from: ['done'], permission: 'order.accept' },
  sent_back: { zh: '退回整改', en: 'Send back', from: ['done'], permission: 'order.accept' },
  cancelled: { zh: '取消', en: 'Cancel', from: ['planned', 'assigned', 'begun'], permission: 'order.write' },
}

export const stateWords: Readonly<Record<OrderState, { zh: string; en: string }>> = {
  planned: { zh: '待派单', en: 'planned' },
  assigned: { zh: '待开工', en: 'assigned' },
  begun: { zh: '施工中', en: 'begun' },
  done: { zh: '待验收', en: 'done' },
  accepted: { zh: '已验收', en: 'accepted' },
  cancelled: { zh: '已取消', en: 'cancelled' },
}

/** Why a step may not be taken now by this person, or undefined. What somebody did themselves they do not accept. Pure. */
export function refusalOf(step: StepName, order: Order, personId: string): Problem | undefined {
  const { from, zh, en } = orderSteps[step]
  const { state } = order
  const stands = stateWords[state]
  if (!from.includes(state))
    return orderProblems.order_out_of_turn({ step: zh, stepEn: en, state: stands.zh, stateEn: stands.en })
  const open = order.points.length - signedOf(order)
  if (step === 'done' && open > 0) return orderProblems.order_points_open({ open })
  if ((step === 'accepted' || step === 'sent_back') && order.doers.includes(personId))
    return orderProblems.order_own_work()
  return undefined
}
