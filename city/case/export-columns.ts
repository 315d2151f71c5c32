/** What a list of cases is exported by, with the heading of each. */
export const exportColumns = {
  number: '案件编号',
  stage: '阶段',
  clock: '截止时间',
  category: '小类',
  description: '问题描述',
  place: '位置',
  unit: '责任单位',
  collector: '采集员',
  source: '来源',
  reported: '登记时间',
  counts: '回退/返工/督办',
} as const

export type ExportColumn = keyof typeof exportColumns
