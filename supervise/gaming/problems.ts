import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with the watch for patterns. */
export const gamingProblems = defineProblems({
  finding_not_found: { status: 404, zh: () => '没有这条线索', en: () => 'There is no such finding' },
  thresholds_changed_meanwhile: {
    status: 409,
    zh: () => '阈值刚被别人改过，请核对后再改',
    en: () => 'Somebody has just changed the thresholds; check them and try again',
  },
})
