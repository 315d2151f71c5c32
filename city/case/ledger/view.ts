import { type Clock, lightOf } from './clock.ts'
import type { ClockView } from './contract.ts'
import { clockNames } from './entry.ts'
import { explain } from './explain.ts'

/** The clock as it travels. */
export function clockView(clock: Clock): ClockView {
  const { id, version } = clock.calendar.definition
  return {
    name: clock.name,
    title: clockNames[clock.name],
    party: clock.party ?? null,
    state: clock.state,
    round: clock.round,
    light: lightOf(clock),
    asOf: clock.asOf.toISOString(),
    limits: clock.budget.limits.map((limit) => ({ ...limit })),
    remaining: clock.remaining.map((q) => ({ ...q })),
    share: clock.share,
    dueBy: clock.dueBy?.toISOString() ?? null,
    metInTime: clock.metInTime ?? null,
    lateBy: clock.lateBy ? { working: { ...clock.lateBy.working }, wallMs: clock.lateBy.wallMs } : null,
    calendar: { id, version },
    segments: clock.segments.map((s) => ({
      state: s.state,
      round: s.round,
      from: s.from.toISOString(),
      to: s.to?.toISOString() ?? null,
      seq: s.opened.seq,
      reason: s.opened.reason,
      consumed: s.consumed.map((q) => ({ ...q })),
    })),
    explanation: { zh: explain(clock, 'zh'), en: explain(clock, 'en') },
  }
}
