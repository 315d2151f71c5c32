import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong when somebody judges a photo that seems to be re-used. */
export const photoProblems = defineProblems({
  reuse_not_found: {
    status: 404,
    zh: () => '没有这条照片复用线索',
    en: () => 'There is no such finding about a photo',
  },
  reuse_decided: {
    status: 409,
    zh: (p: { by: string }) => `${p.by}已作出判断，先撤销才能改判`,
    en: (p: { by: string }) => `${p.by} has judged it already; take that back before judging anew`,
  },
  reuse_undecided: {
    status: 409,
    zh: () => '尚未作出判断，无可撤销',
    en: () => 'It has not been judged; there is nothing to take back',
  },
})
