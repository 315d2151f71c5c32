import type { Doer } from '#city/case/engine.ts'
import { maskPersonal } from '#city/case/mask.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import type { Loose } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { kernelProblems } from '#kernel/problems.ts'
import type { HandoverHead } from './contract.ts'
import { gather } from './gather.ts'
import { handoverProblems } from './problems.ts'
import { type Desk, desks, longestHours } from './sections.ts'
import { insertHandover, type Kept, latestOf, lockHandover, markTaken } from './store.ts'

/** The desk a person sits at; who holds several posts signs for the first of them. Error: `not_permitted`. */
export function deskOf({ posts }: Actor): Desk {
  const desk = (Object.keys(desks) as Desk[]).find((each) => posts.includes(each))
  if (!desk) throw kernelProblems.not_permitted({ permission: 'handover.sign' })
  return desk
}

/** A shift begins where the last one was handed over, and is never looked back on for longer than a shift lasts. */
function sinceOf(last: Kept | undefined, now: Date): Date {
  const earliest = now.getTime() - longestHours * 3_600_000
  return new Date(Math.max(earliest, last?.givenAt.getTime() ?? 0))
}

/** The shift of the asker's desk as it would be handed over now, and the hand-over that still waits to be taken. */
export async function draft(db: Db, actor: Actor, now: Date) {
  const desk = deskOf(actor)
  const last = await latestOf(db, actor.districtId, desk)
  const body = await gather(db, actor.districtId, sinceOf(last, now), now)
  return { desk, body, waiting: last && !last.takenAt ? headOf(last, actor) : null }
}

/** Signs for the shift: what is written down is what stands at `now`. Errors: `handover_waits`, `handover_too_soon`. */
export async function give(tx: Tx, actor: Actor, doer: Doer, note: string, now: Date): Promise<string> {
  const { districtId } = actor
  const desk = deskOf(actor)
  const last = await latestOf(tx, districtId, desk)
  if (last && !last.takenAt) throw handoverProblems.handover_waits({ name: last.givenByName })
  const since = sinceOf(last, now)
  if (since >= now) throw handoverProblems.handover_too_soon()
  const handoverId = newId()
  const body = await gather(tx, districtId, since, now)
  const kept = await insertHandover(tx, districtId, {
    ...{ handoverId, desk, since, at: now, by: actor.personId, byName: doer.name },
    ...{ note: maskPersonal(note), body },
  })
  if (kept === 0) {
    const first = await latestOf(tx, districtId, desk)
    throw handoverProblems.handover_waits({ name: first?.givenByName ?? '' })
  }
  return handoverId
}

/** Signs for taking over. Errors: `handover_not_found`, `handover_taken`, `handover_own`, `handover_other_desk`. */
export async function take(tx: Tx, actor: Actor, doer: Doer, handoverId: string, note: string, now: Date) {
  const kept = await lockHandover(tx, actor.districtId, handoverId)
  if (!kept) throw handoverProblems.handover_not_found()
  if (kept.takenByName !== null) throw handoverProblems.handover_taken({ name: kept.takenByName })
  if (kept.givenBy === actor.personId) throw handoverProblems.handover_own()
  if (!actor.posts.includes(kept.desk)) throw handoverProblems.handover_other_desk()
  const signed = { at: now, by: actor.personId, byName: doer.name, note: maskPersonal(note) }
  await markTaken(tx, actor.districtId, handoverId, signed)
  return { handoverId }
}

/** A hand-over without what is in it. */
export function headOf(kept: Kept, actor: Actor): Loose<HandoverHead> {
  const { handoverId, desk, givenAt, givenBy, givenByName, note, takenAt, takenByName, takenNote } = kept
  return {
    handoverId,
    desk,
    given: { at: givenAt, name: givenByName, note },
    taken: takenAt && { at: takenAt, name: takenByName ?? '', note: takenNote ?? '' },
    mayTake: takenAt === null && givenBy !== actor.personId && actor.posts.includes(desk),
  }
}
