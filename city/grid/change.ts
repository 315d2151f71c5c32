import type { z } from 'zod'
import { dayOf } from '#city/place/answer.ts'
import { endCell, putCells } from '#city/place/cell-store.ts'
import { squareMetres } from '#city/place/shape.ts'
import { cellsVersion, holdVersion } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { Problem } from '#kernel/problem.ts'
import { appendChange, type Change, getChange } from './change-store.ts'
import type { GridChangeInput, GridPreview } from './contract.ts'
import { takeEffect } from './effect.ts'
import type { Finding } from './fit.ts'
import { type Asked, type Impact, lookAhead } from './outlook.ts'
import type { GridPlan, Shape } from './plan.ts'
import { gridProblems } from './problems.ts'
import { countEndedCasesOf } from './store.ts'
import { surface } from './surface.ts'

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
    return unfinished(token, await dayOf(db, districtId, asked.day, now), error)
  }
}

async function previewSound(
  db: Db,
  districtId: string,
  asked: Asked,
  now: Date,
  token: string,
): Promise<z.input<typeof GridPreview>> {
  const { day, plan, findings, ...impact } = await lookAhead(db, districtId, asked, now)
  return {
    token,
    day,
    retired: plan.retired.map(({ code, areaM2 }) => ({ code, areaM2 })),
    opened: plan.opened.map(({ code, area, from }) => ({
      code,
      area: surface(area),
      areaM2: squareMetres(area),
      from: [...from],
    })),
    reshaped: plan.reshaped.map(({ cell, area }) => ({
      code: cell.code,
      beforeM2: cell.areaM2,
      areaM2: squareMetres(area),
      area: surface(area),
    })),
    ...(await impactShown(db, districtId, impact)),
    findings: [...findings],
  }
}

/** An impact as it is shown, with the ended cases that keep the old codes. */
export async function impactShown(db: Db, districtId: string, impact: Impact) {
  const { components, cases, beats, duties, touched } = impact
  return {
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
  }
}

/**
 * Publishes a change as of today or of a day to come. The cells are entered with their validity at once; what hangs on them follows on
 * the day (`takeEffect`). Problems as of the preview, `grid_changed_meanwhile`, `grid_not_whole`.
 */
export async function publishChange(
  tx: Tx,
  districtId: string,
  { token, reason, ...asked }: z.output<typeof GridChangeInput>,
  { by, now }: { by: string; now: Date },
): Promise<Change> {
  if ((await holdVersion(tx, districtId)) !== token) throw gridProblems.grid_changed_meanwhile({}, 'body.token')
  const { day, plan, findings, components, cases } = await lookAhead(tx, districtId, asked, now)
  if (findings[0]) throw gridProblems.grid_not_whole(findings[0])
  const heirs = plan.opened.map(({ code }) => code)
  const after = shapesAfter(plan)
  for (const { code } of plan.retired) await endCell(tx, districtId, code, day, heirs)
  await putCells(tx, districtId, day, after)
  const told = {
    ...{ kind: asked.kind, day, at: now, by, reason, components: components.length, openCases: cases.length },
    retired: plan.retired.map(({ code }) => code),
    opened: heirs,
    reshaped: plan.reshaped.map(({ cell }) => cell.code),
  }
  const before = [...plan.retired, ...plan.reshaped.map(({ cell }) => cell)]
  const change = await appendChange(tx, districtId, told, { before, after })
  if (day > (await dayOf(tx, districtId, undefined, now))) return change
  await takeEffect(tx, districtId, change, now)
  return getChange(tx, districtId, change.number)
}

/** A cell that keeps its code keeps its name and note. */
const shapesAfter = ({ opened, reshaped }: GridPlan): Shape[] => [
  ...opened.map(({ code, area }) => ({ code, area, name: null, note: null })),
  ...reshaped.map(({ cell: { code, name, note }, area }) => ({ code, area, name, note })),
]
