import type { CaseEvent, CategoryRef, EventBodies, EventKind, Limit, Outcome } from '#city/case/event.ts'
import { refusalOf } from '#city/case/permitted.ts'
import { foldCase, next } from '#city/case/state.ts'
import { recordedSteps } from '#city/case/steps.ts'
import type { NewUnit } from '#city/organisation/founding.ts'
import type { Problem } from '#kernel/problem.ts'
import type { Request } from './baltimore-row.ts'
import { importer } from './replay.ts'

const edition = 'Baltimore 311'

/** The agency as a unit of the district; the electricity company is the one that is no department. */
export const unitOf = (agency: string): NewUnit => ({
  unitId: agency
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, ''),
  name: agency,
  kind: agency === 'BGE' ? 'company' : 'bureau',
})

const categoryOf = ({ type }: Request): CategoryRef => ({ edition, kind: 'matter', code: type, name: type })

/**
 * The time from creation to due as continuous seconds. A limit is more than nothing, so that a request due at once has one
 * millisecond: the source counts whole seconds, and closing at the second of creation is in time, any later second is late.
 */
export function limitOf(createdAt: Date, dueAt: Date): Limit {
  const ms = dueAt.getTime() - createdAt.getTime()
  return { value: Math.max(ms, 1) / 1000, unit: 'urgent_second' }
}

/**
 * A request as the history of a case: what the source says and nothing else. One without a due time is dispatched without
 * being filed, so that no limit is made up for it; a duplicate stays a case of its own, as the source does not say of which.
 */
export function historyOf(request: Request, number: string, calendarVersion: number): CaseEvent[] {
  const { createdAt, dueAt, closedAt, statusAt, state, status, agency } = request
  const history: CaseEvent[] = []
  const tell = <K extends EventKind>(kind: K, at: Date, body: EventBodies[K]) => {
    const { id, name, unit } = importer
    const seq = history.length + 1
    history.push({ seq, kind, at, byId: id, byName: name, byUnit: unit, calendarVersion, body } as CaseEvent)
  }
  tell('reported', createdAt, reportedBody(request, number))
  if (dueAt) tell('filed', createdAt, filedBody(request, limitOf(createdAt, dueAt)))
  const { unitId, name: unitName } = unitOf(agency)
  const reason = dueAt ? '来源系统的承办部门' : '来源系统没有到期时间，未立案，不计处置时限'
  tell('dispatched', createdAt, { unitId, unitName, coUnitIds: [], note: '', reason })
  const note = `来源状态 ${status}`
  if (state === 'open') tell('accepted', statusAt && statusAt > createdAt ? statusAt : createdAt, { note })
  if (state === 'closed' && closedAt) {
    tell('handled', closedAt, { note, before: [], after: [] })
    tell('closed', closedAt, { note: `${note}；未经本系统核查`, outcome: outcomes[request.how] })
  }
  return history
}

const outcomes: Readonly<Record<Request['how'], Outcome>> = {
  plain: 'solved',
  transferred: 'not_ours',
  duplicate: 'no_basis',
}

const reportedBody = (request: Request, number: string): EventBodies['reported'] => ({
  number,
  source: 'import',
  urgency: 'normal',
  description: [request.type, request.method && `经 ${request.method} 受理`].filter(Boolean).join('，'),
  category: categoryOf(request),
  place: {
    point: request.point,
    text: request.placeText,
    cellCode: null,
    communityCode: null,
    streetCode: null,
    componentCode: null,
  },
  stepsVersion: recordedSteps,
  stageLimits: {},
  files: [],
  foreign: request.foreign,
})

const filedBody = (request: Request, limit: Limit): EventBodies['filed'] => ({
  clause: {
    ...categoryOf(request),
    versionId: null,
    conditionId: null,
    condition: `来源系统受理的 ${request.type}`,
    closing: '来源系统记为 Closed',
    areaClass: '*',
    limit,
  },
  note: '时限为来源到期时间减受理时间，连续计时',
})

/** The first step of a history that its own table of permitted steps refuses, if there is one. */
export function refusalIn(history: readonly CaseEvent[]): Problem | undefined {
  const [first, ...rest] = history
  if (!first) return undefined
  let state = foldCase([first])
  for (const event of rest) {
    const refusal = refusalOf(event.kind, state, undefined, {
      now: event.at,
      handleDueAt: undefined,
      handledLate: false,
    })
    if (refusal) return refusal
    state = next(state, event)
  }
  return undefined
}
