import { z } from 'zod'
import type { Tx } from '#kernel/db/db.ts'
import { type NewEvent, outbox } from '#kernel/outbox/outbox.ts'

/** To whom a notice goes: one person, whoever holds a post in a unit, all of a unit, or all who hold a post in the district. */
export const Address = z.union([
  z.strictObject({ personId: z.string().min(1) }),
  z.strictObject({ unitId: z.string().min(1), post: z.string().min(1).optional() }),
  z.strictObject({ post: z.string().min(1) }),
])
export type Address = z.output<typeof Address>

const Parameter = z.union([z.string(), z.number()])

/** What one capability says in the outbox when somebody should be told; the owner of notices turns it into some. */
export const NoticeWanted = z.object({
  to: z.union([Address, z.array(Address).min(1)]).transform((to) => (Array.isArray(to) ? to : [to])),
  /** Which template, such as `clock.late`; one that is not known is told in the words of `general`. */
  template: z.string().min(1).max(60),
  params: z.record(z.string(), Parameter).default({}),
  /** Whoever may not see this case is not told. */
  caseId: z.uuid().nullish(),
  /** Why these people, in words they understand. */
  reason: z.string().max(300).default(''),
  /** Who did it and need not be told. */
  byId: z.string().nullish(),
  /** Text messages: to whoever asked for this kind, or to everybody who has left a number. */
  sms: z.enum(['asked', 'always']).default('asked'),
})
export type NoticeWanted = z.input<typeof NoticeWanted>

export const noticeWanted = 'notice.wanted'

/** Asks for a notice in the caller's transaction: it is told if and only if that commits. */
export const wantNotice = (tx: Tx, districtId: string, wanted: NoticeWanted): Promise<string> =>
  outbox.add(tx, eventOf(districtId, wanted))

/** Asks for many at once. */
export const wantNotices = (tx: Tx, districtId: string, all: readonly NoticeWanted[]): Promise<void> =>
  outbox.addAll(
    tx,
    all.map((wanted) => eventOf(districtId, wanted)),
  )

const eventOf = (districtId: string, wanted: NoticeWanted): NewEvent => ({
  districtId,
  topic: noticeWanted,
  key: wanted.caseId ?? wanted.template,
  payload: { ...wanted, to: Array.isArray(wanted.to) ? wanted.to : [wanted.to] },
})
