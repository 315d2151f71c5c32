import { system } from '#city/case/port.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import { boxAround, distanceMetres } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { type CategoryKey, canonicalKey, sameKeys } from '../duplicate/category.ts'
import { type ChronicRule, centreOf, type Occurrence, spotAround, usualRule } from './judge.ts'
import {
  type CaseRow,
  countReopening,
  deleteMember,
  type EntryKind,
  findCase,
  insertEntry,
  insertMember,
  insertSpot,
  listOccurrences,
  listRules,
  listSpotsIn,
  lockSpots,
  type RuleRow,
  recount,
  type SpotRow,
  setState,
} from './store.ts'

const A_DAY = 86_400_000
/** The farthest two places of one spot may lie apart by any rule. */
const WIDEST_METRES = 2000

/** The rule of a category, else the district's own, else the usual one. */
export const ruleFor = (rules: readonly RuleRow[], category: CategoryKey): ChronicRule =>
  rules.find((rule) => rule.category === category) ?? rules.find((rule) => rule.category === '') ?? usualRule

/**
 * Brings the spots to what a case now is: it joins the spot it lies in, founds one with its like, or leaves one. Doing it
 * again changes nothing, in whatever order cases are told.
 */
export async function settleCase(tx: Tx, districtId: string, caseId: string, now: Date): Promise<void> {
  await lockSpots(tx, districtId)
  const row = await findCase(tx, districtId, caseId)
  if (!row) return
  const key = row.category
    ? canonicalKey({ edition: row.edition ?? '', kind: row.kind ?? '', code: row.category })
    : null
  const one = { caseId, at: row.reportedAt, point: point(row.lon ?? Number.NaN, row.lat ?? Number.NaN) }
  const spot = row.counts && key ? await spotOf(tx, districtId, key, one, row.spotId) : undefined
  if (row.spotId && row.spotId !== spot?.spotId) await leave(tx, districtId, row, now)
  if (!row.counts || !key || (row.spotId && row.spotId === spot?.spotId)) return
  if (spot) return join(tx, districtId, spot, row, now)
  const rule = ruleFor(await listRules(tx, districtId, now), key)
  const windowMs = rule.withinDays * A_DAY
  const others = await listOccurrences(tx, districtId, {
    box: boxAround(one.point, rule.radiusMetres),
    keys: sameKeys(key),
    from: new Date(one.at.getTime() - windowMs),
    to: new Date(one.at.getTime() + windowMs),
  })
  const members = spotAround(
    one,
    others.filter((other) => other.caseId !== caseId),
    rule,
  )
  if (members) await found(tx, districtId, { row, key, rule, members }, now)
}

/** The spot of this kind in whose circle a place lies: of several the one it belongs to, else the nearest. */
async function spotOf(
  tx: Tx,
  districtId: string,
  key: CategoryKey,
  { point: at }: Occurrence,
  own: string | null,
): Promise<SpotRow | undefined> {
  const near = await listSpotsIn(tx, districtId, key, boxAround(at, WIDEST_METRES))
  return near
    .map((spot) => ({ spot, metres: distanceMetres(at, point(spot.lon, spot.lat)) }))
    .filter(({ spot, metres }) => metres <= spot.radiusMetres)
    .sort((a, b) => Number(b.spot.spotId === own) - Number(a.spot.spotId === own) || a.metres - b.metres)[0]?.spot
}

type Finding = { row: CaseRow; key: CategoryKey; rule: ChronicRule; members: readonly Occurrence[] }

async function found(tx: Tx, districtId: string, { row, key, rule, members }: Finding, now: Date): Promise<void> {
  const spotId = newId()
  await insertSpot(tx, districtId, {
    spotId,
    category: key,
    categoryName: row.categoryName ?? key,
    at: centreOf(members),
    radiusMetres: rule.radiusMetres,
    of: row,
    foundAt: now,
    year: new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 4),
  })
  for (const member of members) await insertMember(tx, districtId, spotId, member)
  const { cases } = await recount(tx, districtId, spotId)
  await note(tx, districtId, spotId, 'found', { cases, ...rule }, now)
  await tellSupervisors(tx, districtId, row, `同类问题已发生 ${cases} 次，新列为顽疾点`)
}

/** A cleared spot that the problem has come back to is open again. */
async function join(tx: Tx, districtId: string, spot: SpotRow, row: CaseRow, now: Date): Promise<void> {
  await insertMember(tx, districtId, spot.spotId, { caseId: row.caseId, at: row.reportedAt })
  const { cases } = await recount(tx, districtId, spot.spotId)
  await note(tx, districtId, spot.spotId, 'grew', { caseId: row.caseId, number: row.number, cases }, now)
  if (spot.state !== 'cleared' || !spot.clearedAt || row.reportedAt <= spot.clearedAt) return
  await setState(tx, districtId, spot.spotId, { state: 'open', reason: null, at: now })
  await countReopening(tx, districtId, spot.spotId)
  await note(tx, districtId, spot.spotId, 'reopened', { caseId: row.caseId, number: row.number }, now)
  await tellSupervisors(tx, districtId, row, `顽疾点 ${spot.number} 销号后复发，重新治理`)
}

async function leave(tx: Tx, districtId: string, row: CaseRow, now: Date): Promise<void> {
  if (!row.spotId) return
  await deleteMember(tx, districtId, row.caseId)
  const { cases } = await recount(tx, districtId, row.spotId)
  await note(tx, districtId, row.spotId, 'shrank', { caseId: row.caseId, number: row.number, cases }, now)
}

const tellSupervisors = (tx: Tx, districtId: string, row: CaseRow, reason: string) =>
  wantNotice(tx, districtId, {
    to: { post: 'supervisor' },
    template: 'chronic.found',
    params: { category: row.categoryName ?? '', place: row.placeText },
    caseId: row.caseId,
    reason,
  })

const note = (tx: Tx, districtId: string, spotId: string, kind: EntryKind, body: Record<string, unknown>, at: Date) =>
  insertEntry(tx, districtId, spotId, { kind, at, byId: system.id, byName: system.name, body })
