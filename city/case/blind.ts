import { type Actor, scopeOf } from '#kernel/auth/actor.ts'
import type { CaseEvent } from './event.ts'
import type { Stage } from './state.ts'

/**
 * What is kept from whom while a verification is under way: the collector does not learn which unit handled the case, and the
 * unit does not learn who was sent until the answer is there (product.md promise 2).
 */
export type Blind = { readonly hidesUnit: boolean; readonly hidesVerifier: boolean }

export function blindFor(actor: Actor, stage: Stage): Blind {
  const scope = stage === 'verifying' ? scopeOf(actor, 'case.read') : 'district'
  return { hidesUnit: scope === 'task', hidesVerifier: scope === 'unit' || scope === 'own' }
}

/** A row of a list or a detail without what its reader may not learn. */
export function blindRow<T extends object>(row: T, { hidesUnit, hidesVerifier }: Blind): T {
  const unit = hidesUnit ? { unitId: null, unitName: null } : {}
  const verifier = hidesVerifier ? { collectorId: null, collectorName: null } : {}
  return { ...row, ...unit, ...verifier }
}

/** What names a unit or the person who was sent for it. */
const unitFields = new Set(['unitId', 'unitName', 'coUnitIds', 'coUnitNames', 'personId', 'personName', 'runnerUp'])
/** Why somebody did not go says who it was. */
const declineFields = new Set(['reason', 'note'])
const verifierFields = new Set(['collectorId', 'collectorName', 'draw', 'named', 'redraw'])

/** A history as somebody may read it; what is left out leaves no trace of whom it was about. */
export function blindHistory(history: readonly CaseEvent[], blind: Blind): readonly CaseEvent[] {
  if (blind.hidesUnit) return history.map((event) => withoutUnit(event, unitsIn(history)))
  if (!blind.hidesVerifier) return history
  const lastAnswer = history.findLastIndex(({ kind }) => kind === 'verify_answered')
  const sent = new Set(
    history.slice(lastAnswer + 1).flatMap((event) => (event.kind === 'verify_asked' ? [event.body.collectorId] : [])),
  )
  return history.map((event, at) => (at > lastAnswer ? withoutVerifier(event, sent) : event))
}

const unitsIn = (history: readonly CaseEvent[]): ReadonlySet<string> =>
  new Set(history.flatMap((event) => (event.kind === 'dispatched' ? [event.body.unitId, ...event.body.coUnitIds] : [])))

function withoutUnit(event: CaseEvent, units: ReadonlySet<string>): CaseEvent {
  const bare = { ...event, body: without(event.body, unitFields) } as CaseEvent
  const isTheirs = event.byUnit !== null && units.has(event.byUnit)
  return isTheirs ? { ...bare, byId: '', byName: '处置单位', byUnit: null } : bare
}

function withoutVerifier(event: CaseEvent, sent: ReadonlySet<string>): CaseEvent {
  const secret = event.kind === 'verify_asked' ? verifierFields : event.kind === 'declined' ? declineFields : undefined
  const bare = secret ? ({ ...event, body: without(event.body, secret) } as CaseEvent) : event
  return sent.has(event.byId) ? { ...bare, byId: '', byName: '核查员', byUnit: null } : bare
}

const without = (body: object, fields: ReadonlySet<string>): object =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !fields.has(name)))
