import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with tracks and what is decided about them. */
export const trackProblems = defineProblems({
  track_rules_changed: {
    status: 409,
    zh: () => '参数刚被他人修改，请刷新后再试',
    en: () => 'Somebody has just changed these numbers; load them again',
  },
  work_sign_changed: {
    status: 409,
    zh: () => '作业信号刚被他人改动，请核对后再提交',
    en: () => 'Somebody has just changed the sign of work; check it and send again',
  },
})
