import { viewPlaceOfCase } from '#city/case/store.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import { findUnit } from '#city/organisation/store.ts'
import { dayIn } from '#city/place/locators.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { canonicalKey, categoryOfKey } from '../duplicate/category.ts'
import {
  getCaseSpot,
  getChronicSpot,
  listChronicRules,
  listChronicSpots,
  moveChronicSpot,
  noteChronicSpot,
  ownChronicSpot,
  setChronicRule,
} from './contract.ts'
import { usualRule } from './judge.ts'
import { chronicProblems } from './problems.ts'
import { insertEntry, insertRule, listRules, lockSpot, type NewEntry, setOwner, setState } from './store.ts'
import { findSpotOfCase, listSpotsOf, viewSpot } from './view.ts'

const zone = 'Asia/Shanghai'

/** Places to which the same problem keeps returning: who answers for them and what was done. */
export const chronicRoutes: readonly Route[] = [
  route(listChronicSpots, ({ tx, actor, query }) => listSpotsOf(tx, actor, query)),
  route(getChronicSpot, ({ tx, actor, params }) => viewSpot(tx, actor, params.spotId)),
  route(getCaseSpot, async ({ tx, actor, params }) => {
    await viewPlaceOfCase(tx, actor, params.id)
    return findSpotOfCase(tx, actor, params.id)
  }),
  route(ownChronicSpot, async ({ tx, actor, params, body, now }) => {
    await held(tx, actor, params.spotId, body.seen)
    const { unitId, personId = null, targetOn = null, note } = body
    if (targetOn && targetOn < dayIn(zone, now)) throw chronicProblems.spot_target_past({}, 'body.targetOn')
    const names = await ownerNames(tx, actor.districtId, unitId, personId)
    await setOwner(tx, actor.districtId, params.spotId, { unitId, personId, targetOn })
    await insertEntry(tx, actor.districtId, params.spotId, said(actor, now, 'owned', { ...names, targetOn, note }))
    const spot = await viewSpot(tx, actor, params.spotId)
    await wantNotice(tx, actor.districtId, {
      to: personId ? { personId } : { unitId },
      template: 'chronic.owned',
      params: { place: spot.placeText, category: spot.categoryName, ...(targetOn ? { due: targetOn } : {}), note },
      reason: `顽疾点 ${spot.number} 由您负责治理`,
      byId: actor.personId,
    })
    return spot
  }),
  route(moveChronicSpot, async ({ tx, actor, params, body, now }) => {
    const { state } = await held(tx, actor, params.spotId, body.seen)
    if (state === body.state) throw chronicProblems.spot_state_same({}, 'body.state')
    const { reason } = body
    await setState(tx, actor.districtId, params.spotId, { state: body.state, reason, at: now })
    const kind = body.state === 'open' ? 'opened' : body.state
    await insertEntry(tx, actor.districtId, params.spotId, said(actor, now, kind, { reason }))
    return viewSpot(tx, actor, params.spotId)
  }),
  route(noteChronicSpot, async ({ tx, actor, params, body, now }) => {
    await held(tx, actor, params.spotId)
    await insertEntry(tx, actor.districtId, params.spotId, said(actor, now, 'noted', body))
    return viewSpot(tx, actor, params.spotId)
  }),
  route(listChronicRules, ({ tx, actor, now }) => ruleSet(tx, actor.districtId, now)),
  route(setChronicRule, async ({ tx, actor, body, now }) => {
    const category = body.category === '' ? '' : canonicalKey(categoryOfKey(body.category))
    await insertRule(tx, actor.districtId, { ...body, category, ruleId: newId(), setBy: actor.personId }, now)
    return ruleSet(tx, actor.districtId, now)
  }),
]

const ruleSet = async (db: Db, districtId: string, now: Date) => ({
  usual: usualRule,
  items: await listRules(db, districtId, now),
})

/** A spot in the actor's sight, locked; of two who change it at once the second is told of the first. */
async function held(tx: Tx, actor: Actor, spotId: string, seen?: number) {
  const locked = await lockSpot(tx, actor.districtId, spotId)
  const { version, entries } = await viewSpot(tx, actor, spotId)
  if (!locked) throw chronicProblems.spot_not_found()
  if (seen !== undefined && seen !== version)
    throw chronicProblems.spot_moved_on({ by: entries[0]?.byName ?? '' }, 'body.seen')
  return locked
}

const said = (
  { personId, name }: Actor,
  at: Date,
  kind: NewEntry['kind'],
  body: Record<string, unknown>,
): NewEntry => ({ kind, at, byId: personId, byName: name, body })

async function ownerNames(tx: Tx, districtId: string, unitId: string, personId: string | null) {
  const unit = await findUnit(tx, districtId, unitId)
  if (!unit) throw chronicProblems.spot_owner_unknown({}, 'body.unitId')
  if (personId === null) return { unitId, unitName: unit.name }
  const person = await tx.find<{ name: string }>(sql`
    select p.name from city.person p
     where p.district_id = ${districtId} and p.person_id = ${personId} and p.active
       and exists (select 1 from city.post_holding h
                    where h.district_id = p.district_id and h.person_id = p.person_id and h.unit_id = ${unitId})`)
  if (!person) throw chronicProblems.spot_owner_unknown({}, 'body.personId')
  return { unitId, unitName: unit.name, personId, personName: person.name }
}
