import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose with reports. */
export const reportProblems = defineProblems({
  period_report_not_found: { status: 404, zh: () => '没有这份报表', en: () => 'There is no such report' },
  period_report_not_made: {
    status: 409,
    zh: () => '报表还在生成，请稍候',
    en: () => 'The report is still being made; try again shortly',
  },
  period_starts_elsewhere: {
    status: 422,
    zh: (p: { starts: string }) => `${p.starts} 不是这类报表的起始日：周报从周一起，月报从 1 日起`,
    en: (p: { starts: string }) => `${p.starts} begins no such period: weeks begin on Monday, months on the first day`,
  },
  period_not_over: {
    status: 422,
    zh: (p: { ends: string }) => `该周期到 ${p.ends} 零时才结束；当前情况请看领导专报`,
    en: (p: { ends: string }) => `The period ends when ${p.ends} begins; the leader's brief shows the present`,
  },
})
