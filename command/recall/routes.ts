import { stepsOf } from '#city/case/port.ts'
import type { Route } from '#kernel/http/route.ts'
import { endLinksOf } from '../contractor/store.ts'
import { recallCase } from './contract.ts'

const step = stepsOf('command')

/** Withdrawing a dispatch. Requests, helping units and their clocks end by the fold; contractor links end here. */
export const recallRoutes: readonly Route[] = [
  step(recallCase, 'recalled', async ({ reason }, { tx, actor, caseId, now }) => {
    await endLinksOf(tx, { districtId: actor.districtId, caseId, dispatchSeq: null, why: 'recalled', now })
    return { reason }
  }),
]
