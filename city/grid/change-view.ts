import type { z } from 'zod'
import { squareMetres } from '#city/place/shape.ts'
import type { Db } from '#kernel/db/db.ts'
import { impactShown } from './change.ts'
import { type Change, getChange, listShapes } from './change-store.ts'
import type { GridChange, GridChangeDetail } from './contract.ts'
import { planOf } from './effect.ts'
import { impactOf } from './outlook.ts'
import type { Shape } from './plan.ts'
import { surface } from './surface.ts'
import { obstacleTo } from './take-back.ts'

/** A change as it travels. */
export const shown = ({
  number,
  kind,
  state,
  day,
  at,
  by,
  reason,
  retired,
  opened,
  reshaped,
  components,
  openCases,
  effectiveAt,
  endedAt,
  endedBy,
  endedReason,
}: Change): z.input<typeof GridChange> => ({
  ...{ number, kind, state, day, by, reason, retired, opened, reshaped, components, openCases, endedBy, endedReason },
  at: at.toISOString(),
  effectiveAt: effectiveAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
})

const cell = ({ code, name, area }: Shape) => ({ code, name, areaM2: squareMetres(area), area: surface(area) })

/** One change: its cells before and after, what a planned one would bring now, and whether an effective one can be undone. */
export async function changeDetail(
  db: Db,
  districtId: string,
  number: number,
  now: Date,
): Promise<z.input<typeof GridChangeDetail>> {
  const change = await getChange(db, districtId, number)
  const shapes = await listShapes(db, districtId, number)
  const isPlanned = change.state === 'planned'
  const impact = isPlanned ? await impactOf(db, districtId, planOf(change, shapes), change.day) : undefined
  const obstacle = change.state === 'effective' ? await obstacleTo(db, districtId, change, now) : undefined
  return {
    change: shown(change),
    before: shapes.before.map(cell),
    after: shapes.after.map(cell),
    impact: impact ? await impactShown(db, districtId, impact) : null,
    undo: { possible: change.state === 'effective' && !obstacle, obstacle: obstacle ?? null },
  }
}
