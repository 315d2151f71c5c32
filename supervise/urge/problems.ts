import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with an urge order. */
export const urgeProblems = defineProblems({
  urge_not_found: {
    status: 404,
    zh: () => '督办单不存在或无权查看',
    en: () => 'The urge order does not exist or you may not see it',
  },
  urge_archived: {
    status: 409,
    zh: () => '督办单已归档，不能再改动',
    en: () => 'The urge order is archived and stays as it is',
  },
  urge_not_your_unit: {
    status: 403,
    zh: () => '督办单不是下达给您的单位的',
    en: () => 'The urge order is not addressed to your unit',
  },
  urge_answered_already: {
    status: 409,
    zh: () => '已答复，等待审核',
    en: () => 'It was answered already and waits to be judged',
  },
  urge_not_yours: {
    status: 403,
    zh: () => '只有下达人或督查考核员可以审核、归档',
    en: () => 'Only whoever issued it, or the supervisor, judges and archives it',
  },
  urge_not_answered: { status: 409, zh: () => '单位尚未答复', en: () => 'The unit has not answered yet' },
  urge_not_accepted: {
    status: 409,
    zh: () => '答复通过后才能归档',
    en: () => 'It is archived after its answer was accepted',
  },
  urge_reason_needed: {
    status: 422,
    zh: () => '退回答复须写明理由',
    en: () => 'Say why the answer is sent back',
  },
  urge_case_of_other_unit: {
    status: 422,
    zh: (p: { number: string }) => `案件 ${p.number} 不在这个单位名下`,
    en: (p: { number: string }) => `Case ${p.number} is not with this unit`,
  },
})
