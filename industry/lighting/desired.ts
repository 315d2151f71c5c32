import { burnsAt, type Calendar, type Where } from './calendar.ts'

/** A switching by hand that holds: of one group, or of all. */
export type Holding = { readonly groupId: string | null; readonly isOn: boolean; readonly askedAt: Date }

/** What a lamp should do now: what a hand says, the latest word first, else what its calendar says. */
export function desiredOf(
  lamp: { readonly groupId: string; readonly isHalf: boolean; readonly calendar: Calendar },
  holding: readonly Holding[],
  at: Date,
  where: Where,
): boolean {
  const own = holding.filter(({ groupId }) => groupId === null || groupId === lamp.groupId)
  const last = own.toSorted((a, b) => b.askedAt.getTime() - a.askedAt.getTime())[0]
  return last ? last.isOn : burnsAt(at, lamp.calendar, where, lamp.isHalf)
}

/** Whether putting out a group (null for all) leaves no group with lamps that a hand has not put out. */
export function darkensAll(
  groups: readonly { readonly groupId: string; readonly lamps: number }[],
  holding: readonly Holding[],
  asked: string | null,
): boolean {
  const isOut = (groupId: string) =>
    asked === null || groupId === asked || holding.some((one) => !one.isOn && one.groupId === groupId)
  return groups.filter(({ lamps }) => lamps > 0).every(({ groupId }) => isOut(groupId))
}

/** As reported against as desired; a report older than the lamp's own patience says nothing. */
export function agreementOf(
  desired: boolean,
  reported: { readonly lit: boolean; readonly at: Date } | undefined,
  { silentAfter, now }: { readonly silentAfter: number; readonly now: Date },
): 'agree' | 'differ' | 'unknown' {
  if (!reported || now.getTime() - reported.at.getTime() > silentAfter * 1000) return 'unknown'
  return reported.lit === desired ? 'agree' : 'differ'
}
