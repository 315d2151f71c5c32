import { system } from '#city/case/port.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { roundsOf } from './plan.ts'
import { kindOf, peopleOf, type Told } from './roster.ts'
import { findOwner, listRoster } from './roster-store.ts'
import { type DueTelling, insertTold, moveTelling, takeDue } from './store.ts'
import { roundDue } from './timing.ts'

const most = 100

/**
 * Tells of alarms whose time has come. That somebody is told, that it was written down and that the next round is awaited are
 * one transaction: whatever dies in between, a round is told once.
 */
export const tellDue = (pool: Pick<Pool, 'transaction'>, districtId: string, now: Date): Promise<number> =>
  pool.transaction(async (tx) => {
    const due = await takeDue(tx, districtId, now, system.id, most)
    for (const one of due)
      if (one.isOver) await moveTelling(tx, districtId, one.episodeId, { next: one.next, dueAt: null })
      else await tellRound(tx, districtId, one, now)
    return due.length
  })

async function tellRound(tx: Tx, districtId: string, due: DueTelling, now: Date): Promise<void> {
  const { episodeId, level, next, timeZone } = due
  const rounds = roundsOf(level)
  const round = rounds[next]
  const step = round && level.steps[round.step]
  if (!round || !step) return void (await moveTelling(tx, districtId, episodeId, { next, dueAt: null }))
  const owner = due.deviceId && step.to.includes('owner') ? await findOwner(tx, districtId, due.deviceId) : undefined
  const roster = await listRoster(tx, districtId, { to: step.to, at: now, ownerUnit: owner?.unitId ?? null })
  const told = peopleOf(step.to, roster)
  const origin = told.length > 0 ? await want(tx, districtId, due, { told, sms: step.sms, now }) : null
  const people = told.map(({ person, as, standsIn }) => ({
    ...{ personId: person.personId, name: person.name, as, standsIn },
  }))
  await insertTold(tx, districtId, episodeId, round, { at: now, people, sms: step.sms, origin })
  // Where nobody could be told another step does not wait, and the same one is not tried again.
  const other = rounds.findIndex((one, n) => n > next && one.step !== round.step)
  const after = told.length > 0 ? next + 1 : other < 0 ? rounds.length : other
  const at = told.length > 0 ? roundDue(level, after, now.getTime(), timeZone) : other < 0 ? undefined : now.getTime()
  await moveTelling(tx, districtId, episodeId, { next: after, dueAt: at === undefined ? null : new Date(at) })
}

type Wanted = { told: readonly Told[]; sms: boolean; now: Date }

function want(tx: Tx, districtId: string, due: DueTelling, { told, sms, now }: Wanted): Promise<string> {
  const { title, name, place, number, severity, isFirst } = due
  const isGrave = kindOf(severity) === 'emergency'
  const template = isFirst ? (isGrave ? 'alarm.told' : 'alarm.noted') : isGrave ? 'alarm.unseen' : 'alarm.waits'
  const minutes = Math.floor((now.getTime() - due.raisedAt.getTime()) / 60_000)
  return wantNotice(tx, districtId, {
    to: told.map(({ person }) => ({ personId: person.personId })),
    template,
    params: { name, place, number, said: title.zh, minutes },
    reason: '按报警告知办法告知您',
    ...(sms ? { sms: 'always' as const } : {}),
  })
}
