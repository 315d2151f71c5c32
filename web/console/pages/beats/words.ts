import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '责任网格', en: 'Beats' },
  about: {
    zh: '责任网格是若干单元网格的集合，由一名采集员负责巡查、核实与核查；改动自今日起生效',
    en: 'A beat is a set of cells that one collector walks; changes count from today',
  },
  free: {
    zh: (n: number) => (n === 0 ? '所有单元网格都已划入' : `${n} 个单元网格未划入任何责任网格`),
    en: (n: number) => (n === 0 ? 'Every cell is in a beat' : `${n} cells are in no beat`),
  },
  open: { zh: '新设责任网格', en: 'New beat' },
  edit: { zh: '调整', en: 'Change' },
  name: { zh: '名称', en: 'Name' },
  person: { zh: '采集员', en: 'Collector' },
  nobody: { zh: '未定', en: 'Nobody' },
  count: { zh: '单元网格', en: 'Cells' },
  size: { zh: '面积', en: 'Surface' },
  km2: { zh: (n: string) => `${n} 平方公里`, en: (n: string) => `${n} km²` },
  cells: { zh: '包含的单元网格', en: 'Its cells' },
  cellsHint: {
    zh: '输入编码查找；也可在地图上点选，再点一次移出。已属其他责任网格的须先移出',
    en: 'Type a code, or click on the map; click again to take it out. A cell of another beat must leave that first',
  },
  taken: { zh: (name: string) => `该网格已属“${name}”`, en: (name: string) => `That cell belongs to “${name}”` },
  map: { zh: '责任网格的范围，点选单元网格可划入或移出', en: 'The beat; click a cell to add or remove it' },
  note: { zh: '备注', en: 'Note' },
  save: { zh: '保存，今日起用', en: 'Save as of today' },
  saved: { zh: '已保存', en: 'Saved' },
  close: { zh: '撤销此责任网格', en: 'Close this beat' },
  closeSure: { zh: '撤销后其网格不再有人负责，确定撤销？', en: 'Its cells will have nobody. Close it?' },
  yes: { zh: '撤销', en: 'Close' },
  no: { zh: '不撤销', en: 'Keep' },
  closed: { zh: '已撤销', en: 'Closed' },
  dismiss: { zh: '关闭', en: 'Close' },
  none: { zh: '还没有责任网格', en: 'No beat yet' },
})
