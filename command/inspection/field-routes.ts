import { componentProblems } from '#city/component/problems.ts'
import { findComponent } from '#city/component/store.ts'
import type { Industry } from '#city/industry/industry.ts'
import { believedPoint } from '#city/place/check.ts'
import { may } from '#kernel/auth/actor.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { enterInspection } from './enter.ts'
import { findKind, kindsOn, shownKind } from './kinds.ts'
import { endRound, insertRound, listRounds, lockRound } from './ledger-store.ts'
import { inspectionProblems } from './problems.ts'
import { claimRound, giveBackRound, inspectionsAt, inspectOne, myRounds } from './round/contract.ts'
import { inReach, mustHold } from './round.ts'
import { progressOf, shownItem, standingsOf, todayOf } from './standing.ts'
import { listPlanRows, lockPlan } from './store.ts'

/** A round is given up by itself when the day it was taken on is long over. */
const holdMs = 24 * 3_600_000

/** Inspecting: taking a round upon oneself, answering point by point, giving back what is left. */
export const fieldRoutes = (industries: readonly Industry[]): readonly Route[] => [
  route(myRounds, async ({ tx, actor, now }) => {
    const { districtId, personId } = actor
    const today = await todayOf(tx, districtId, now)
    const [rounds, plans, inHand, kinds] = await Promise.all([
      listRounds(tx, districtId, personId, now),
      listPlanRows(tx, actor, today, 'inspection.do'),
      listPlanRows(tx, actor, { ...today, isInHandToo: true }, 'inspection.do'),
      kindsOn(tx, districtId, industries),
    ])
    const running = plans.filter((plan) => plan.isOn && findKind(kinds, plan))
    const shown = running.map(async (plan) => {
      const kind = findKind(kinds, plan)
      const { counts, claimed } = await progressOf(tx, districtId, plan, kind, today)
      return { ...plan, kind: kind?.kind.title ?? null, counts, claimed }
    })
    const own = rounds.map(async ({ roundId, planId, codes, claimedAt, untilAt, done }) => {
      const plan = inHand.find((one) => one.planId === planId)
      const left = codes.filter((code) => !done.includes(code))
      const taken = { codes: left, isTaken: true }
      const items = plan ? await standingsOf(tx, districtId, plan, findKind(kinds, plan), today, taken) : []
      const sorted = items.toSorted((a, b) => left.indexOf(a.code) - left.indexOf(b.code)).map(shownItem)
      const counted = { total: codes.length, done: done.length }
      return { roundId, planId, planName: plan?.name ?? '', claimedAt, untilAt, ...counted, items: sorted }
    })
    const due = (await Promise.all(shown)).filter(({ counts }) => counts.due + counts.overdue > 0)
    return { rounds: await Promise.all(own), plans: due }
  }),
  route(claimRound, async ({ tx, actor, body: { planId, count, point }, now }) => {
    const { districtId, personId, name } = actor
    // Claims go one after the other, so that nothing is in two hands.
    await lockPlan(tx, districtId, planId)
    const today = await todayOf(tx, districtId, now)
    const plan = await mustHold(tx, actor, planId, today)
    const kind = findKind(await kindsOn(tx, districtId, industries), plan)
    const all = await standingsOf(tx, districtId, plan, kind, today)
    const free = all.filter(
      ({ state, claimedById }) => (state === 'due' || state === 'overdue') && claimedById === null,
    )
    const here = point ? believedPoint(point, 'body.point') : undefined
    const codes = inReach(free, count, here).map(({ code }) => code)
    if (codes.length === 0) throw inspectionProblems.inspection_none_due({}, 'body.planId')
    const untilAt = new Date(now.getTime() + holdMs)
    const round = { planId, version: plan.version, codes, now, untilAt, personId, name }
    return { roundId: await insertRound(tx, districtId, round), count: codes.length }
  }),
  route(giveBackRound, async ({ tx, actor, params: { roundId }, now }) => {
    const round = await lockRound(tx, actor.districtId, actor.personId, roundId)
    if (!round) throw inspectionProblems.inspection_round_unknown()
    if (round.isGivenBack || round.untilAt <= now) throw inspectionProblems.inspection_round_over()
    await endRound(tx, actor.districtId, roundId, now)
    return { left: round.codes.length - round.done.length }
  }),
  route(inspectionsAt, async ({ tx, actor, params: { code }, now }) => {
    const { districtId } = actor
    const component = await findComponent(tx, districtId, code)
    if (!component) throw componentProblems.component_not_found({ code })
    const today = await todayOf(tx, districtId, now)
    const [plans, kinds] = await Promise.all([
      listPlanRows(tx, actor, { ...today, isInHandToo: true }, 'inspection.do'),
      kindsOn(tx, districtId, industries),
    ])
    const asked = plans.map(async (plan) => {
      const kind = findKind(kinds, plan)
      if (!plan.isOn || !kind?.kind.components.includes(component.kind)) return []
      const [item] = await standingsOf(tx, districtId, plan, kind, today, { codes: [component.code] })
      const mayOrder = kind.kind.job !== undefined && may(actor, 'order.read')
      return item
        ? [{ planId: plan.planId, planName: plan.name, kind: shownKind(kind), item: shownItem(item), mayOrder }]
        : []
    })
    const { name, address, ownerName } = component
    return { name, address, ownerName, asked: (await Promise.all(asked)).flat() }
  }),
  route(inspectOne, ({ tx, actor, body, now }) => enterInspection({ tx, actor, now, industries }, body)),
]
