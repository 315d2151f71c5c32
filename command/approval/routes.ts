import { stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { requestOf } from '#city/case/state.ts'
import type { Route } from '#kernel/http/route.ts'
import { endorseRequest } from './contract.ts'

const step = stepsOf('command')

const refusals = { extension: 'extension_refused', suspension: 'suspension_refused' } as const

/** The first approval of two. Refused here a request is over, as it is when refused at the second. */
export const approvalRoutes: readonly Route[] = [
  step(
    endorseRequest,
    ({ approve, what }) => (approve ? 'endorsed' : refusals[what]),
    ({ approve, what, note }, { state }) => {
      if (!approve) return { reason: note || '初审不同意' }
      if (requestOf(state)?.what !== what) throw caseProblems.nothing_to_endorse()
      return { what, note }
    },
  ),
]
