import { defineWords } from '#web/kit/language.ts'

export const gridWords = defineWords({
  title: { zh: '调整单元网格', en: 'Reshape cells' },
  what: { zh: '怎样调整', en: 'What to do' },
  split: { zh: '拆分', en: 'Split' },
  merge: { zh: '合并', en: 'Merge' },
  border: { zh: '移动公共边', en: 'Move a border' },
  retire: { zh: '停用', en: 'Retire' },
  splitHint: {
    zh: '在地图上逐点画线穿过网格；圆点可拖动，也可在下表填写坐标',
    en: 'Draw a line across the cell; drag its dots, or type degrees below',
  },
  borderHint: {
    zh: '先选相邻网格，再拖动公共边上的圆点；两端为交点，不能移动',
    en: 'Choose a neighbour, then drag the dots; both ends stay',
  },
  mergeHint: { zh: '勾选同社区的相邻网格，合并为一个新网格', en: 'Tick neighbours of the same community' },
  retireHint: {
    zh: '网格划出本区或并入水面等情形；内有部件或在办案件时不能停用',
    en: 'Only where nothing is left in it',
  },
  neighbours: { zh: '相邻网格', en: 'Neighbours' },
  noNeighbours: { zh: '同社区内没有相邻网格', en: 'No neighbour in this community' },
  points: { zh: '线上各点（CGCS2000 度）', en: 'Points of the line (CGCS2000 degrees)' },
  fixed: { zh: '端点', en: 'End' },
  addPoint: { zh: '加入地图中心点', en: 'Add the map’s centre' },
  addAfter: { zh: (n: number) => `在第 ${n} 点后加一点`, en: (n: number) => `Add a point after ${n}` },
  removePoint: { zh: (n: number) => `删除第 ${n} 点`, en: (n: number) => `Remove point ${n}` },
  clear: { zh: '重画', en: 'Start again' },
  preview: { zh: '影响预览', en: 'What it brings' },
  fits: { zh: '拓扑检查通过：无缝隙、无重叠、不出社区', en: 'The cells fit: no gap, no overlap' },
  misfits: { zh: '拓扑检查未通过', en: 'The cells do not fit' },
  retired: { zh: '停用的码', en: 'Codes that go' },
  opened: { zh: '启用的码', en: 'Codes that come' },
  reshaped: { zh: '保留编码、变更边界', en: 'Same code, other border' },
  kept: { zh: '旧码不再使用，历史案件仍可按旧码查到', en: 'Old codes are never used again; past cases keep them' },
  components: {
    zh: (n: number) => `${n} 个部件改归新网格`,
    en: (n: number) => `${n} components change cell`,
  },
  cases: {
    zh: (open: number, ended: number) => `在办案件 ${open} 件改由新网格的采集员核查；已办结 ${ended} 件保留旧码`,
    en: (open: number, ended: number) =>
      `${open} open cases go to the new cells’ collectors; ${ended} ended ones keep the code`,
  },
  beat: {
    zh: (name: string, person: string, before: number, after: number) =>
      `责任网格“${name}”（${person}）：${before} → ${after} 个网格`,
    en: (name: string, person: string, before: number, after: number) =>
      `Beat “${name}” (${person}): ${before} → ${after} cells`,
  },
  nobody: { zh: '未定人员', en: 'nobody' },
  duties: {
    zh: (n: number) => `职责分工 ${n} 条随新码延续`,
    en: (n: number) => `${n} duties go on under the new codes`,
  },
  reason: { zh: '调整原因', en: 'Reason' },
  day: { zh: '生效日期', en: 'Holds from' },
  dayHint: {
    zh: '选以后的日期即列入计划，到日自动生效，此前可撤回',
    en: 'A later day makes it a plan, which takes effect by itself and can be withdrawn before',
  },
  publish: { zh: '发布，今日起用', en: 'Publish as of today' },
  plan: { zh: (day: string) => `列入计划，${day} 起用`, en: (day: string) => `Plan for ${day}` },
  planned: {
    zh: (n: number, day: string) => `网格调整第 ${n} 号已列入计划，${day} 自动生效`,
    en: (n: number, day: string) => `Change ${n} of the cells is planned for ${day}`,
  },
  statePlanned: { zh: '计划中', en: 'planned' },
  stateWithdrawn: { zh: '已撤回', en: 'withdrawn' },
  stateUndone: { zh: '已撤销', en: 'undone' },
  all: { zh: '全部网格调整', en: 'All changes of cells' },
  published: {
    zh: (n: number) => `网格调整第 ${n} 号已发布`,
    en: (n: number) => `Change ${n} of the cells is published`,
  },
  history: { zh: '此网格的调整记录', en: 'Changes of this cell' },
  none: { zh: '没有调整记录', en: 'None' },
  again: { zh: '重新预览', en: 'Look again' },
  needMore: { zh: '画好线或选好网格后显示影响', en: 'Shown once the line or the cells are chosen' },
})
