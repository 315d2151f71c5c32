import { doerOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { inScope } from '#city/case/scope.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { getOwnerOfCase, revokeOwnerLink, showOwnerLink, tellOwner as tellOwnerContract } from './contract.ts'
import { endLetter, findLetterOf, findOwnerOfCase, listAnswers } from './letter-store.ts'
import { addressOf, endOf, type Letter, tokenOf } from './link.ts'
import { ownerProblems } from './problems.ts'
import { listContacts } from './register-store.ts'
import { tellOwner } from './tell.ts'

type Parts = { readonly sealer: Sealer; readonly publicUrl: string }

/** The owner of a case's thing: what it was told, what it answered, and telling it again. */
export const ownerOfCaseRoutes = ({ sealer, publicUrl }: Parts): readonly Route[] => [
  route(getOwnerOfCase, async ({ tx, actor, params: { id }, now }) => {
    const { districtId } = actor
    const state = await mustSee(tx, actor, id)
    const [found, letter] = [await findOwnerOfCase(tx, districtId, id), await findLetterOf(tx, districtId, id)]
    const contacts = found?.ownerId ? await listContacts(tx, districtId, found.ownerId) : []
    return {
      ownerName: found?.ownerName ?? letter?.ownerName ?? null,
      isKnown: found?.ownerId !== undefined && found.ownerId !== null,
      contacts: contacts.length,
      letter: letter ? await shown(tx, letter, state, now) : null,
    }
  }),
  route(tellOwnerContract, async ({ tx, actor, params: { id }, now }) => {
    await mustSee(tx, actor, id)
    const told = await tellOwner(tx, { districtId: actor.districtId, caseId: id, now, doer: doerOf(actor) })
    if (!told) throw ownerProblems.owner_of_nothing()
    return told
  }),
  route(showOwnerLink, async ({ tx, actor, params: { id }, now, requestId }) => {
    const letter = await mustHave(tx, actor, id, now)
    const entry = { districtId: actor.districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'owner link shown', target: id, detail: { letterId: letter.letterId } })
    return { address: addressOf(publicUrl, letter.districtId, tokenOf(sealer, letter)), validTo: letter.validTo }
  }),
  route(revokeOwnerLink, async ({ tx, actor, params: { id }, now }) => {
    const letter = await mustHave(tx, actor, id, now)
    await endLetter(tx, letter, actor.name, now)
    return { letterId: letter.letterId }
  }),
]

async function mustHave(db: Db, actor: Actor, caseId: string, now: Date): Promise<Letter> {
  const state = await mustSee(db, actor, caseId)
  const letter = await findLetterOf(db, actor.districtId, caseId)
  if (!letter || endOf(letter, state.stage, now)) throw ownerProblems.owner_letter_not_found()
  return letter
}

async function mustSee(db: Db, actor: Actor, caseId: string): Promise<CaseState> {
  const history = await readHistory(db, actor.districtId, caseId)
  if (history.length === 0) throw caseProblems.case_not_found()
  const state = foldCase(history)
  if (!inScope(actor, 'case.read', state)) throw caseProblems.case_not_found()
  return state
}

const shown = async (db: Db, letter: Letter, state: CaseState, now: Date) => ({
  letterId: letter.letterId,
  ownerName: letter.ownerName,
  toldAt: letter.toldAt,
  toldBy: letter.toldBy,
  toldCount: letter.toldCount,
  validTo: letter.validTo,
  openedAt: letter.openedAt,
  end: endOf(letter, state.stage, now) ?? null,
  answers: (await listAnswers(db, letter)).map((one) => ({ ...one, files: [...one.files] })),
})
