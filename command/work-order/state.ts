import type { OrderBodies, OrderEvent, OrderState } from './event.ts'

export type Signature = OrderBodies['signed'] & { readonly at: Date; readonly byId: string; readonly byName: string }

/** What a work order is, folded from its history. */
export type Order = {
  readonly plan: OrderBodies['planned']
  readonly state: OrderState
  readonly assigned: OrderBodies['assigned'] | null
  /** One place a point of the checklist, in its order. */
  readonly points: readonly (Signature | null)[]
  /** Everybody who had a hand in the work: none of them accepts it. */
  readonly doers: readonly string[]
  readonly sentBack: number
  readonly plannedAt: Date
  readonly doneAt: Date | null
  readonly acceptedAt: Date | null
  readonly version: number
}

/** Folds a history that begins with `planned`. Pure. */
export function foldOrder(events: readonly OrderEvent[]): Order {
  const [first, ...rest] = events
  if (first?.kind !== 'planned') throw new Error('a work order begins with its plan')
  return rest.reduce(after, {
    plan: first.body,
    state: 'planned',
    assigned: null,
    points: first.body.checklist.map(() => null),
    doers: [],
    sentBack: 0,
    plannedAt: first.at,
    doneAt: null,
    acceptedAt: null,
    version: first.seq,
  })
}

/** One fact further. */
export function after(order: Order, event: OrderEvent): Order {
  const next = { ...order, version: event.seq }
  switch (event.kind) {
    case 'planned':
      throw new Error('a work order is planned once')
    case 'assigned':
      return { ...next, state: 'assigned', assigned: event.body }
    case 'begun':
      return { ...next, state: 'begun', doers: withOne(order.doers, event.byId) }
    case 'signed': {
      const { at, byId, byName, body } = event
      const points = order.points.map((one, index) => (index === body.point ? { ...body, at, byId, byName } : one))
      return { ...next, points, doers: withOne(order.doers, byId) }
    }
    case 'done':
      return { ...next, state: 'done', doneAt: event.at, doers: withOne(order.doers, event.byId) }
    case 'accepted':
      return { ...next, state: 'accepted', acceptedAt: event.at }
    case 'sent_back': {
      const again = new Set(event.body.points)
      const points = order.points.map((one, index) => (again.has(index) ? null : one))
      return { ...next, state: 'begun', points, doneAt: null, sentBack: order.sentBack + 1 }
    }
    case 'cancelled':
      return { ...next, state: 'cancelled' }
  }
}

const withOne = (all: readonly string[], one: string): readonly string[] => (all.includes(one) ? all : [...all, one])

export const signedOf = ({ points }: Pick<Order, 'points'>): number => points.filter((one) => one !== null).length

/** Late is what was not done by its deadline, whether it is done by now or not. */
export const isLate = ({ plan, doneAt, state }: Order, now: Date): boolean =>
  plan.dueAt !== null && state !== 'cancelled' && (doneAt ?? now).getTime() > Date.parse(plan.dueAt)
