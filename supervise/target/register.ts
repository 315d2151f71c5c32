import { listUnits } from '#city/organisation/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import type { TargetBody } from './body.ts'
import { countMeasure } from './measure.ts'
import { targetProblems } from './problems.ts'
import { byPeriod, conflictsOf, type Reached, standingOf } from './standing.ts'
import {
  type ActualRow,
  type Entry,
  insertTarget,
  isNameTaken,
  listHolding,
  listTargets,
  replaceTarget,
  type TargetRow,
} from './store.ts'

export type ReachedRow = Reached & {
  readonly origin: ActualRow['origin'] | 'counted'
  readonly evidence: string
  readonly by: string | null
  readonly at: Date | null
}

export type StandingTarget = Omit<TargetRow, 'position'> & {
  readonly ownerUnitName: string | null
  readonly series: readonly ReachedRow[]
  readonly latest: ReachedRow | null
} & Pick<ReturnType<typeof standingOf>, 'standing' | 'held'> & {
    readonly conflicts: ReturnType<typeof conflictsOf>
  }

/** Every indicator with what was reached, in the plan's own order. */
export async function readRegister(db: Db, districtId: string): Promise<StandingTarget[]> {
  const [targets, actuals, units] = await Promise.all([
    listTargets(db, districtId),
    listHolding(db, districtId),
    listUnits(db, districtId),
  ])
  const entered = Map.groupBy(actuals, ({ targetId }) => targetId)
  const counted = await countAll(db, districtId, targets)
  const nameOf = new Map(units.map(({ unitId, name }) => [unitId, name]))
  return targets.map(({ position: _, ...target }) => {
    const own = (entered.get(target.targetId) ?? []).map(reachedOf)
    const series = merged(own, counted.get(target.body.measure ?? '') ?? [])
    const { standing, held } = standingOf(target.body, series)
    return {
      ...target,
      ...{ series, standing, held, latest: series.at(-1) ?? null },
      ownerUnitName: target.body.ownerUnitId ? (nameOf.get(target.body.ownerUnitId) ?? null) : null,
      conflicts: conflictsOf(target.body.claims),
    }
  })
}

/** What somebody entered about a period stands; the product's own count fills the periods nobody spoke of. */
function merged(own: readonly ReachedRow[], counted: readonly ReachedRow[]): ReachedRow[] {
  const spoken = new Set(own.map(({ period }) => period))
  return [...own, ...counted.filter(({ period }) => !spoken.has(period))].sort(byPeriod)
}

async function countAll(db: Db, districtId: string, targets: readonly TargetRow[]): Promise<Map<string, ReachedRow[]>> {
  const wanted = new Set(targets.flatMap(({ body }) => body.measure ?? []))
  const counted = await Promise.all(
    [...wanted].map(async (measure) => {
      const rows = await countMeasure(db, districtId, measure)
      return [measure, rows.map(({ period, value, hits, base }) => countedRow(period, value, hits, base))] as const
    }),
  )
  return new Map(counted)
}

const countedRow = (period: string, value: number, hits: number, base: number): ReachedRow => ({
  ...{ period, value, state: '', isReached: null },
  ...{ origin: 'counted', evidence: `${hits} / ${base}`, by: null, at: null },
})

export const reachedOf = (row: ActualRow): ReachedRow => ({
  ...{ period: row.period, value: row.value, state: row.state, isReached: row.isReached },
  ...{ origin: row.origin, evidence: row.evidence, by: row.enteredBy, at: row.enteredAt },
})

/** Enters a new indicator. Errors: `target_name_taken`, `target_owner_unknown`. */
export async function addTarget(tx: Tx, districtId: string, body: TargetBody, entry: Entry): Promise<string> {
  await mustKnowOwner(tx, districtId, body)
  const targetId = await insertTarget(tx, districtId, body, entry)
  if (targetId === undefined) throw targetProblems.target_name_taken({ name: body.name }, 'body.target.name')
  return targetId
}

/** Enters a new version of an indicator. Errors: those of a new one, and `target_changed_meanwhile`. */
export async function changeTarget(
  tx: Tx,
  districtId: string,
  change: { readonly targetId: string; readonly basedOn: number; readonly body: TargetBody },
  entry: Entry,
): Promise<{ targetId: string; version: number }> {
  const { targetId, basedOn, body } = change
  await mustKnowOwner(tx, districtId, body)
  if (await isNameTaken(tx, districtId, body.name, targetId))
    throw targetProblems.target_name_taken({ name: body.name }, 'body.target.name')
  if (!(await replaceTarget(tx, districtId, change, entry))) throw targetProblems.target_changed_meanwhile()
  return { targetId, version: basedOn + 1 }
}

async function mustKnowOwner(db: Db, districtId: string, { ownerUnitId }: TargetBody): Promise<void> {
  if (ownerUnitId === null) return
  const units = await listUnits(db, districtId)
  if (!units.some(({ unitId }) => unitId === ownerUnitId))
    throw targetProblems.target_owner_unknown({ unit: ownerUnitId }, 'body.target.ownerUnitId')
}
