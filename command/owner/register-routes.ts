import { maskName, maskPhone } from '#city/case/mask.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { type Sealer, sealedAt } from '#kernel/sealed.ts'
import { findUnitNamed } from '../record/store.ts'
import * as contract from './contract.ts'
import { ownerProblems } from './problems.ts'
import * as store from './register-store.ts'

/** What a contact's name or telephone is sealed with. */
export const contactContext = (districtId: string, contactId: string, field: 'name' | 'phone'): string =>
  sealedAt('command.owner_contact', districtId, contactId, field)

/** The register of owners outside the district's units, and whom to tell there. */
export const ownerRegisterRoutes = (sealer: Sealer): readonly Route[] => [
  route(contract.listOwners, async ({ tx, actor: { districtId } }) => {
    const [owners, contacts] = [await store.listOwners(tx, districtId), await store.listContacts(tx, districtId)]
    const items = owners.map((owner) => ({
      ...owner,
      contacts: contacts.filter(({ ownerId }) => ownerId === owner.ownerId).map(({ ownerId: _, ...one }) => one),
    }))
    return { items }
  }),
  route(contract.addOwner, async ({ tx, actor, body: { name, note }, now }) => {
    if (await findUnitNamed(tx, actor.districtId, name)) throw ownerProblems.owner_is_unit({ name }, 'body.name')
    const ownerId = newId()
    if ((await store.insertOwner(tx, actor.districtId, { ownerId, name, note, now, by: actor.name })) === 0)
      throw ownerProblems.owner_known({ name }, 'body.name')
    return { ownerId }
  }),
  route(contract.amendOwner, async ({ tx, actor, params: { ownerId }, body, now }) => {
    if ((await store.updateOwner(tx, actor.districtId, { ...body, ownerId, now })) === 0)
      throw ownerProblems.owner_not_found()
    return { ownerId }
  }),
  route(contract.addContact, async ({ tx, actor, params: { ownerId }, body: { name, phone }, now }) => {
    const { districtId } = actor
    if (!(await store.lockOwner(tx, districtId, ownerId))) throw ownerProblems.owner_not_found()
    if ((await store.listContacts(tx, districtId, ownerId)).length >= contract.MOST_CONTACTS)
      throw ownerProblems.owner_contacts_full({ most: contract.MOST_CONTACTS })
    const contactId = newId()
    const sealed = {
      nameSealed: sealer.seal(name, contactContext(districtId, contactId, 'name')),
      nameMasked: maskName(name),
      phoneSealed: sealer.seal(phone, contactContext(districtId, contactId, 'phone')),
      phoneMasked: maskPhone(phone),
    }
    await store.insertContact(tx, districtId, { ...sealed, ownerId, contactId, now, by: actor.name })
    return { contactId }
  }),
  route(contract.endContact, async ({ tx, actor, params, now }) => {
    if ((await store.endContact(tx, actor.districtId, { ...params, now, by: actor.name })) === 0)
      throw ownerProblems.owner_contact_not_found()
    return { contactId: params.contactId }
  }),
  route(contract.revealContact, async ({ tx, actor, params, body: { reason }, now, requestId }) => {
    const { districtId } = actor
    const found = await store.findSealed(tx, districtId, params)
    if (!found) throw ownerProblems.owner_contact_not_found()
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    const detail = { contactId: params.contactId, reason }
    await audit(tx, { ...entry, act: 'owner contact revealed', target: params.ownerId, detail })
    return {
      name: sealer.open(found.nameSealed, contactContext(districtId, params.contactId, 'name')),
      phone: sealer.open(found.phoneSealed, contactContext(districtId, params.contactId, 'phone')),
    }
  }),
]
