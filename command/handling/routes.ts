import { mustHaveFiles } from '#city/case/attachments.ts'
import { openPartOf } from '#city/case/permitted.ts'
import { type StepCall, stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { helpersOf } from '#city/case/state.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { dayOf } from '#city/place/answer.ts'
import type { Route } from '#kernel/http/route.ts'
import {
  acceptCase,
  appealCase,
  askExtension,
  askSuspension,
  coHandleCase,
  handleCase,
  returnCase,
} from './contract.ts'

const step = stepsOf('command')

/** A handling unit's own steps. */
export const handlingRoutes: readonly Route[] = [
  step(acceptCase, 'accepted', ({ note }) => ({ note })),
  step(handleCase, 'handled', workDone),
  step(coHandleCase, 'co_handled', async (work, call) => {
    const unitId = openPartOf(call.state, call.actor) ?? ''
    const own = helpersOf(call.state).find((helper) => helper.unitId === unitId)
    return { unitId, unitName: own?.unitName ?? unitId, ...(await workDone(work, call)) }
  }),
  step(returnCase, 'returned', ({ reason }) => ({ reason })),
  step(askExtension, 'extension_asked', async ({ reason, limit, files }, { tx, actor, state, now }) => {
    await mustHaveFiles(tx, actor, files, now)
    const asked = limit ?? state.clause?.limit
    if (!asked) throw caseProblems.extension_limit_needed({}, 'body.limit')
    return { reason, files, limit: asked }
  }),
  step(askSuspension, 'suspension_asked', async ({ reason, until, files }, { tx, actor, now }) => {
    const today = await dayOf(tx, actor.districtId, undefined, now)
    if (until <= today || until > aYearAfter(today)) throw caseProblems.suspension_too_long({}, 'body.until')
    await mustHaveFiles(tx, actor, files, now)
    return { reason, until, files }
  }),
  step(appealCase, 'appealed', async ({ reason, files }, { tx, actor, now, state }) => {
    await mustHaveFiles(tx, actor, files, now)
    return { reason, files, ...(state.rules.approvals.appeal === 2 ? { levels: 2 } : {}) }
  }),
]

type Work = { readonly note: string; readonly before: readonly string[]; readonly after: readonly string[] }

/** What was done, with the pictures that the district asks for. */
async function workDone({ note, before, after }: Work, { tx, actor, now }: StepCall): Promise<Work> {
  const district = await findDistrict(tx, actor.districtId)
  if (after.length === 0 && district?.settings.requireAfterPhoto)
    throw caseProblems.after_photo_needed({}, 'body.after')
  await mustHaveFiles(tx, actor, [...before, ...after], now)
  return { note, before, after }
}

/** The same day next year, `YYYY-MM-DD`: a suspension lasts a year at most [S18][S25]. */
const aYearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
