import { distanceMetres, metresPerDegree } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import type { Db, Pool } from '#kernel/db/db.ts'
import { canonicalKey, categoryOfKey } from '../duplicate/category.ts'
import { type Occurrence, spotAround } from './judge.ts'
import { ruleFor, settleCase } from './settle.ts'
import { listFallen, listRules, listSpots, listUnsettled, type RuleRow } from './store.ts'

const A_DAY = 86_400_000
const LOOKED_BACK_DAYS = 90

/** Where a sweep reads, and how it settles one case at a time. */
export type Sweeping = Db & Pick<Pool, 'transaction'>

/**
 * Looks through the cases of the last months for what no event has told: imports, new rules, cases that count no longer. Only
 * those that would found a spot, lie in one or leave one are settled. Gives how many.
 */
export async function sweepSpots(pool: Sweeping, districtId: string, now: Date): Promise<number> {
  const rules = await listRules(pool, districtId, now)
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * A_DAY)
  const unsettled = await listUnsettled(pool, districtId, since)
  const wanted = [...(await listFallen(pool, districtId)), ...(await listLikely(pool, districtId, unsettled, rules))]
  for (const caseId of wanted) await pool.transaction((tx) => settleCase(tx, districtId, caseId, now))
  return wanted.length
}

type Keyed = Occurrence & { readonly key: string }

/** Cases that lie in a spot or would found one, found in memory so that a quiet case costs no transaction. */
async function listLikely(
  db: Db,
  districtId: string,
  unsettled: readonly Keyed[],
  rules: readonly RuleRow[],
): Promise<string[]> {
  const spots = Map.groupBy(await listSpots(db, districtId), ({ category }) => category)
  const byKind = Map.groupBy(unsettled, ({ key }) => canonicalKey(categoryOfKey(key)))
  return [...byKind].flatMap(([key, cases]) => {
    const rule = ruleFor(rules, key)
    const near = tilesOf(cases, rule.radiusMetres)
    const liesInSpot = (one: Occurrence) =>
      spots.get(key)?.some((spot) => distanceMetres(one.point, point(spot.lon, spot.lat)) <= spot.radiusMetres)
    return cases
      .filter((one) => liesInSpot(one) || spotAround(one, near(one), rule) !== undefined)
      .map(({ caseId }) => caseId)
  })
}

/** The cases in the tile of a place and the eight around it. */
function tilesOf(cases: readonly Occurrence[], metres: number): (one: Occurrence) => Occurrence[] {
  const scale = metresPerDegree(cases[0]?.point.lat ?? 0)
  const tileOf = ({ point: { lon, lat } }: Occurrence) => [
    Math.floor((lon * scale.x) / metres),
    Math.floor((lat * scale.y) / metres),
  ]
  const tiles = Map.groupBy(cases, (one) => tileOf(one).join())
  return (one) => {
    const [x = 0, y = 0] = tileOf(one)
    return [-1, 0, 1]
      .flatMap((dx) => [-1, 0, 1].flatMap((dy) => tiles.get(`${x + dx},${y + dy}`) ?? []))
      .filter((other) => other !== one)
  }
}
