import {
  type Declinable,
  type DeclineReason,
  type DeclineRules,
  declineReasons,
  usualDecline,
} from '#city/case/decline.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { DeclineAllowance } from './contract.ts'
import { declineProblems } from './problems.ts'
import { countUsed, insertDecline, lockCollector, type NewDecline } from './store.ts'

export type Said = { readonly reason: DeclineReason; readonly note: string }

/** What keeps a collector from handing a task back now, whatever the task: the number, or a reason without words. */
export async function mustBeWithin(
  tx: Tx,
  actor: Actor,
  { reason, note }: Said,
  rules: DeclineRules = usualDecline,
  now: Date,
): Promise<void> {
  if (reason === 'other' && note.length < 2) throw declineProblems.decline_note_needed({}, 'body.note')
  if (declineReasons[reason].always) return
  await lockCollector(tx, actor)
  if ((await countUsed(tx, actor, now)) >= rules.perWeek)
    throw declineProblems.decline_used_up({ perWeek: rules.perWeek })
}

/** For what somebody may still hand a task back, and how often. */
export async function allowanceOf(
  db: Db,
  actor: Actor,
  rules: DeclineRules = usualDecline,
  now: Date,
): Promise<DeclineAllowance> {
  return { reasons: [...rules.reasons], perWeek: rules.perWeek, used: await countUsed(db, actor, now) }
}

type Task = Pick<NewDecline, 'caseId' | 'sample' | 'replaced'> & { readonly task: Declinable }

/** Writes a hand-back down, for the desk to see and for the next to be counted. */
export const noteDecline = (tx: Tx, actor: Actor, task: Task, said: Said, now: Date): Promise<number> =>
  insertDecline(tx, actor.districtId, { ...task, ...said, declineId: newId(), collectorId: actor.personId, at: now })

/** Why another is sent, as the history and the draw keep it. */
export const wordsOf = ({ name }: Pick<Actor, 'name'>, { reason, note }: Said): string =>
  `${name}退回任务：${declineReasons[reason].zh}${note ? `（${note}）` : ''}`.slice(0, 500)
