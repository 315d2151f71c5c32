import { z } from 'zod'
import { CaseParams } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '权属单位'
const Name = z.string().trim().min(2).max(100)
export const MOST_CONTACTS = 10

export const ownerAnswers = ['acknowledged', 'planned', 'done', 'not_ours'] as const

const Contact = z.object({
  contactId: Id,
  nameMasked: z.string(),
  phoneMasked: z.string(),
  addedAt: Instant,
  addedBy: z.string(),
})

export const OwnerItem = z.object({
  /** Null where the register of components names an owner whom nobody has entered yet. */
  ownerId: Id.nullable(),
  name: z.string(),
  note: z.string(),
  isEnded: z.boolean(),
  /** Things in the register of components. */
  things: z.int(),
  /** Cases that are open on them. */
  openCases: z.int(),
  contacts: z.array(Contact),
})
export type OwnerItem = z.output<typeof OwnerItem>

/** Owners that the register of components names and that are no units of the district, with whom to tell. */
export const listOwners = defineRoute({
  method: 'GET',
  path: '/api/owners',
  tag,
  summary: {
    zh: '区属以外的权属单位与联系人（脱敏）',
    en: 'Owners outside the district’s units, with their contacts masked',
  },
  access: 'owner.write',
  reply: z.object({ items: z.array(OwnerItem) }),
})

export const addOwner = defineRoute({
  method: 'POST',
  path: '/api/owners',
  tag,
  summary: { zh: '登记权属单位', en: 'Enter an owner' },
  access: 'owner.write',
  body: z.strictObject({ name: Name, note: z.string().trim().max(500).default('') }),
  reply: z.object({ ownerId: Id }),
  problems: ['owner_known', 'owner_is_unit'],
})

const OwnerParams = z.strictObject({ ownerId: Id })

export const amendOwner = defineRoute({
  method: 'POST',
  path: '/api/owners/:ownerId',
  tag,
  summary: { zh: '改备注，停止或恢复告知', en: 'Change an owner’s note, stop or resume telling' },
  access: 'owner.write',
  params: OwnerParams,
  body: z.strictObject({ note: z.string().trim().max(500), isEnded: z.boolean() }),
  reply: z.object({ ownerId: Id }),
  problems: ['owner_not_found'],
})

export const addContact = defineRoute({
  method: 'POST',
  path: '/api/owners/:ownerId/contacts',
  tag,
  summary: { zh: '增加联系人，姓名与手机加密保存', en: 'Add a contact; name and telephone are sealed' },
  access: 'owner.write',
  params: OwnerParams,
  body: z.strictObject({
    name: z.string().trim().min(1).max(40),
    phone: z.string().regex(/^1[3-9]\d{9}$/, '须为 11 位手机号'),
  }),
  reply: z.object({ contactId: Id }),
  problems: ['owner_not_found', 'owner_contacts_full'],
})

const ContactParams = OwnerParams.extend({ contactId: Id })

export const endContact = defineRoute({
  method: 'POST',
  path: '/api/owners/:ownerId/contacts/:contactId/end',
  tag,
  summary: { zh: '停用联系人', en: 'End a contact' },
  access: 'owner.write',
  params: ContactParams,
  body: z.strictObject({}),
  reply: z.object({ contactId: Id }),
  problems: ['owner_contact_not_found'],
})

export const revealContact = defineRoute({
  method: 'POST',
  path: '/api/owners/:ownerId/contacts/:contactId/reveal',
  tag,
  summary: { zh: '查看联系人姓名与手机（记入审计）', en: 'See a contact’s name and telephone; audited' },
  access: 'owner.write',
  params: ContactParams,
  body: z.strictObject({ reason: z.string().trim().min(2).max(200) }),
  outsideLedger: true,
  reply: z.object({ name: z.string(), phone: z.string() }),
  problems: ['owner_contact_not_found'],
})

const Answer = z.object({
  seq: z.int(),
  answer: z.enum(ownerAnswers),
  plannedAt: Instant.nullable(),
  note: z.string(),
  files: z.array(Id),
  at: Instant,
})

const LetterItem = z.object({
  letterId: Id,
  ownerName: z.string(),
  toldAt: Instant,
  toldBy: z.string(),
  /** So many contacts were texted when it was last told. */
  toldCount: z.int(),
  validTo: Instant,
  openedAt: Instant.nullable(),
  end: z.enum(['revoked', 'expired', 'case_ended']).nullable(),
  answers: z.array(Answer),
})
export type LetterItem = z.output<typeof LetterItem>

/** Whom the thing of a case belongs to, where that is no unit of the district, what they were told and what they answered. */
export const getOwnerOfCase = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/owner',
  tag,
  summary: { zh: '本案设施的权属单位：告知与答复', en: 'The outside owner of a case’s thing: told and answered' },
  access: 'owner.read',
  params: CaseParams,
  reply: z.object({
    /** The name in the register of components; null where it is a unit of the district or nobody’s. */
    ownerName: z.string().nullable(),
    isKnown: z.boolean(),
    contacts: z.int(),
    letter: LetterItem.nullable(),
  }),
  problems: ['case_not_found'],
})

export const tellOwner = defineRoute({
  method: 'POST',
  path: '/api/cases/:id/owner/tell',
  tag,
  summary: { zh: '告知权属单位，或再告知一次并延长链接', en: 'Tell the owner, or once more with the link prolonged' },
  access: 'owner.tell',
  params: CaseParams,
  body: z.strictObject({}),
  reply: z.object({ letterId: Id, toldCount: z.int(), validTo: Instant }),
  problems: ['case_not_found', 'owner_of_nothing', 'step_refused'],
})

export const showOwnerLink = defineRoute({
  method: 'POST',
  path: '/api/cases/:id/owner/link',
  tag,
  summary: { zh: '取出答复链接，供另行转交（记入审计）', en: 'The link itself, to be handed on; audited' },
  access: 'owner.tell',
  params: CaseParams,
  body: z.strictObject({}),
  outsideLedger: true,
  reply: z.object({ address: z.string(), validTo: Instant }),
  problems: ['case_not_found', 'owner_letter_not_found'],
})

export const revokeOwnerLink = defineRoute({
  method: 'POST',
  path: '/api/cases/:id/owner/revoke',
  tag,
  summary: { zh: '收回答复链接', en: 'Withdraw the link' },
  access: 'owner.tell',
  params: CaseParams,
  body: z.strictObject({}),
  reply: z.object({ letterId: Id }),
  problems: ['case_not_found', 'owner_letter_not_found'],
})
