import type { Limit, Words } from '#city/calendar/unit.ts'

export const orderStates = ['planned', 'assigned', 'begun', 'done', 'accepted', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]

/** To whom components pass when the order is accepted. */
export type Takeover = { readonly ownerName: string; readonly ownerCode: string | null }

/** What happens to a work order, and what each fact holds. The checklist is kept as it read that day. */
export type OrderBodies = {
  readonly planned: {
    readonly number: string
    readonly industryId: string
    readonly jobId: string
    readonly title: Words
    readonly checklist: readonly Words[]
    readonly codes: readonly string[]
    readonly words: string
    readonly limit: Limit | null
    readonly dueAt: string | null
    readonly inspectionId: string | null
    readonly takeover: Takeover | null
  }
  readonly assigned: {
    readonly unitId: string
    readonly unitName: string
    readonly personId: string | null
    readonly personName: string | null
    readonly words: string
  }
  readonly begun: Record<never, never>
  readonly signed: {
    readonly point: number
    readonly result: 'ok' | 'not_needed'
    readonly words: string
    readonly files: readonly string[]
  }
  readonly done: { readonly words: string; readonly files: readonly string[] }
  readonly accepted: { readonly words: string; readonly changed: readonly string[] }
  readonly sent_back: { readonly reason: string; readonly points: readonly number[] }
  readonly cancelled: { readonly reason: string }
}
export type OrderKind = keyof OrderBodies

export type OrderEvent = {
  [K in OrderKind]: {
    readonly seq: number
    readonly kind: K
    readonly at: Date
    readonly byId: string
    readonly byName: string
    readonly body: OrderBodies[K]
  }
}[OrderKind]
