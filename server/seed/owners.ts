import { OUTSIDE } from '#cities/dachuan/units.ts'
import { maskName, maskPhone } from '#city/case/mask.ts'
import { getComponent } from '#city/component/store.ts'
import { fileFault } from '#command/inspection/fault.ts'
import { kindsOn } from '#command/inspection/kinds.ts'
import { findLetterOf, insertAnswer } from '#command/owner/letter-store.ts'
import { MOST_ANSWERS } from '#command/owner/link.ts'
import { contactContext } from '#command/owner/register-routes.ts'
import { insertContact, insertOwner } from '#command/owner/register-store.ts'
import { tellOwner } from '#command/owner/tell.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { soundIndustries } from '../industries/discover.ts'
import type { Hired } from './office.ts'

const by = '何值'

type World = { readonly districtId: string; readonly people: readonly Hired[]; readonly now: Date }

/** The owner outside the district with whom to tell there, told of one case on its thing that it has answered. */
export async function seedOwners(tx: Tx, sealer: Sealer, world: World): Promise<Record<string, number>> {
  const { districtId, now } = world
  for (const { name } of OUTSIDE) {
    const [ownerId, contactId] = [newId(), newId()]
    await insertOwner(tx, districtId, { ownerId, name, note: '电视、网络线路井盖', now, by })
    const [person, phone] = ['钟维护', '13800001008']
    await insertContact(tx, districtId, {
      ...{ ownerId, contactId, now, by, nameMasked: maskName(person), phoneMasked: maskPhone(phone) },
      nameSealed: sealer.seal(person, contactContext(districtId, contactId, 'name')),
      phoneSealed: sealer.seal(phone, contactContext(districtId, contactId, 'phone')),
    })
  }
  const caseId = await findFault(tx, world)
  if (caseId) {
    await tellOwner(tx, { districtId, caseId, now })
    const letter = await findLetterOf(tx, districtId, caseId)
    if (letter)
      await insertAnswer(
        tx,
        letter,
        { answer: 'acknowledged', plannedAt: null, note: '已派人前往', files: [], at: now },
        MOST_ANSWERS,
      )
  }
  return { 区外权属单位: OUTSIDE.length, 告知权属单位: caseId ? 1 : 0 }
}

/** A fault that a round finds on something of theirs; nothing where no industry that is on looks at such things. */
async function findFault(tx: Tx, { districtId, people, now }: World): Promise<string | undefined> {
  const finder = people.find(({ posts }) => posts.some((post) => post === 'collector'))
  const component = await tx.find<{ code: string; kind: string }>(sql`
    select code, kind from city.component
     where district_id = ${districtId} and owner_name = ${OUTSIDE[0]?.name ?? ''} and state = 'intact' order by code limit 1`)
  const declared = (await kindsOn(tx, districtId, await soundIndustries())).find(({ kind }) =>
    kind.components.includes(component?.kind ?? ''),
  )
  if (!finder || !component || !declared) return undefined
  const doer = { id: finder.personId, name: finder.name, unit: null, actor: undefined }
  const fault = {
    ...{ kind: declared.kind, component: await getComponent(tx, districtId, component.code) },
    ...{ inspectionId: newId(), words: '井盖丢失，已临时围挡', files: [] },
  }
  return (await fileFault(tx, { districtId, doer, now }, fault)).caseId
}
