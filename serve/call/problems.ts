import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose while a call is taken. */
export const callProblems = defineProblems({
  draft_not_yours: {
    status: 404,
    zh: () => '没有这份登记草稿',
    en: () => 'There is no such draft',
  },
})
