/** The kinds of notice that a person can choose among. */
export const noticeKinds = {
  task: { zh: '待办', en: 'To do' },
  result: { zh: '办理结果', en: 'Results' },
  deadline: { zh: '时限', en: 'Deadlines' },
  urge: { zh: '督办批示', en: 'Urging' },
  emergency: { zh: '应急', en: 'Emergency' },
  system: { zh: '系统', en: 'System' },
} as const

export type NoticeKind = keyof typeof noticeKinds
