import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { calendarOfVersion, currentCalendar } from '#city/calendar/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Blind, blindFor, blindHistory } from './blind.ts'
import { clockNow, ledgerOf } from './clocks.ts'
import { filesOf, sourceOf } from './engine.ts'
import type { CaseEvent, CasePlace } from './event.ts'
import { type Clock, computeClocks } from './ledger/clock.ts'
import { findCaseRow } from './list.ts'
import { maskPersonal } from './mask.ts'
import { caseProblems } from './problems.ts'
import { type CaseState, foldCase, next, type Stage } from './state.ts'
import { stepsTables } from './steps.ts'
import { readHistory } from './store.ts'
import { entriesFor, eventView, momentOf, unitNames } from './view.ts'

/** A case as it stood right after one event: its stage, its place, and every clock by the calendar in force then. */
export type Frame = {
  readonly event: CaseEvent
  readonly stageBefore: Stage | null
  readonly state: CaseState
  readonly clocks: readonly Clock[]
  /** On whose authority the step was taken; absent for the report that began the case. */
  readonly rule: { readonly zh: string; readonly en: string; readonly source: string } | null
}

/** Folds a history once and stops at every event. The frames depend on nothing later than their own event. */
export function framesOf(history: readonly CaseEvent[], calendar: CompiledCalendar, blind: Blind): Frame[] {
  const frames: Frame[] = []
  let before: CaseState | undefined
  for (const [at, event] of history.entries()) {
    const sofar = history.slice(0, at + 1)
    const state: CaseState = before ? next(before, event) : foldCase(sofar)
    const then = calendarOfVersion(calendar, event.calendarVersion ?? calendar.definition.version) ?? calendar
    frames.push({
      event,
      stageBefore: before?.stage ?? null,
      state,
      clocks: computeClocks(entriesFor(blind, ledgerOf(sofar)), sourceOf(then), event.at),
      rule: before ? ruleOf(before, event) : null,
    })
    before = state
  }
  return frames
}

function ruleOf({ stepsVersion, stage }: CaseState, { kind }: CaseEvent): Frame['rule'] {
  const step = stepsTables[stepsVersion]?.[stage][kind]
  return step ? { zh: step.zh, en: step.en, source: step.source } : null
}

/** The life of a case, moment by moment, to somebody who may see the case; blind and masked as the case is. Error: `case_not_found`. */
export async function viewFilm(db: Db, actor: Actor, caseId: string) {
  const row = await findCaseRow(db, actor, caseId)
  if (!row) throw caseProblems.case_not_found()
  const history = await readHistory(db, actor.districtId, caseId)
  const [calendar, units] = [
    await currentCalendar(db, actor.districtId),
    await unitNames(db, actor.districtId, history),
  ]
  const { number, stage, description } = foldCase(history)
  const blind = blindFor(actor, stage)
  const shown = blindHistory(history, blind)
  const frames = framesOf(history, calendar, blind)
  return {
    caseId,
    number,
    stage,
    description: maskPersonal(description),
    frames: frames.map((frame, at) => ({
      event: eventView(shown[at]!, units),
      sinceMs: at === 0 ? 0 : frame.event.at.getTime() - frames[at - 1]!.event.at.getTime(),
      stageBefore: frame.stageBefore,
      stage: frame.state.stage,
      rule: frame.rule,
      unitName: blind.hidesUnit ? null : unitAt(history, frame),
      ...placeView(frame.state.place),
      stood: stoodAt(frame.event),
      files: filesOf(frame.event),
      judgedBy: clockNow(frame.state) ?? null,
      clocks: frame.clocks.map(momentOf),
    })),
  }
}

/** The unit that has the case then, by the name it was dispatched under. */
function unitAt(history: readonly CaseEvent[], { event, state }: Frame): string | null {
  if (state.unitId === null) return null
  const sent = history.findLast((each) => each.seq <= event.seq && each.kind === 'dispatched')
  return sent?.kind === 'dispatched' && sent.body.unitId === state.unitId ? sent.body.unitName : state.unitId
}

const placeView = ({ point, text }: CasePlace) => ({
  point: point && { frame: 'CGCS2000' as const, lon: point.lon, lat: point.lat },
  placeText: maskPersonal(text),
})

/** Where somebody who answered from the spot stood. */
function stoodAt(event: CaseEvent) {
  const point = event.kind === 'verify_answered' || event.kind === 'confirm_answered' ? event.body.point : null
  return point && { frame: 'CGCS2000' as const, lon: point.lon, lat: point.lat }
}
