import { mustHaveFiles } from '#city/case/attachments.ts'
import type { CasePlace } from '#city/case/event.ts'
import { stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { viewPlaceOfCase } from '#city/case/store.ts'
import { clauseOf } from '#city/catalogue/store.ts'
import { findCollector, listCollectors } from '#city/organisation/store.ts'
import { believedPoint } from '#city/place/check.ts'
import type { Frame, Point } from '#city/place/frame.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import {
  answerConfirm,
  answerVerify,
  askConfirm,
  askVerify,
  closeCase,
  decideAppeal,
  fileCase,
  forceCloseCase,
  proposeCollectors,
  refuseCase,
  reworkCase,
  urgeCase,
  voidCase,
} from './contract.ts'

const step = stepsOf('supervise')

async function taskFor(tx: Db, districtId: string, collectorId: string, note: string) {
  const collector = (await listCollectors(tx, districtId)).find((each) => each.personId === collectorId)
  if (!collector) throw caseProblems.unknown_collector({}, 'body.collectorId')
  return { collectorId, collectorName: collector.name, note }
}

type Answer = { note: string; files: string[]; point?: { frame: Frame; lon: number; lat: number } | null | undefined }

async function answerOf(tx: Tx, actor: Actor, now: Date, { note, files, point }: Answer) {
  await mustHaveFiles(tx, actor, files, now)
  return { note, files, point: point ? believedPoint(point, 'body.point') : null } satisfies {
    point: Point | null
    note: string
    files: string[]
  }
}

/** The supervision centre's desk: confirm, file, verify, close, and what only a duty chief may do. */
export const deskRoutes: readonly Route[] = [
  route(proposeCollectors, async ({ tx, actor, params, now }) => ({
    items: await collectorsFor(tx, actor.districtId, await viewPlaceOfCase(tx, actor, params.id), now),
  })),
  step(askConfirm, 'confirm_asked', ({ collectorId, note }, { tx, actor }) =>
    taskFor(tx, actor.districtId, collectorId, note),
  ),
  step(answerConfirm, 'confirm_answered', async ({ found, ...answer }, { tx, actor, now }) => ({
    found,
    ...(await answerOf(tx, actor, now, answer)),
  })),
  step(fileCase, 'filed', async ({ conditionId, areaClass, category, note }, { tx, actor, state }) => {
    const clause = await clauseOf(tx, actor.districtId, conditionId, areaClass, category)
    const same = state.category?.code === clause.code && state.category.edition === clause.edition && !category
    return { clause: same ? { ...clause, ...state.category } : clause, note }
  }),
  step(refuseCase, 'refused', ({ reason, basis }) => ({ reason, basis })),
  step(askVerify, 'verify_asked', ({ collectorId, note }, { tx, actor }) =>
    taskFor(tx, actor.districtId, collectorId, note),
  ),
  step(answerVerify, 'verify_answered', async ({ passed, ...answer }, { tx, actor, now }) => ({
    passed,
    ...(await answerOf(tx, actor, now, answer)),
  })),
  step(reworkCase, 'reworked', ({ reason }) => ({ reason })),
  step(closeCase, 'closed', ({ outcome, note }) => ({ outcome, note })),
  step(voidCase, 'voided', ({ reason }) => ({ reason })),
  step(forceCloseCase, 'force_closed', ({ reason }) => ({ reason })),
  step(urgeCase, 'urged', ({ type, text }) => ({ type, text })),
  step(decideAppeal, 'appeal_decided', ({ upheld, reason }) => ({ upheld, reason })),
]

/** The collector of the beat first, then whoever holds the fewest tasks. */
async function collectorsFor(tx: Db, districtId: string, place: Pick<CasePlace, 'cellCode'>, now: Date) {
  const all = await listCollectors(tx, districtId)
  const own = place.cellCode ? await findCollector(tx, districtId, place.cellCode, now) : undefined
  const first = all.filter((each) => each.personId === own?.personId)
  const others = all.filter((each) => each.personId !== own?.personId).sort((a, b) => a.openTasks - b.openTasks)
  return [
    ...first.map((each) => ({ ...each, reason: { zh: '案件所在责任网格的采集员', en: 'Collector of the beat' } })),
    ...others.map((each) => ({
      ...each,
      reason: { zh: `手上 ${each.openTasks} 项任务`, en: `${each.openTasks} open tasks` },
    })),
  ]
}
