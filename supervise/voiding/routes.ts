import { mustHaveFiles } from '#city/case/attachments.ts'
import { stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import type { Route } from '#kernel/http/route.ts'
import { askVoid, decideVoid, endorseVoid } from './contract.ts'

const step = stepsOf('supervise')

/** Voiding by request: asked with its reason, approved once or twice as the district has decided. */
export const voidingRoutes: readonly Route[] = [
  step(askVoid, 'void_asked', async ({ reason, files }, { tx, actor, now }) => {
    await mustHaveFiles(tx, actor, files, now)
    return { reason, files }
  }),
  step(
    endorseVoid,
    ({ approve }) => (approve ? 'endorsed' : 'void_refused'),
    ({ approve, note }, { state }) => {
      if (!approve) return { reason: note || '初审不同意' }
      if (!state.pendingVoiding) throw caseProblems.nothing_to_endorse()
      return { what: 'voiding', note }
    },
  ),
  step(
    decideVoid,
    ({ approve }) => (approve ? 'voided' : 'void_refused'),
    ({ reason }, { state }) => {
      if (!state.pendingVoiding) throw caseProblems.nothing_asked()
      return { reason }
    },
  ),
]
