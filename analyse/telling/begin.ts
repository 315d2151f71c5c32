import type { Tx } from '#kernel/db/db.ts'
import type { RuleBody } from '../rule/rule.ts'
import type { Severity } from '../rule/severity.ts'
import { levelFor } from './plan.ts'
import { findPlan, findTelling, insertTelling, moveTelling } from './store.ts'
import { roundDue } from './timing.ts'

type Where = { readonly districtId: string; readonly now: Date; readonly timeZone: string }

/** Begins to tell of an alarm, by the steps in force now: a later change of plan or rule changes nothing about it. */
export async function beginTelling(
  tx: Tx,
  { districtId, now, timeZone }: Where,
  { episodeId, severity, body }: { episodeId: string; severity: Severity; body: RuleBody },
): Promise<void> {
  const plan = Array.isArray(body.tell) || body.tell?.[severity] ? undefined : await findPlan(tx, districtId)
  const chosen = levelFor(body.tell, plan, severity)
  const due = roundDue(chosen.level, 0, now.getTime(), timeZone)
  if (due !== undefined) await insertTelling(tx, districtId, episodeId, chosen, new Date(due))
}

/** Goes on where telling stopped: the alarm was raised again, or stands alone again. No step is told a second time. */
export async function resumeTelling(tx: Tx, { districtId, now, timeZone }: Where, episodeId: string): Promise<void> {
  const telling = await findTelling(tx, districtId, episodeId)
  if (!telling || telling.dueAt) return
  const due = roundDue(telling.level, telling.next, now.getTime(), timeZone)
  if (due !== undefined) await moveTelling(tx, districtId, episodeId, { next: telling.next, dueAt: new Date(due) })
}
