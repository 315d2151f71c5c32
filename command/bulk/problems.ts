import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with a bulk. */
export const bulkProblems = defineProblems({
  bulk_not_found: {
    status: 404,
    zh: () => '没有这次批量办理，或不是您办的',
    en: () => 'There is no such bulk, or it is not yours',
  },
  bulk_not_finished: {
    status: 409,
    zh: () => '批量办理尚未结束，请稍候再撤销',
    en: () => 'The bulk has not ended yet; undo it in a moment',
  },
  bulk_cannot_be_undone: {
    status: 409,
    zh: () => '这类办理不能撤销',
    en: () => 'This kind of step cannot be taken back',
  },
  bulk_undone_already: { status: 409, zh: () => '已经撤销过', en: () => 'It was taken back already' },
  bulk_too_old: {
    status: 409,
    zh: (p: { minutes: number }) => `已超过 ${p.minutes} 分钟，不能整批撤销，请逐件办理`,
    en: (p: { minutes: number }) => `More than ${p.minutes} minutes have passed; take cases back one by one`,
  },
  bulk_nothing_to_undo: {
    status: 409,
    zh: () => '没有办成的案件，无需撤销',
    en: () => 'No case was carried out; there is nothing to take back',
  },
  bulk_owner_gone: {
    status: 409,
    zh: () => '下达批量办理的人已不在岗',
    en: () => 'Whoever ordered the bulk is no longer in service',
  },
  no_unit_proposed: {
    status: 409,
    zh: () => '没有推荐的责任单位，请逐件选择单位派遣',
    en: () => 'No unit is proposed for it; choose one for this case',
  },
})
