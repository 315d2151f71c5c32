import { type Route, route } from '#kernel/http/route.ts'
import * as contract from './contract.ts'
import { dutyProblems } from './problems.ts'
import { deleteShift, findShift, insertShift, isBusy, listWeek, nameIfActive } from './shift-store.ts'

const MOST_MS = 24 * 3_600_000

/** Who is on duty when. */
export const shiftRoutes: readonly Route[] = [
  route(contract.listShifts, async ({ tx, actor: { districtId }, query: { from } }) => ({
    items: await listWeek(tx, districtId, from),
  })),
  route(contract.addShift, async ({ tx, actor: { districtId }, body, note }) => {
    const shift = { personId: body.personId, startsAt: new Date(body.startsAt), endsAt: new Date(body.endsAt) }
    const length = shift.endsAt.getTime() - shift.startsAt.getTime()
    if (length <= 0 || length > MOST_MS) throw dutyProblems.shift_times({}, 'body.endsAt')
    const name = await nameIfActive(tx, districtId, shift.personId)
    if (name === undefined) throw dutyProblems.shift_person_unknown({}, 'body.personId')
    if (await isBusy(tx, districtId, shift)) throw dutyProblems.shift_overlaps({ name }, 'body.startsAt')
    const shiftId = await insertShift(tx, districtId, shift)
    note({ name, after: { startsAt: body.startsAt, endsAt: body.endsAt } })
    return { shiftId }
  }),
  route(contract.cancelShift, async ({ tx, actor: { districtId }, params: { shiftId }, now, note }) => {
    const shift = await findShift(tx, districtId, shiftId)
    if (!shift) throw dutyProblems.shift_not_found()
    if (shift.startsAt <= now) throw dutyProblems.shift_over()
    await deleteShift(tx, districtId, shiftId)
    note({ name: shift.name, before: { startsAt: shift.startsAt, endsAt: shift.endsAt } })
    return { shiftId }
  }),
]
