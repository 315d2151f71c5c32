import { dayOf } from '#city/place/answer.ts'
import { listBeats } from '#city/place/beat-store.ts'
import { type Cell, listCells, listCodesEverUsed } from '#city/place/cell-store.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Position } from '#city/place/shape.ts'
import { listDivisions } from '#city/place/store.ts'
import type { Db } from '#kernel/db/db.ts'
import type { GridKind } from './contract.ts'
import { comingOf, type Finding, fitOf } from './fit.ts'
import { type BeatEffect, beatsAfter, cellFinder } from './impact.ts'
import { type GridPlan, planChange } from './plan.ts'
import { gridProblems } from './problems.ts'
import {
  type CaseIn,
  type DutyOf,
  listBeatPeople,
  listComponentsOf,
  listDutiesOf,
  listOpenCasesOf,
  type Placed,
} from './store.ts'

export type Asked = {
  readonly kind: GridKind
  readonly cells: readonly string[]
  readonly line?: readonly Position[] | undefined
  /** The first day of the new cells; today unless said. */
  readonly day?: string | undefined
}

type Moved<T> = T & { readonly to: string | null }

/** What a plan does to everything that hangs on the cells it touches. */
export type Impact = {
  readonly components: readonly Moved<Placed>[]
  readonly cases: readonly Moved<CaseIn>[]
  readonly beats: readonly BeatEffect[]
  readonly duties: readonly DutyOf[]
  readonly touched: readonly string[]
  /** What stands in the way of it. */
  readonly stranded: readonly Finding[]
}

/** A change worked out to the end, before anything is written. */
export type Outlook = Impact & {
  readonly day: string
  readonly plan: GridPlan
  readonly findings: readonly Finding[]
}

/** The furthest day, counted from today, for which a change may be planned. */
const MOST_DAYS_AHEAD = 731

/** Works out what a change would bring; writes nothing. Problems as of `planChange`, and of the day and the cells named. */
export async function lookAhead(db: Db, districtId: string, asked: Asked, now: Date): Promise<Outlook> {
  const today = await dayOf(db, districtId, undefined, now)
  const day = mustBeAhead(asked.day ?? today, today)
  const standing = await listCells(db, districtId, today)
  const named = [...new Set(asked.cells)].map((code) => mustFind(standing, code))
  const community = named[0]!.code.slice(0, 12)
  const used = (await listCodesEverUsed(db, districtId, today)).filter(({ code }) => code.startsWith(community))
  const plan = planChange(
    { kind: asked.kind, cells: named, line: asked.line ?? [] },
    used.map(({ code }) => code),
    day,
  )
  const cells = day === today ? standing : await listCells(db, districtId, day)
  const border = (await listDivisions(db, districtId, day)).find(({ code }) => code === community)?.boundary
  const impact = await impactOf(db, districtId, plan, day)
  return { ...impact, day, plan, findings: [...fitOf(plan, cells, border ?? undefined), ...impact.stranded] }
}

/** What a plan would bring if it took effect on `day` with everything as it is. */
export async function impactOf(db: Db, districtId: string, plan: GridPlan, day: string): Promise<Impact> {
  const touched = [...plan.retired, ...plan.reshaped.map(({ cell }) => cell)].map(({ code }) => code)
  const to = cellFinder(comingOf(plan))
  const moved = <T extends Placed | CaseIn>(all: readonly T[]): Moved<T>[] =>
    all.map((one) => ({ ...one, to: to(one.place, one.cellCode) })).filter((one) => one.to !== one.cellCode)
  const [components, cases] = [
    await listComponentsOf(db, districtId, touched),
    await listOpenCasesOf(db, districtId, touched),
  ]
  const retired = plan.retired.map(({ code }) => code)
  return {
    touched,
    components: moved(components),
    cases: moved(cases),
    beats: beatsAfter(plan, await listBeats(db, districtId, day), await listBeatPeople(db, districtId, day)),
    duties: await listDutiesOf(db, districtId, retired, day),
    stranded: strandedIn(plan, components.length + cases.length),
  }
}

function mustBeAhead(day: string, today: string): string {
  const days = (Date.parse(day) - Date.parse(today)) / 86_400_000
  if (days < 0 || days > MOST_DAYS_AHEAD) throw gridProblems.grid_day_unfit({ today }, 'day')
  return day
}

/** A cell is changed by one plan at a time. */
function mustFind(standing: readonly Cell[], code: string): Cell {
  const found = standing.find((cell) => cell.code === code)
  if (!found) throw placeProblems.cell_not_found({ code }, 'cells')
  if (found.validTo !== null) throw placeProblems.cell_planned({ code }, 'cells')
  return found
}

/** A cell with something in it is not given up: what stands there would be nowhere. */
const strandedIn = ({ opened, retired, reshaped }: GridPlan, things: number): Finding[] =>
  retired.length > 0 && opened.length + reshaped.length === 0 && things > 0
    ? [
        {
          zh: `网格内还有 ${things} 个部件或在办案件，须先移出或办结`,
          en: `${things} components or open cases are still in it; move or finish them first`,
        },
      ]
    : []
