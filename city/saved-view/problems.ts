import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with saved views. */
export const viewProblems = defineProblems({
  views_full: {
    status: 409,
    zh: (d: { most: number }) => `最多保存 ${d.most} 个视图，请先删除不用的`,
    en: (d: { most: number }) => `At most ${d.most} views are kept; forget one first`,
  },
})
