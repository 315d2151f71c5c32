import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '超时申诉', en: 'Appeals' },
  hint: {
    zh: '申诉成立的，考核免计超时；超时的事实在案件、报表和评分明细中保留。',
    en: 'An upheld appeal spares the score; the fact of lateness stays in the case, the reports and the details.',
  },
  unit: { zh: '申诉单位', en: 'Unit' },
  outcome: { zh: '裁定', en: 'Decision' },
  decided: { zh: '已裁定', en: 'Decided' },
  upheld: { zh: '申诉成立', en: 'Upheld' },
  dismissed: { zh: '申诉不成立', en: 'Dismissed' },
  waiting: { zh: '待裁定', en: 'Waiting' },
  from: { zh: '自', en: 'From' },
  to: { zh: '至', en: 'To' },
  export: { zh: '导出 Excel', en: 'Export to Excel' },
  none: { zh: '没有符合条件的申诉', en: 'No such appeal' },
  noneHint: {
    zh: '单位对结案后认定的超时可申诉一次，裁定后列在这里。',
    en: 'A unit may appeal once against lateness after closing; decisions are listed here.',
  },
  more: { zh: '再看一些', en: 'More' },
  asked: { zh: '申诉', en: 'Appeal' },
  first: { zh: '初审同意', en: 'First consent' },
  files: { zh: (n: number) => `附件 ${n} 个`, en: (n: number) => `${n} files` },
  decision: { zh: '裁定', en: 'Decision' },
  exempted: { zh: '考核免计，超时事实保留', en: 'Score spared, the fact kept' },
  counted: { zh: '照计超时', en: 'Counts as late' },
  pendingEffect: { zh: '裁定前按超时计', en: 'Counts as late until decided' },
  share: { zh: '成立率', en: 'Upheld share' },
  byUnit: { zh: '按单位', en: 'By unit' },
})
