import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong on purpose when a task is handed back. */
export const declineProblems = defineProblems({
  decline_used_up: {
    status: 409,
    zh: (p: { perWeek: number }) => `七天内最多退回 ${p.perWeek} 次，已用完；现场不安全或有利害关系的不受此限`,
    en: (p: { perWeek: number }) =>
      `No more than ${p.perWeek} tasks may be handed back in seven days; danger and a conflict of interest are not limited`,
  },
  decline_note_needed: {
    status: 422,
    zh: () => '选择“其他”时请写明原因',
    en: () => 'Say why where none of the reasons fits',
  },
})
