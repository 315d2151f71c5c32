import { recallCase } from '#command/recall/contract.ts'
import { unmergeCase } from '#serve/intake/contract.ts'
import { undoRefusal } from '#supervise/desk/contract.ts'
import { call } from '../client.ts'
import { may } from '../session.ts'

type Words = { readonly zh: string; readonly en: string }
type Me = Parameters<typeof may>[0]

/** How long a step just taken may be taken back by a key. */
export const UNDO_SECONDS = 10

/** A way back from a step, or in plain words why there is none. */
export type WayBack = { readonly undo: (caseId: string, seen: number) => Promise<unknown> } | { readonly cannot: Words }

const reason = { zh: '误操作，立即撤销', en: 'Taken by mistake, undone at once' }

const told = (zh: string, en: string): WayBack => ({ cannot: { zh: `不能撤销：${zh}`, en: `Cannot be undone: ${en}` } })

const final: Readonly<Record<string, WayBack>> = {
  confirm_asked: told('任务已到采集员手中', 'the collector has the task already'),
  verify_asked: told('核查人已抽定', 'the verifier has been drawn'),
  filed: told('处置时限已开始计算，可由派遣员退回受理', 'the clock is running; the dispatcher can send it back'),
  closed: told('结案只能由督查撤销', 'only supervision undoes a closing'),
  voided: told('作废不可恢复', 'voiding is final'),
}

/** What can be done about a step that this person has just taken. The way back is a step of its own, kept in the history. */
export function wayBackFrom(kind: string, me: Me): WayBack | undefined {
  if (kind === 'merged')
    return { undo: (id, seen) => call(unmergeCase, { params: { id }, body: { reason: reason.zh, seen } }) }
  if (kind === 'dispatched' && may(me, 'case.recall'))
    return { undo: (id, seen) => call(recallCase, { params: { id }, body: { reason: reason.zh, seen } }) }
  if (kind === 'refused')
    return { undo: (id, seen) => call(undoRefusal, { params: { id }, body: { reason: reason.zh, seen } }) }
  return final[kind]
}
