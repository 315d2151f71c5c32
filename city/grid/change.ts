import type { z } from 'zod'
import { regrid } from '#city/component/regrid.ts'
import { dayOf } from '#city/place/answer.ts'
import { enterBeatCells, listBeats } from '#city/place/beat-store.ts'
import { type Cell, listCells, listCodesEverUsed, putCells, retireCell } from '#city/place/cell-store.ts'
import { placeProblems } from '#city/place/problems.ts'
import { type Position, squareMetres } from '#city/place/shape.ts'
import { cellsVersion, holdVersion, listDivisions } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { Problem } from '#kernel/problem.ts'
import type { GridChangeInput, GridKind, GridPreview } from './contract.ts'
import { comingOf, type Finding, fitOf } from './fit.ts'
import { type BeatEffect, beatsAfter, cellFinder } from './impact.ts'
import { type GridPlan, planChange } from './plan.ts'
import { gridProblems } from './problems.ts'
import {
  appendChange,
  type CaseIn,
  type Change,
  copyDuties,
  countEndedCasesOf,
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
}

type Moved<T> = T & { readonly to: string | null }

/** A change worked out to the end, before anything is written. */
type Outlook = {
  readonly day: string
  readonly plan: GridPlan
  readonly findings: readonly Finding[]
  readonly components: readonly Moved<Placed>[]
  readonly cases: readonly Moved<CaseIn>[]
  readonly beats: readonly BeatEffect[]
  readonly duties: readonly DutyOf[]
  readonly touched: readonly string[]
}

/** Works out what a change would bring; writes nothing. Problems as of `planChange`, and `cell_not_found`. */
async function lookAhead(db: Db, districtId: string, asked: Asked, now: Date): Promise<Outlook> {
  const day = await dayOf(db, districtId, undefined, now)
  const cells = await listCells(db, districtId, day)
  const named = [...new Set(asked.cells)].map((code) => mustFind(cells, code))
  const community = named[0]!.code.slice(0, 12)
  const used = (await listCodesEverUsed(db, districtId)).filter(({ code }) => code.startsWith(community))
  const ask = { kind: asked.kind, cells: named, line: asked.line ?? [] }
  const plan = planChange(
    ask,
    used.map(({ code }) => code),
    day,
  )
  const touched = named.map(({ code }) => code)
  const border = (await listDivisions(db, districtId, day)).find(({ code }) => code === community)?.boundary
  const to = cellFinder(plan)
  const components = (await listComponentsOf(db, districtId, touched)).map((one) => ({
    ...one,
    to: to(one.place, one.cellCode),
  }))
  const cases = (await listOpenCasesOf(db, districtId, touched)).map((one) => ({
    ...one,
    to: to(one.place, one.cellCode),
  }))
  const findings = [...fitOf(plan, cells, border ?? undefined), ...strandedIn(plan, components.length + cases.length)]
  const beats = beatsAfter(plan, await listBeats(db, districtId, day), await listBeatPeople(db, districtId, day))
  const duties = await listDutiesOf(
    db,
    districtId,
    plan.retired.map(({ code }) => code),
    day,
  )
  const leaving = <T extends { cellCode: string; to: string | null }>(all: readonly T[]) =>
    all.filter((one) => one.to !== one.cellCode)
  return { day, plan, findings, components: leaving(components), cases: leaving(cases), beats, duties, touched }
}

function mustFind(cells: readonly Cell[], code: string): Cell {
  const found = cells.find((cell) => cell.code === code)
  if (!found) throw placeProblems.cell_not_found({ code }, 'cells')
  return found
}

/** A cell with something in it is not given up: what stands there would be nowhere. */
const strandedIn = ({ opened, retired }: GridPlan, things: number): Finding[] =>
  retired.length > 0 && opened.length === 0 && things > 0
    ? [
        {
          zh: `网格内还有 ${things} 个部件或在办案件，须先移出或办结`,
          en: `${things} components or open cases are still in it; move or finish them first`,
        },
      ]
    : []

const LISTED = 100

