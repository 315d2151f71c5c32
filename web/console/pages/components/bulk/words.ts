import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  bar: { zh: '批量改属性', en: 'Change many' },
  hint: {
    zh: '勾选部件（X 选择，Shift 连选），一次改多个的属性',
    en: 'Choose components (X, Shift for a range) to change many at once',
  },
  picked: {
    zh: (n: number, max: number) => `已选 ${n} 个（最多 ${max} 个）`,
    en: (n: number, max: number) => `${n} chosen (${max} at most)`,
  },
  pickAll: { zh: '全选已载入', en: 'Choose all loaded' },
  clear: { zh: '清除选择', en: 'Clear' },
  change: { zh: '批量改属性', en: 'Change attributes' },
  past: { zh: '批量记录', en: 'What was changed' },
  title: { zh: (n: number) => `批量改属性：${n} 个部件`, en: (n: number) => `Change attributes of ${n}` },
  which: { zh: '要改的属性', en: 'Which attributes' },
  whichHint: {
    zh: '只改选中的几项，其余不动；留空即清除原值',
    en: 'Only these change; left empty, a value is taken away',
  },
  reason: { zh: '原因', en: 'Reason' },
  preview: { zh: '预演', en: 'Rehearse' },
  foretold: {
    zh: (able: number, not: number) => `${able} 个将会改动${not > 0 ? `，${not} 个不变` : ''}。`,
    en: (able: number, not: number) => `${able} will change${not > 0 ? `, ${not} stay as they are` : ''}.`,
  },
  foretoldNote: {
    zh: '改后可在“批量记录”中整批撤销；之后另有改动的部件不会被撤销覆盖。',
    en: 'It can be taken back as a whole; a component changed by then stays as it is.',
  },
  component: { zh: '部件', en: 'Component' },
  becomes: { zh: '改前 → 改后', en: 'Before → after' },
  carryOut: { zh: (n: number) => `确认改动 ${n} 个`, en: (n: number) => `Change ${n}` },
  back: { zh: '返回修改', en: 'Back' },
  close: { zh: '关闭', en: 'Close' },
  done: {
    zh: (n: number, left: number) => `已改动 ${n} 个${left > 0 ? `，${left} 个未动，原因如下` : ''}。`,
    en: (n: number, left: number) => `${n} changed${left > 0 ? `, ${left} left; the reasons are below` : ''}.`,
  },
  takenBack: {
    zh: (n: number, left: number) => `已撤销 ${n} 个${left > 0 ? `，${left} 个之后另有改动，未撤销` : ''}。`,
    en: (n: number, left: number) => `${n} taken back${left > 0 ? `, ${left} were changed since and stay` : ''}.`,
  },
  pastTitle: { zh: '批量改属性记录', en: 'Changes of many components' },
  none: { zh: '还没有批量改过属性', en: 'Nothing was changed this way yet' },
  count: { zh: (n: number) => `${n} 个`, en: (n: number) => `${n}` },
  undo: { zh: '整批撤销', en: 'Take back' },
  undoNow: { zh: '确认撤销', en: 'Take it back' },
  undoReason: { zh: '撤销原因', en: 'Why it is taken back' },
  undoneBy: {
    zh: (by: string, at: string, n: number) => `${by} 于 ${at} 撤销 ${n} 个`,
    en: (by: string, at: string, n: number) => `${n} taken back by ${by}, ${at}`,
  },
  empty: { zh: '（清除）', en: '(taken away)' },
})
