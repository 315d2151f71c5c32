import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '批量办理', en: 'Bulks' },
  about: {
    zh: '每一次批量办理与逐件结果；能撤销的半小时内可整批撤销。',
    en: 'Every bulk with the result of each case; what can be taken back can be within half an hour.',
  },
  at: { zh: '时间', en: 'Time' },
  by: { zh: '经办人', en: 'By' },
  action: { zh: '办理', en: 'Step' },
  anyAction: { zh: '全部办理', en: 'Any step' },
  mine: { zh: '只看自己的', en: 'Mine only' },
  total: { zh: '件数', en: 'Cases' },
  done: { zh: '办成', en: 'Done' },
  refused: { zh: '未办', en: 'Refused' },
  waiting: { zh: '等待', en: 'Waiting' },
  state: { zh: '状态', en: 'State' },
  running: { zh: '办理中', en: 'under way' },
  ended: { zh: '已结束', en: 'ended' },
  undone: { zh: '已撤销', en: 'taken back' },
  undoing: { zh: '撤销', en: 'taking back' },
  open: { zh: (until: string) => `${until} 前可撤销`, en: (until: string) => `can be taken back until ${until}` },
  counts: {
    zh: (done: number, refused: number) => `办成 ${done} 件，未办 ${refused} 件`,
    en: (done: number, refused: number) => `${done} done, ${refused} refused`,
  },
  none: { zh: '还没有批量办理', en: 'No bulks yet' },
  noneHint: {
    zh: '在案件列表中选择多件，即可批量办理。',
    en: 'Choose several cases in the list to take a step for all.',
  },
  close: { zh: '关闭', en: 'Close' },
})
