import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with how long values are to be kept. */
export const retentionProblems = defineProblems({
  retention_class_unknown: {
    status: 422,
    zh: (p: { class: string }) => `没有留存类别“${p.class}”`,
    en: (p: { class: string }) => `There is no class “${p.class}”`,
  },
  retention_order: {
    status: 422,
    zh: () => '小时汇总须不短于分钟汇总，分钟汇总须不短于原始数据',
    en: () => 'Hours are kept as long as minutes at least, and minutes as long as values',
  },
})
