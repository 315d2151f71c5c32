import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with the board of indicators. */
export const indicatorProblems = defineProblems({
  indicator_unknown: {
    status: 404,
    zh: (p: { id: string }) => `没有指标“${p.id}”`,
    en: (p: { id: string }) => `There is no indicator “${p.id}”`,
  },
})
