import { defineProblems } from '#kernel/problem.ts'

export const reprojectionProblems = defineProblems({
  reprojection_not_found: {
    status: 404,
    zh: () => '没有这次时限重算',
    en: () => 'There is no such re-projection',
  },
})
