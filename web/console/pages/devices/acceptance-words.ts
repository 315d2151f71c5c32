import { defineWords } from '#web/kit/language.ts'

export const acceptanceWords = defineWords({
  title: { zh: '接入验收', en: 'Acceptance' },
  kept: { zh: '查已收的帧', en: 'What was kept' },
  hint: {
    zh: '按标准逐条严查已收的帧，不碰设备。重发、补传只有现场试验能见；“未见”不等于合格。',
    en: 'Looks at what was kept strictly, clause by clause, without touching the device. Not seen is not passed.',
  },
  fromKept: { zh: '查已收的帧', en: 'from what was kept' },
  heardOnly: { zh: '现场，只听', en: 'live, heard only' },
  tried: { zh: (names: string) => `现场：${names}`, en: (names: string) => `live: ${names}` },
  json: { zh: 'JSON', en: 'JSON' },
  span: { zh: '查哪段时间', en: 'Over which time' },
  spans: {
    zh: (minutes: number) =>
      minutes < 60 ? `近 ${minutes} 分钟` : minutes < 1440 ? `近 ${minutes / 60} 小时` : `近 ${minutes / 1440} 天`,
    en: (minutes: number) =>
      minutes < 60 ? `last ${minutes} min` : minutes < 1440 ? `last ${minutes / 60} h` : `last ${minutes / 1440} d`,
  },
  make: { zh: '出具报告', en: 'Make a report' },
  none: { zh: '还没有验收报告', en: 'No report yet' },
  reports: { zh: '历次报告', en: 'Reports' },
  by: {
    zh: (by: string, frames: string) => `${by} · ${frames} 帧`,
    en: (by: string, frames: string) => `${by} · ${frames} frames`,
  },
  noGrade: { zh: '未评', en: 'none' },
  notWhole: { zh: '必查项未全部见到', en: 'Not everything that must be was seen' },
  print: { zh: '打印（PDF）', en: 'Print (PDF)' },
  close: { zh: '收起', en: 'Close' },
  passed: { zh: '通过', en: 'Passed' },
  failed: { zh: '不合', en: 'Failed' },
  'not seen': { zh: '未见', en: 'Not seen' },
  should: { zh: '建议', en: 'advised' },
  outcome: { zh: '结果', en: 'Outcome' },
  check: { zh: '检查项', en: 'Check' },
  counts: { zh: '不合 / 查验', en: 'Failed / seen' },
  clause: { zh: '依据', en: 'Clause' },
  frames: { zh: (n: number) => `${n} 个不合格帧`, en: (n: number) => (n === 1 ? '1 frame' : `${n} frames`) },
  unknown: { zh: '标准与字典之外：', en: 'Beyond the standard and its dictionaries: ' },
})
