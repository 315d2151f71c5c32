import { type Clock, type ClockEntry, computeClock } from './ledger/clock.ts'
import type { Rung } from './watch.ts'

// What floating point leaves of a share that was reached exactly.
const grain = 1e-9

const newBudget: ReadonlySet<ClockEntry['act']> = new Set(['extend', 'relimit', 'restart'])

/**
 * How often each rung of a ladder is told in the life of one clock, in the order of the ladder. A new budget begins the ladder
 * anew; of the rungs that it leaves behind at once only the highest is told, as the deadline watch does it.
 */
export function toldRungs(own: readonly ClockEntry[], clock: Clock, ladder: readonly Rung[]): number[] {
  const told = ladder.map(() => 0)
  const budgets = own.flatMap(({ act }, at) => (at > 0 && newBudget.has(act) ? [at] : []))
  let atStart = 0
  for (const at of budgets) {
    const ends = own[at]!.at
    count(told, ladder, atStart, shareOf(own.slice(0, at), clock, ends))
    atStart = shareOf(own.slice(0, at + 1), clock, ends)
  }
  count(told, ladder, atStart, clock.share)
  return told
}

const shareOf = (entries: readonly ClockEntry[], { calendar }: Clock, at: Date): number =>
  computeClock(entries, calendar, at).share

function count(told: number[], ladder: readonly Rung[], atStart: number, atEnd: number): void {
  const highest = ladder.findLastIndex(({ share }) => share <= atStart + grain && share <= atEnd + grain)
  for (const [at, { share }] of ladder.entries())
    if (at === highest || (share > atStart + grain && share <= atEnd + grain)) told[at]! += 1
}
