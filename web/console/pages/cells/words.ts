import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '单元网格', en: 'Cells' },
  prefix: { zh: '网格编码，从头输入几位也可', en: 'Code or its first digits' },
  division: { zh: '街道、社区', en: 'Street, community' },
  none: { zh: '没有符合条件的网格', en: 'No cell matches' },
  code: { zh: '网格编码', en: 'Code' },
  name: { zh: '名称', en: 'Name' },
  areaTitle: { zh: '面积', en: 'Surface' },
  area: {
    zh: (m2: number) => `${Math.round(m2).toLocaleString('zh-CN')} 平方米`,
    en: (m2: number) => `${Math.round(m2).toLocaleString('en')} m²`,
  },
  validFrom: { zh: '启用', en: 'From' },
  validTo: { zh: '停用', en: 'Until' },
  inForce: { zh: '在用', en: 'In force' },
  beat: { zh: '责任网格', en: 'Beat' },
  noBeat: { zh: '未划入责任网格', en: 'In no beat' },
  inBeat: { zh: '已划入', en: 'Assigned' },
  succeededBy: { zh: '后继网格', en: 'Succeeded by' },
  note: { zh: '备注', en: 'Note' },
  map: { zh: '网格边界图', en: 'The outline of the cell' },
  openCases: { zh: '本社区案件', en: 'Cases of this community' },
  changes: { zh: '网格调整的计划与记录', en: 'Planned and past changes' },
  reshape: { zh: '在一张图上调整', en: 'Change on the map' },
  close: { zh: '关闭', en: 'Close' },
})
