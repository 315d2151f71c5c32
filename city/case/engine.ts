import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { calendarAtHead, calendarOfVersion } from '#city/calendar/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { type NewEvent, outbox } from '#kernel/outbox/outbox.ts'
import { clockNow, ledgerOf } from './clocks.ts'
import type { CaseEvent, EventBodies, EventKind, FilePurpose } from './event.ts'
import { type ClockEntry, computeClock } from './ledger/clock.ts'
import { runningClocks } from './ledger/running.ts'
import { writeOpening } from './opening.ts'
import { type Circumstances, refusalOf, refusalOfSaid } from './permitted.ts'
import { caseProblems } from './problems.ts'
import { inScope } from './scope.ts'
import { type CaseState, foldCase, next } from './state.ts'
import { stepNames } from './steps.ts'
import { type ClockCache, insertCaseFiles, lockAndRead, type StepWrite, writeStep } from './store.ts'
import { type Rung, rungsOf, usualLadder, watchAtOf } from './watch.ts'
import { rewriteWords } from './words-store.ts'

/** Who acts: somebody signed in, or the system or a citizen under a plain name. */
export type Doer = {
  readonly id: string
  readonly name: string
  readonly unit: string | null
  readonly actor: Actor | undefined
}

export const doerOf = (actor: Actor): Doer => ({
  id: actor.personId,
  name: actor.name,
  unit: actor.unitIds[0] ?? null,
  actor,
})

export const citizen: Doer = { id: 'citizen', name: '市民', unit: null, actor: undefined }
export const system: Doer = { id: 'system', name: '系统', unit: null, actor: undefined }

export type Acting = {
  readonly districtId: string
  readonly caseId: string
  readonly doer: Doer
  readonly now: Date
  /** The version the doer looked at, if they said. */
  readonly seen?: number | undefined
}

/** Where a case stands after a command. */
export type Moved = { readonly caseId: string; readonly state: CaseState }

/**
 * Opens a case with its first event. The number in `body` was taken in the same transaction, so from here on others wait:
 * what had to be read, such as the calendar, was read before.
 */
export async function openCase(
  tx: Tx,
  acting: Acting,
  calendar: CompiledCalendar,
  body: EventBodies['reported'],
  ladder: readonly Rung[] = usualLadder,
): Promise<Moved> {
  const event = stamp(acting, calendar, 'reported', body, 1)
  const state = foldCase([event])
  const { districtId, caseId } = acting
  const clocks = clockCache([event], state, calendar, acting.now, ladder)
  await writeOpening(tx, { districtId, caseId, event, state, clocks, told: toldOf(districtId, caseId, event, state) })
  await noteFiles(tx, acting, event)
  return { caseId: acting.caseId, state }
}

/**
 * Takes one step: locks the case, reads its history, asks the permitted-steps table, appends the event and brings the cached
 * row to the new fold, all in the caller's transaction. Errors: `case_not_found`, `case_moved_on`, `step_refused` and the
 * guards' own.
 */
export async function takeStep<K extends EventKind>(
  tx: Tx,
  acting: Acting,
  kind: K,
  body: EventBodies[K] | ((state: CaseState) => EventBodies[K] | Promise<EventBodies[K]>),
): Promise<Moved> {
  const { districtId, caseId, doer, now } = acting
  const read = await lockAndRead(tx, districtId, caseId)
  if (!read) throw caseProblems.case_not_found()
  const { history, ladder } = read
  const calendar = await calendarAtHead(tx, districtId, read.calendar)
  const state = foldCase(history)
  if (doer.actor && !inScope(doer.actor, 'case.read', state)) throw caseProblems.case_not_found()
  mustBeSeen(state, acting.seen)
  const refusal = refusalOf(kind, state, doer.actor, circumstances(history, calendar, now))
  if (refusal) throw refusal
  const said = typeof body === 'function' ? await body(state) : body
  const disputed = doer.actor && refusalOfSaid(kind, state, said)
  if (disputed) throw disputed
  mustHaveFilesNeeded(state, doer, kind, said)
  const event = stamp(acting, calendar, kind, said, state.version + 1)
  const after = next(state, event as CaseEvent)
  const clocks = clockCache([...history, event as CaseEvent], after, calendar, now, ladder ?? usualLadder)
  await writeStep(tx, written(acting, event as CaseEvent, after, clocks))
  if (kind === 'amended') await rewriteWords(tx, districtId, caseId, after)
  await noteFiles(tx, acting, event as CaseEvent)
  return { caseId, state: after }
}

function mustHaveFilesNeeded<K extends EventKind>(state: CaseState, doer: Doer, kind: K, body: EventBodies[K]): void {
  if (doer === system || !state.rules.filesNeeded.includes(kind)) return
  if (filesOf({ kind, body } as CaseEvent).length === 0)
    throw caseProblems.files_needed({ step: stepNames[kind] }, 'after' in body ? 'body.after' : 'body.files')
}

