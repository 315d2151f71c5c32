import type { Address } from '#city/notice/wanted.ts'
import { clockNow } from './clocks.ts'
import type { ClockName } from './ledger/clock.ts'
import type { CaseState } from './state.ts'

/** What is looked at to say against whom a clock runs. */
export type Held = Pick<CaseState, 'stage' | 'unitId' | 'collectorId' | 'pendingVeto'>

/** Against whom a clock of a case runs now: a unit, a collector, or the post that has the next step. */
export function partyOf(clock: ClockName, held: Held): Address {
  if (clock.startsWith('co:')) return { unitId: clock.slice(3), post: 'unit_handler' }
  switch (clock) {
    case 'confirm':
    case 'verify':
      return held.collectorId ? { personId: held.collectorId } : { post: 'intake' }
    case 'handle':
    case 'accept':
      return held.unitId ? { unitId: held.unitId, post: 'unit_handler' } : { post: 'dispatcher' }
    case 'dispatch':
      return { post: 'dispatcher' }
    case 'send':
      return { post: 'intake' }
    case 'intake':
      return { post: held.stage === 'confirmed' ? 'duty_chief' : 'intake' }
    case 'close':
      return { post: held.pendingVeto ? 'supervisor' : 'duty_chief' }
    default:
      return overall(held)
  }
}

/** Over all, a case waits for whoever has its present stage. */
function overall(held: Held): Address {
  const now = clockNow(held)
  return now ? partyOf(now, held) : { post: 'duty_chief' }
}
