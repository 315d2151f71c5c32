/** How long something is kept, in days: as it came, by the minute, by the hour. Days are kept for good. */
export type Retention = {
  class: string
  metrics: readonly string[]
  rawDays: number
  minuteDays: number
  hourDays: number
}

/**
 * What holds where a district has decided nothing else [J]: a year and a little of values, so that a year can be compared with the
 * one before; frames for a quarter, to be read again; places for a year.
 */
export const usual: readonly Retention[] = [
  { class: 'usual', metrics: [], rawDays: 400, minuteDays: 400, hourDays: 3_650 },
  // Words of bits, whose curve nobody asks for after a season.
  {
    class: 'state',
    metrics: ['alarms', 'ignition', 'signal', 'satellites'],
    rawDays: 100,
    minuteDays: 100,
    hourDays: 400,
  },
  { class: 'frame', metrics: [], rawDays: 90, minuteDays: 90, hourDays: 90 },
  { class: 'track', metrics: [], rawDays: 400, minuteDays: 400, hourDays: 400 },
]

/** Classes whose members are not listed: all other metrics, frames, places. */
export const fixedClasses = ['usual', 'frame', 'track'] as const

/** The shortest and the longest time that anything is kept for. */
export const leastDays = 31
export const mostDays = 36_500

/** Values are packed once their day is over for so long. */
export const packAfterDays = 7

/** A district's own decisions, and the usual ones for the classes that it says nothing of. */
export const decided = (own: readonly Retention[]): Retention[] => [
  ...own,
  ...usual.filter((one) => !own.some((other) => other.class === one.class)),
]

/** The class of a metric; what is said behind its colon, the mean of a period, changes nothing. */
export function classOf(metric: string, policy: readonly Retention[]): Retention {
  const [name = ''] = metric.split(':')
  const found = policy.find(({ metrics }) => metrics.includes(name)) ?? policy.find((one) => one.class === 'usual')
  return found ?? usual[0]!
}
