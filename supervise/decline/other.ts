import type { CaseEvent, EventBodies } from '#city/case/event.ts'
import type { CaseState } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { collectorsFor } from '../desk/collectors.ts'
import { sendVerifier, verifiersFor } from '../sample/verify-draw.ts'

/** A task being handed back, by whom. */
export type Handing = { readonly tx: Tx; readonly actor: Actor; readonly caseId: string; readonly now: Date }

/** Who could confirm in the place of whoever hands it back: of the beat, else with the fewest tasks. */
async function findConfirmer({ tx, actor, caseId, now }: Handing, { place }: Pick<CaseState, 'place'>) {
  const history = await readHistory(tx, actor.districtId, caseId)
  const all = await collectorsFor(tx, actor.districtId, { caseId, place, history }, now)
  const next = all.find(({ personId, hasDeclined }) => !hasDeclined && personId !== actor.personId)
  return next && { collectorId: next.personId, collectorName: next.name, note: lastNote(history, 'confirm_asked') }
}

/** Whether there is somebody to send instead. */
export async function hasOther(handing: Handing, task: 'confirm' | 'verify', state: CaseState): Promise<boolean> {
  if (task === 'confirm') return (await findConfirmer(handing, state)) !== undefined
  const { tx, actor, caseId, now } = handing
  const { candidates } = await verifiersFor(tx, actor.districtId, { caseId, cellCode: state.place.cellCode, now })
  return candidates.length > 0
}

/** The confirmation as it is given to the other; called where there is one. */
export async function otherConfirmer(handing: Handing, state: CaseState): Promise<EventBodies['confirm_asked']> {
  const found = await findConfirmer(handing, state)
  if (!found) throw new Error('there was another collector a moment ago')
  return found
}

/** The verification drawn anew, by the seed of the day and without whoever was sent before. */
export async function otherVerifier(
  sealer: Sealer,
  handing: Handing,
  state: CaseState,
  reason: string,
): Promise<EventBodies['verify_asked']> {
  const note = lastNote(await readHistory(handing.tx, handing.actor.districtId, handing.caseId), 'verify_asked')
  return sendVerifier(sealer, { ...handing, state, drawnBy: '系统' }, { note, reason })
}

/** What the desk asked the one before to look at. */
const lastNote = (history: readonly CaseEvent[], kind: 'confirm_asked' | 'verify_asked'): string =>
  (history.findLast((event) => event.kind === kind) as CaseEvent<'verify_asked'> | undefined)?.body.note ?? ''