function mustBeSeen({ version, last }: CaseState, seen: number | undefined): void {
  if (seen === undefined || seen === version) return
  throw caseProblems.case_moved_on(
    { by: last.byName, did: stepNames[last.kind], at: last.at.toISOString() },
    'body.seen',
  )
}

function stamp<K extends EventKind>(
  { doer, now }: Acting,
  calendar: CompiledCalendar,
  kind: K,
  body: EventBodies[K],
  seq: number,
): CaseEvent<K> {
  const calendarVersion = calendar.definition.version
  return {
    seq,
    kind,
    at: now,
    byId: doer.id,
    byName: doer.name,
    byUnit: doer.unit,
    calendarVersion,
    body,
  } as CaseEvent<K>
}

/** What guards look at besides the fold: the handling clock as the ledger computes it now. */
export function circumstances(history: readonly CaseEvent[], calendar: CompiledCalendar, now: Date): Circumstances {
  const entries = ledgerOf(history).filter((entry) => entry.clock === 'handle')
  const clock = entries.length > 0 ? computeClock(entries, sourceOf(calendar), now) : undefined
  return { now, handleDueAt: clock?.dueBy, handledLate: clock?.metInTime === false }
}

/** A stopped clock counts by the calendar it stopped under, an open one by the one in force. */
export const sourceOf = (current: CompiledCalendar) => (version: number | undefined) =>
  version === undefined || version === current.definition.version
    ? current
    : (calendarOfVersion(current, version) ?? current)

/** The clock that the case is judged by now, as the list sorts it: recomputed with every event, never patched. */
export function clockCache(
  history: readonly CaseEvent[],
  state: CaseState,
  calendar: CompiledCalendar,
  now: Date,
  ladder: readonly Rung[] = usualLadder,
): ClockCache {
  const entries = ledgerOf(history)
  const running = runningClocks(entries, sourceOf(calendar))
  const rungs = rungsOf(running, ladder, now)
  const name = clockNow(state)
  return {
    clock: entries.some(({ clock }) => clock === name) ? (name ?? null) : null,
    dueAt: running.find((clock) => clock.name === name)?.dueBy ?? null,
    calendarVersion: calendar.definition.version,
    handledInTime: handledInTime(entries, state, calendar, now),
    watchAt: watchAtOf(rungs, state, calendar),
    isReached: rungs.due.length > 0,
  }
}

function handledInTime(
  entries: readonly ClockEntry[],
  { handledAt }: CaseState,
  calendar: CompiledCalendar,
  now: Date,
): boolean | null {
  const handle = handledAt ? entries.filter((entry) => entry.clock === 'handle') : []
  return handle.length > 0 ? computeClock(handle, sourceOf(calendar), now).metInTime !== false : null
}

const purposes: Partial<Record<EventKind, FilePurpose>> = {
  reported: 'report',
  confirm_answered: 'confirm',
  verify_answered: 'verify',
}

/** The files an event brings, with what each is for. */
export function filesOf(event: Pick<CaseEvent, 'kind' | 'body'>): { fileId: string; purpose: FilePurpose }[] {
  // A clock that moved has a before and an after too, which are no files.
  const body = event.body as { files?: unknown; before?: unknown; after?: unknown; purpose?: FilePurpose }
  const as = (ids: unknown, purpose: FilePurpose) =>
    (Array.isArray(ids) ? (ids as string[]) : []).map((fileId) => ({ fileId, purpose }))
  return [
    ...as(body.files, body.purpose ?? purposes[event.kind] ?? 'other'),
    ...as(body.before, 'before'),
    ...as(body.after, 'after'),
  ]
}

async function noteFiles(tx: Tx, { districtId, caseId }: Acting, event: CaseEvent): Promise<void> {
  const files = filesOf(event)
  if (files.length > 0) await insertCaseFiles(tx, districtId, caseId, event.seq, files)
}

function written({ districtId, caseId }: Acting, event: CaseEvent, state: CaseState, clocks: ClockCache): StepWrite {
  return { districtId, caseId, event, state, clocks, told: outbox.within(toldOf(districtId, caseId, event, state)) }
}

/** What others are told of an event. */
export function toldOf(districtId: string, caseId: string, event: CaseEvent, state: CaseState): NewEvent {
  const { number, stage, unitId, coUnitIds, collectorId, reportedBy } = state
  const { seq, kind } = event
  const files = filesOf(event).length
  const payload = { caseId, number, seq, kind, stage, unitId, coUnitIds, collectorId, reportedBy, files }
  return { districtId, topic: 'case.changed', key: caseId, payload }
}

export const newCaseId = newId
