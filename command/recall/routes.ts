import { stepsOf } from '#city/case/port.ts'
import type { Route } from '#kernel/http/route.ts'
import { recallCase } from './contract.ts'

const step = stepsOf('command')

/** Withdrawing a dispatch. What hung on it is ended by the fold: requests, helping units and their clocks. */
export const recallRoutes: readonly Route[] = [step(recallCase, 'recalled', ({ reason }) => ({ reason }))]
