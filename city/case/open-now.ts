import type { Tx } from '#kernel/db/db.ts'
import { currentCalendar } from '../calendar/store.ts'
import { stageLimitsNow } from '../emergency/store.ts'
import type { District } from '../organisation/district.ts'
import { type Doer, newCaseId, openCase } from './engine.ts'
import type { EventBodies } from './event.ts'
import { takeNumber } from './number.ts'
import { currentSteps } from './steps.ts'

/** What is reported, before the district's own rules and a number are put to it. */
export type Draft = Omit<EventBodies['reported'], 'number' | 'stepsVersion' | 'stageLimits' | 'rules'>

type At = { readonly districtId: string; readonly doer: Doer; readonly now: Date }

/** Opens a case of what the platform itself has found, under the rules, limits and calendar that the district has now. */
export async function openNow(
  tx: Tx,
  { districtId, doer, now }: At,
  { settings, timeZone }: District,
  draft: Draft,
): Promise<{ caseId: string; number: string }> {
  const [stageLimits, calendar] = await Promise.all([stageLimitsNow(tx, districtId), currentCalendar(tx, districtId)])
  const { rules, ladder, caseNumber } = settings
  const caseId = newCaseId()
  // From the number on others wait for this transaction, so nothing is read or computed after it.
  const number = await takeNumber(tx, districtId, caseNumber, now, timeZone)
  const body = { ...draft, number, stepsVersion: currentSteps, stageLimits, rules }
  await openCase(tx, { districtId, caseId, doer, now }, calendar, body, ladder)
  return { caseId, number }
}
