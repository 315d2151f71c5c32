import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with a plan of who is told of alarms. */
export const tellingProblems = defineProblems({
  telling_order: {
    status: 422,
    zh: (p: { step: number }) => `第 ${p.step} 步应晚于前一步，请改分钟数`,
    en: (p: { step: number }) => `Step ${p.step} must come after the one before it; change its minutes`,
  },
  telling_moved_on: {
    status: 409,
    zh: (p: { by: string }) => `${p.by}刚刚改过告知办法，请核对后再提交`,
    en: (p: { by: string }) => `${p.by} has just changed who is told; check it and send again`,
  },
  telling_unchanged: {
    status: 422,
    zh: () => '与现行告知办法相同，无需发布',
    en: () => 'This is the plan in force; there is nothing to publish',
  },
})
