import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  inspect: { zh: '巡检', en: 'Inspect' },
  order: { zh: '开工单', en: 'New order' },
  report: { zh: '上报问题', en: 'Report a fault' },
  label: { zh: '打印标签', en: 'Print its label' },
  map: { zh: '在地图上看', en: 'On the map' },
  facts: { zh: '基本情况', en: 'What it is' },
  devices: { zh: '设备', en: 'Devices' },
  heard: { zh: (at: string) => `最近 ${at}`, en: (at: string) => `heard ${at}` },
  never: { zh: '没有报过', en: 'not heard of' },
  line: { zh: '经过', en: 'Timeline' },
  all: { zh: '全部', en: 'All' },
  change: { zh: '变更', en: 'Changes' },
  inspection: { zh: '巡检', en: 'Inspections' },
  alarm: { zh: '报警', en: 'Alarms' },
  case: { zh: '案件', en: 'Cases' },
  orders: { zh: '工单', en: 'Orders' },
  none: { zh: '还没有记录', en: 'Nothing yet' },
  open: {
    zh: (cases: number, orders: number, alarms: number) =>
      `在办案件 ${cases} · 在办工单 ${orders} · 未消报警 ${alarms}`,
    en: (cases: number, orders: number, alarms: number) =>
      `${cases} open cases · ${orders} open orders · ${alarms} alarms`,
  },
  owned: {
    zh: (name: string) => `权属单位：${name}，问题随报随告知`,
    en: (name: string) => `Owner: ${name}, told of every fault`,
  },
  unowned: {
    zh: '权属未登记或不是本区单位，问题无法直接告知',
    en: 'No unit of the district owns it; nobody is told directly',
  },
  registered: { zh: '建档', en: 'Registered' },
  imported: { zh: '普查导入', en: 'Imported' },
  state: { zh: '状态变更', en: 'State changed' },
  amended: { zh: '资料更正', en: 'Amended' },
  moved: { zh: '位置更正', en: 'Moved' },
  undone: { zh: '撤销变更', en: 'Undone' },
  regridded: { zh: '网格调整', en: 'Regridded' },
  ok: { zh: '正常', en: 'Sound' },
  fault: { zh: '有问题', en: 'Fault' },
  could_not: { zh: '未能检查', en: 'Not seen' },
  standing: { zh: '报警中', en: 'Standing' },
  cleared: { zh: '已恢复', en: 'Cleared' },
})
