import { dateOf, dayNumberOf } from '#city/calendar/zone.ts'

/** How often something comes up, and between which days. */
export type Cycle = {
  readonly everyDays: number
  readonly startsOn: string
  /** The last day; null where a plan runs on. */
  readonly endsOn: string | null
  /** Whether a day off is passed over. */
  readonly onWorkdays: boolean
}

export const dueStates = ['overdue', 'due', 'done', 'later'] as const
export type DueState = (typeof dueStates)[number]
export type Due = { readonly state: DueState; readonly dueOn: string }

/** So long before its last day an inspection comes up: a quarter of the cycle, so that a round has something to take together. */
export const leadDays = (everyDays: number): number => Math.min(everyDays - 1, Math.ceil(everyDays / 4))

const mostDaysOff = 40

/**
 * How a component stands on a day, by when it was last inspected. What was never inspected has the whole first cycle; what a day
 * off falls upon waits for the next working day; after the plan's last day nothing more comes up. Pure.
 */
export function dueOf(cycle: Cycle, lastDay: string | null, today: string, isWorkday: (day: string) => boolean): Due {
  const { everyDays, startsOn, endsOn } = cycle
  const isFirst = lastDay === null
  const counted = isFirst ? plus(startsOn, everyDays - 1) : later(plus(lastDay, everyDays), startsOn)
  const moved = cycle.onWorkdays ? nextWorkday(counted, isWorkday) : counted
  const isBeyond = endsOn !== null && moved > endsOn
  if (isBeyond && !isFirst) return { state: 'done', dueOn: moved }
  const dueOn = isBeyond ? endsOn : moved
  if (today > dueOn) return { state: 'overdue', dueOn }
  const opensOn = isFirst ? startsOn : later(plus(counted, -leadDays(everyDays)), startsOn)
  if (today >= opensOn) return { state: 'due', dueOn }
  return { state: isFirst ? 'later' : 'done', dueOn }
}

/**
 * The same where a plan was changed: the last of `terms` holds, each beginning on its `startsOn`, and `asked` says which of them
 * asked for this component. What came up under an earlier one and was not done by its end stays due since that day. Pure.
 */
export function dueUnder(
  terms: readonly Cycle[],
  asked: readonly boolean[],
  lastDay: string | null,
  today: string,
  isWorkday: (day: string) => boolean,
): Due {
  const held = terms.at(-1)
  if (!held) throw new Error('a plan has one version at least')
  let carried: string | undefined
  for (let at = terms.length - 2; at >= 0 && asked[at] === true; at--) {
    const [term, next] = [terms[at], terms[at + 1]]
    if (!term || !next || next.startsOn > today) break
    const { state, dueOn } = dueOf(term, lastDay, next.startsOn, isWorkday)
    if (state === 'overdue' && (carried === undefined || dueOn < carried)) carried = dueOn
  }
  return carried === undefined ? dueOf(held, lastDay, today, isWorkday) : { state: 'overdue', dueOn: carried }
}

/** How many inspections a plan makes of so many components by its last day, or in its first year. */
export function inspectionsOf(
  { everyDays, startsOn, endsOn }: Cycle,
  components: number,
): { days: number; total: number } {
  const last = endsOn ?? plus(startsOn, 364)
  const days = dayNumberOf(last) - dayNumberOf(startsOn) + 1
  return { days, total: components * Math.ceil(days / everyDays) }
}

const plus = (day: string, days: number): string => dateOf(dayNumberOf(day) + days)

const later = (a: string, b: string): string => (a > b ? a : b)

function nextWorkday(day: string, isWorkday: (day: string) => boolean): string {
  for (let ahead = 0; ahead < mostDaysOff; ahead++) {
    const one = plus(day, ahead)
    if (isWorkday(one)) return one
  }
  return day
}