/** A line that cannot cut or border cells is an unfinished drawing, not a refused question. */
const unfinished = (token: string, day: string, { zh, en }: Finding): z.input<typeof GridPreview> => ({
  ...{ token, day, retired: [], opened: [], reshaped: [], beats: [], duties: [], findings: [{ zh, en }] },
  components: { total: 0, items: [] },
  cases: { open: 0, ended: 0, items: [] },
})

/** What a change would bring to cells, components, cases, beats and duties; where the line does not fit yet, what is wrong with it. */
export async function previewChange(
  db: Db,
  districtId: string,
  asked: Asked,
  now: Date,
): Promise<z.input<typeof GridPreview>> {
  const { token } = await cellsVersion(db, districtId)
  try {
    return await previewSound(db, districtId, asked, now, token)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'grid_shape_refused') throw error
    return unfinished(token, await dayOf(db, districtId, undefined, now), error)
  }
}

async function previewSound(
  db: Db,
  districtId: string,
  asked: Asked,
  now: Date,
  token: string,
): Promise<z.input<typeof GridPreview>> {
  const { day, plan, findings, components, cases, beats, duties, touched } = await lookAhead(db, districtId, asked, now)
  return {
    token,
    day,
    retired: plan.retired.map(({ code, areaM2 }) => ({ code, areaM2 })),
    opened: plan.opened.map(({ code, area, from }) => ({
      code,
      area: area as never,
      areaM2: squareMetres(area),
      from: [...from],
    })),
    reshaped: plan.reshaped.map(({ cell, area }) => ({
      code: cell.code,
      beforeM2: cell.areaM2,
      areaM2: squareMetres(area),
      area: area as never,
    })),
    components: {
      total: components.length,
      items: components
        .slice(0, LISTED)
        .map(({ code, name, place, cellCode, to }) => ({ code, name, point: place, from: cellCode, to })),
    },
    cases: {
      open: cases.length,
      ended: await countEndedCasesOf(db, districtId, touched),
      items: cases.slice(0, LISTED).map(({ caseId, number, cellCode, to }) => ({ caseId, number, from: cellCode, to })),
    },
    beats: beats.map(({ beatId, name, person, before, after }) => ({ beatId, name, person, before, after })),
    duties: [...duties],
    findings: [...findings],
  }
}

/**
 * Publishes a change as of today: shapes and codes, the beats that walk the new cells, duties that named the old ones, and the cell of
 * each component, with a line in its history. Problems as of the preview, `grid_changed_meanwhile`, `grid_not_whole`.
 */
export async function publishChange(
  tx: Tx,
  districtId: string,
  { token, reason, ...asked }: z.output<typeof GridChangeInput>,
  { by, now }: { by: string; now: Date },
): Promise<Change> {
  if ((await holdVersion(tx, districtId)) !== token) throw gridProblems.grid_changed_meanwhile({}, 'body.token')
  const { day, plan, findings, components, cases, beats } = await lookAhead(tx, districtId, asked, now)
  if (findings[0]) throw gridProblems.grid_not_whole(findings[0])
  const heirs = plan.opened.map(({ code }) => code)
  for (const { code } of plan.retired) await retireCell(tx, districtId, code, day, heirs)
  await putCells(
    tx,
    districtId,
    day,
    comingOf(plan).map((one) => named(plan, one)),
  )
  for (const { beatId, gains } of beats) await enterBeatCells(tx, districtId, { beatId, cellCodes: gains, day })
  for (const { code, from } of plan.opened) await copyDuties(tx, districtId, { from, to: code, day, basis: reason })
  const moves = components.flatMap(({ code, to }) => (to ? [{ code, cellCode: to }] : []))
  await regrid(tx, districtId, moves, { by, now, day, reason })
  return appendChange(tx, districtId, {
    ...{ kind: asked.kind, day, at: now, by, reason },
    retired: plan.retired.map(({ code }) => code),
    opened: heirs,
    reshaped: plan.reshaped.map(({ cell }) => cell.code),
    components: moves.length,
    openCases: cases.length,
  })
}

/** A cell that keeps its code keeps its name and note. */
function named({ reshaped }: GridPlan, coming: ReturnType<typeof comingOf>[number]) {
  const kept = reshaped.find(({ cell }) => cell.code === coming.code)?.cell
  return { ...coming, name: kept?.name ?? null, note: kept?.note ?? null }
}
