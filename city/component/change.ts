import type { Point } from '#city/place/frame.ts'
import { locatorFor } from '#city/place/locators.ts'
import { placeProblems } from '#city/place/problems.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { composeComponentCode, splitKind } from './code.ts'
import type { ComponentFields } from './fields.ts'
import { componentProblems } from './problems.ts'
import { type ComponentState, mayBecome, stateZh } from './state.ts'
import {
  appendHistory,
  type Change,
  type Component,
  getComponent,
  holdComponent,
  listHistory,
  loadComponents,
  rewriteComponent,
  takeSequence,
} from './store.ts'

/** Who does it and when; `day` is the district's calendar day `YYYY-MM-DD`. */
export type Doer = { readonly by: string; readonly now: Date; readonly day: string }

export type Registration = Partial<Omit<ComponentFields, 'code' | 'changedDate'>> & {
  /** Major and minor: 5 digits for a 2026 code, 4 for a 2013 code. */
  readonly kind: string
  readonly name: string
  readonly place: Point
  readonly attributes?: Readonly<Record<string, unknown>>
}

/** Where a point lies, for the row of a component. Throws `point_outside_district`. */
async function located(tx: Tx, districtId: string, place: Point, now: Date) {
  const found = (await locatorFor(tx, districtId, now)).locate(place)
  if (!found) throw placeProblems.point_outside_district({ lon: place.lon, lat: place.lat }, 'place')
  return { cellCode: found.cellCode, streetCode: found.streetCode, communityCode: found.communityCode }
}

/**
 * Registers a component under the next code of its kind. Problems: `component_kind_invalid`, `component_county_missing`,
 * `component_codes_spent`, `point_outside_district`. That the kind is in the catalogue is the caller's to ask.
 */
export async function register(tx: Tx, districtId: string, given: Registration, doer: Doer): Promise<Component> {
  const { kind, place, attributes = {}, ...fields } = given
  const parts = splitKind(kind)
  if (!parts) throw componentProblems.component_kind_invalid({ kind }, 'kind')
  const { divisionCode } = await getDistrict(tx, districtId)
  if (!divisionCode) throw componentProblems.component_county_missing()
  const where = await located(tx, districtId, place, doer.now)
  const sequence = await takeSequence(tx, districtId, divisionCode, parts.edition, kind)
  const code = composeComponentCode({ ...parts, county: divisionCode, sequence })
  if (!code) throw componentProblems.component_kind_invalid({ kind }, 'kind')
  const component = { ...blank, initialDate: doer.day, ...fields, ...where, code, place, attributes, changedDate: null }
  await loadComponents(tx, districtId, [component], { by: doer.by, at: doer.now, change: 'registered' })
  return getComponent(tx, districtId, code)
}

const blank = {
  managerCode: null,
  managerName: null,
  ownerCode: null,
  ownerName: null,
  maintainerCode: null,
  maintainerName: null,
  state: 'intact' as ComponentState,
  dataSource: null,
  accuracy: null,
  address: null,
  note: null,
  legacyCode: null,
}

/**
 * Moves a component to another state, with its history. The same state again changes nothing. Problems: `component_not_found`,
 * `component_state_refused` (see `mayBecome`), `component_changed_meanwhile`.
 */
export async function setState(
  tx: Tx,
  districtId: string,
  given: { code: string; state: ComponentState; reason: string; revision?: number | undefined },
  doer: Doer,
): Promise<Component> {
  const current = await holdComponent(tx, districtId, given.code, given.revision)
  if (current.state === given.state) return current
  if (mayBecome[current.state][given.state] === undefined)
    throw componentProblems.component_state_refused({ from: stateZh[current.state], to: stateZh[given.state] }, 'state')
  return rewrite(tx, districtId, current, { state: given.state }, { change: 'state', reason: given.reason }, doer)
}

/** Fields a person may correct; the code and the state have ways of their own. */
export type Amendment = Partial<
  Omit<
    Component,
    'code' | 'edition' | 'kind' | 'state' | 'revision' | 'changedDate' | 'cellCode' | 'streetCode' | 'communityCode'
  >
>

/**
 * Corrects fields of a component; a new place is located again. Only what really changes is recorded; nothing changed, nothing
 * written. Problems: `component_not_found`, `component_removed`, `point_outside_district`, `component_changed_meanwhile`.
 */
export async function amend(
  tx: Tx,
  districtId: string,
  given: { code: string; fields: Amendment; reason: string; revision?: number | undefined },
  doer: Doer,
): Promise<Component> {
  const current = await holdComponent(tx, districtId, given.code, given.revision)
  if (current.state === 'removed') throw componentProblems.component_removed({ code: current.code })
  const { place } = given.fields
  const isMoved = place !== undefined && (place.lon !== current.place.lon || place.lat !== current.place.lat)
  const where = isMoved ? await located(tx, districtId, place, doer.now) : {}
  const wanted = { ...given.fields, ...where }
  const change = isMoved ? 'moved' : 'amended'
  return rewrite(tx, districtId, current, wanted, { change, reason: given.reason }, doer)
}

/** What somebody decided, and may therefore take back; the rest follows from files, cells or the register itself. */
const decided: ReadonlySet<Change> = new Set(['state', 'amended', 'moved', 'undone'])

/**
 * Takes the latest change back, a removal too, as a change of its own; done again, it puts the change back. A place is located in
 * today's cells. Problems: `component_not_found`, `component_changed_meanwhile`, `component_nothing_to_undo`.
 */
export async function undo(
  tx: Tx,
  districtId: string,
  given: { code: string; reason: string; revision: number },
  doer: Doer,
): Promise<Component> {
  const current = await holdComponent(tx, districtId, given.code, given.revision)
  const latest = (await listHistory(tx, districtId, current.code)).at(-1)
  if (!latest?.before || !decided.has(latest.change)) throw componentProblems.component_nothing_to_undo()
  const before = latest.before as Partial<Component>
  const where = before.place ? await located(tx, districtId, before.place, doer.now) : {}
  return rewrite(tx, districtId, current, { ...before, ...where }, { change: 'undone', reason: given.reason }, doer)
}

/**
 * Brings a component up to date with a census row that has been judged already; the census may find any state. Empty fields of the row
 * leave what is known. Problem: `component_not_found`.
 */
export async function applyImported(
  tx: Tx,
  districtId: string,
  given: { code: string; wanted: Partial<Component>; reason: string },
  doer: Doer,
): Promise<Component> {
  const current = await holdComponent(tx, districtId, given.code)
  const filled = Object.entries(given.wanted).filter(([, value]) => value !== null && value !== '')
  const attributes = { ...current.attributes, ...given.wanted.attributes }
  const { changedDate: _, ...wanted } = { ...Object.fromEntries(filled), attributes } as Partial<Component>
  return rewrite(tx, districtId, current, wanted, { change: 'imported', reason: given.reason }, doer)
}

async function rewrite(
  tx: Tx,
  districtId: string,
  current: Component,
  wanted: Partial<Component>,
  entry: { change: Change; reason: string },
  { by, now, day }: Doer,
): Promise<Component> {
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(wanted)) {
    const old = current[field as keyof Component]
    if (value === undefined || JSON.stringify(old) === JSON.stringify(value)) continue
    before[field] = old
    after[field] = value
  }
  if (Object.keys(after).length === 0) return current
  const changedDate = day < current.initialDate ? current.initialDate : day
  const next: Component = { ...current, ...after, changedDate, revision: current.revision + 1 }
  await rewriteComponent(tx, districtId, next)
  await appendHistory(tx, districtId, current.code, { revision: next.revision, at: now, by, ...entry, before, after })
  return next
}
