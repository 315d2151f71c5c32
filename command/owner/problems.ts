import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with owners outside the district's units, and with what they are told. */
export const ownerProblems = defineProblems({
  owner_not_found: { status: 404, zh: () => '没有这个权属单位', en: () => 'There is no such owner' },
  owner_known: {
    status: 409,
    zh: (p: { name: string }) => `“${p.name}”已在权属单位名册中`,
    en: (p: { name: string }) => `“${p.name}” is in the register of owners already`,
  },
  owner_is_unit: {
    status: 409,
    zh: (p: { name: string }) => `“${p.name}”是本区单位，案件直接在系统内告知，不必另列`,
    en: (p: { name: string }) => `“${p.name}” is a unit of the district and is told within the system`,
  },
  owner_contact_not_found: {
    status: 404,
    zh: () => '没有这个联系人，或已停用',
    en: () => 'There is no such contact, or it has ended',
  },
  owner_contacts_full: {
    status: 409,
    zh: (p: { most: number }) => `一个权属单位最多 ${p.most} 个联系人`,
    en: (p: { most: number }) => `An owner has ${p.most} contacts at most`,
  },
  owner_of_nothing: {
    status: 409,
    zh: () => '本案没有登记部件，或部件的权属单位不在名册中',
    en: () => 'The case is on no component, or its owner is not in the register',
  },
  owner_letter_not_found: {
    status: 404,
    zh: () => '链接无效、已过期或已收回，请联系城管指挥中心',
    en: () => 'The link is not valid, has expired or was withdrawn; ask the command centre',
  },
  owner_letter_full: {
    status: 429,
    zh: () => '此链接的答复次数已用完，请联系城管指挥中心',
    en: () => 'This link was answered as often as it may be; ask the command centre',
  },
  owner_planned_past: {
    status: 422,
    zh: () => '计划时间须在现在之后、90 天以内',
    en: () => 'The planned time must be after now, within 90 days',
  },
})
