import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose when a district changes its rules. */
export const districtRulesProblems = defineProblems({
  rules_moved_on: {
    status: 409,
    zh: (p: { by: string; at: string }) => `${p.by}已于 ${p.at} 修改办案规则，请核对后再提交`,
    en: (p: { by: string; at: string }) => `${p.by} changed the rules at ${p.at}; check them and send again`,
  },
  rules_unchanged: {
    status: 422,
    zh: () => '与现行办案规则相同，无需发布',
    en: () => 'These are the rules in force; there is nothing to publish',
  },
})
