import { defineProblems } from '#kernel/problem.ts'

export const reviewProblems = defineProblems({
  review_not_found: {
    status: 404,
    zh: () => '没有这一天的结案抽查，或没有这一条',
    en: () => 'There is no such review, or no such line in it',
  },
  review_judged: { status: 409, zh: () => '这一条已有结论', en: () => 'A verdict was given already' },
  review_own: {
    status: 403,
    zh: () => '不能抽查本人办的结案或作废，请由其他人员抽查',
    en: () => 'Nobody judges a closing of their own; leave it to somebody else',
  },
  review_reason_needed: {
    status: 422,
    zh: () => '认定有误时，请写明错在哪里',
    en: () => 'Say what is wrong with it',
  },
  review_no_reopen: {
    status: 422,
    zh: () => '作废的案件不能撤销结案，请改为备注',
    en: () => 'A voided case cannot be reopened; leave a note instead',
  },
})
