import { mustHaveFiles } from '#city/case/attachments.ts'
import { stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { dayOf } from '#city/place/answer.ts'
import type { Route } from '#kernel/http/route.ts'
import { acceptCase, appealCase, askExtension, askSuspension, handleCase, returnCase } from './contract.ts'

const step = stepsOf('command')

/** A handling unit's own steps. */
export const handlingRoutes: readonly Route[] = [
  step(acceptCase, 'accepted', ({ note }) => ({ note })),
  step(handleCase, 'handled', async ({ note, before, after }, { tx, actor, now }) => {
    const district = await findDistrict(tx, actor.districtId)
    if (after.length === 0 && district?.settings.requireAfterPhoto)
      throw caseProblems.after_photo_needed({}, 'body.after')
    await mustHaveFiles(tx, actor, [...before, ...after], now)
    return { note, before, after }
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
  step(appealCase, 'appealed', async ({ reason, files }, { tx, actor, now }) => {
    await mustHaveFiles(tx, actor, files, now)
    return { reason, files }
  }),
]

/** The same day next year, `YYYY-MM-DD`: a suspension lasts a year at most [S18][S25]. */
const aYearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
