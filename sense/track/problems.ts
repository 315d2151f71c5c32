import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with tracks and what is decided about them. */
export const trackProblems = defineProblems({
  track_rules_changed: {
    status: 409,
    zh: () => '参数刚被他人修改，请刷新后再试',
    en: () => 'Somebody has just changed these numbers; load them again',
  },
})
