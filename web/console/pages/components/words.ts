import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  record: { zh: '一物一档：巡检、报警、案件、工单', en: 'Its record: inspections, alarms, cases, orders' },
  title: { zh: '部件', en: 'Components' },
  total: {
    zh: (n: number) => `全区 ${n.toLocaleString('zh-CN')} 个`,
    en: (n: number) => `${n.toLocaleString('en')} in the district`,
  },
  text: { zh: '编码、名称或地址', en: 'Code, name or address' },
  kind: { zh: '类别', en: 'Kind' },
  kindOption: { zh: (name: string, n: number) => `${name}（${n}）`, en: (name: string, n: number) => `${name} (${n})` },
  state: { zh: '状态', en: 'State' },
  export: { zh: '导出 CSV', en: 'Export CSV' },
  exportGeo: { zh: '导出 GeoJSON', en: 'Export GeoJSON' },
  none: { zh: '没有符合条件的部件', en: 'No component matches' },
  code: { zh: '标识码', en: 'Code' },
  name: { zh: '名称', en: 'Name' },
  address: { zh: '地址', en: 'Address' },
  cell: { zh: '单元网格', en: 'Cell' },
  farther: { zh: (metres: string) => `移动 ${metres} 米`, en: (metres: string) => `${metres} m` },
  cellCode: { zh: '单元网格', en: 'Cell' },
  streetCode: { zh: '街道', en: 'Street' },
  communityCode: { zh: '社区', en: 'Community' },
  managerName: { zh: '主管部门', en: 'Responsible' },
  ownerName: { zh: '权属单位', en: 'Owner' },
  maintainerName: { zh: '养护单位', en: 'Maintainer' },
  manager: { zh: '主管部门', en: 'Responsible' },
  owner: { zh: '权属单位', en: 'Owner' },
  maintainer: { zh: '养护单位', en: 'Maintainer' },
  place: { zh: '位置（CGCS2000）', en: 'Place (CGCS2000)' },
  division: { zh: '街道、社区', en: 'Street, community' },
  initialDate: { zh: '初始日期', en: 'Since' },
  changedDate: { zh: '变更日期', en: 'Changed' },
  dataSource: { zh: '数据来源', en: 'Source of data' },
  accuracy: { zh: '精度等级', en: 'Accuracy' },
  note: { zh: '备注', en: 'Note' },
  legacyCode: { zh: '原编码', en: 'Earlier code' },
  edition: { zh: '标准版本', en: 'Edition' },
  map: { zh: '部件位置图', en: 'Where the component is' },
  history: { zh: '变更历史', en: 'History' },
  more: { zh: '其他属性', en: 'More' },
  changeState: { zh: '变更状态', en: 'Change its state' },
  newState: { zh: '改为', en: 'New state' },
  reason: { zh: '原因', en: 'Reason' },
  save: { zh: '保存变更', en: 'Save' },
  spent: {
    zh: '已移除的部件不再变更，新装的另行登记。',
    en: 'A removed component changes no more; what replaces it is registered anew.',
  },
  close: { zh: '关闭', en: 'Close' },
})

export const stateWords = defineWords({
  intact: { zh: '完好', en: 'Intact' },
  damaged: { zh: '破损', en: 'Damaged' },
  lost: { zh: '丢失', en: 'Lost' },
  disused: { zh: '废弃', en: 'Disused' },
  removed: { zh: '移除', en: 'Removed' },
})

export const changeWords = defineWords({
  registered: { zh: '登记', en: 'Registered' },
  imported: { zh: '导入', en: 'Imported' },
  state: { zh: '状态变更', en: 'State changed' },
  amended: { zh: '信息更正', en: 'Amended' },
  moved: { zh: '移位', en: 'Moved' },
  undone: { zh: '撤销', en: 'Taken back' },
  regridded: { zh: '网格调整', en: 'Cell changed' },
})

export const sourceNames = {
  surveyed: { zh: '实测', en: 'Surveyed' },
  topographic: { zh: '地形图', en: 'Topographic map' },
  'base-geodata': { zh: '基础地理数据', en: 'Base geodata' },
  other: { zh: '其他', en: 'Other' },
} as const
