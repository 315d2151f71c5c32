import { sources } from '#city/case/event.ts'
import { type CaseState, requestOf } from '#city/case/state.ts'
import type { Permission } from '#city/organisation/permissions.ts'

/** Who can take a case further: somebody who may, in a unit if the step belongs to one, or one certain person. */
export type NextActor = {
  readonly permission: Permission
  readonly unitId?: string
  readonly personId?: string
  /** Whoever gave the first of two approvals cannot give the second. */
  readonly notPersonId?: string
}

const firstApproval = {
  extension: 'case.extend.decide',
  suspension: 'case.suspend.decide',
  voiding: 'case.endorse',
} as const satisfies Record<string, Permission>

/**
 * What must be possible for a case not to be stuck: each of these needs somebody active. A waiting request needs its approver
 * besides whoever has the stage.
 */
export function nextActorsOf(state: CaseState): NextActor[] {
  const stage = stageActor(state)
  const request = requestOf(state)
  if (!request) return stage ? [stage] : []
  const second = request.endorsedBy === null ? {} : { notPersonId: request.endorsedBy }
  const isSecond = request.levels === 2 && request.endorsedBy !== null
  const permission = isSecond ? 'case.approve.final' : firstApproval[request.what]
  return [...(stage ? [stage] : []), { permission, ...second }]
}

function stageActor(state: CaseState): NextActor | undefined {
  const { stage, unitId, collectorId } = state
  switch (stage) {
    case 'reported':
      return { permission: sources[state.source].public ? 'case.confirm.ask' : 'case.file' }
    case 'confirmed':
      return { permission: state.confirmed === false ? 'case.refuse' : 'case.file' }
    case 'confirming':
    case 'verifying':
      return { permission: 'task.answer', ...(collectorId ? { personId: collectorId } : {}) }
    case 'filed':
    case 'returned':
      return { permission: 'case.dispatch' }
    case 'dispatched':
      return { permission: 'case.accept', unitId: unitId ?? '' }
    case 'handling':
    case 'suspended':
      return { permission: 'case.handle', unitId: unitId ?? '' }
    case 'handled':
      return { permission: 'case.verify.ask' }
    case 'verified':
      return { permission: 'case.close' }
    case 'failed':
      return { permission: 'case.rework' }
    case 'closed':
      return state.pendingVeto ? { permission: 'case.veto.decide' } : undefined
    default:
      return undefined
  }
}
