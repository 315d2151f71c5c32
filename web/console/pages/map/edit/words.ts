import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  editComponent: { zh: '编辑部件', en: 'Edit a component' },
  newComponent: { zh: '登记部件', en: 'Register a component' },
  leave: { zh: '退出编辑', en: 'Leave' },
  place: { zh: '位置', en: 'Place' },
  placeHint: {
    zh: '拖动地图上的图钉、点击地图，或直接填写坐标（CGCS2000 度）',
    en: 'Drag the pin, click the map, or type degrees (CGCS2000)',
  },
  lon: { zh: '经度', en: 'Longitude' },
  lat: { zh: '纬度', en: 'Latitude' },
  takeCentre: { zh: '取地图中心', en: 'Take the map’s centre' },
  resetPlace: { zh: '还原位置', en: 'Put it back' },
  moves: {
    zh: (metres: string) => `移动 ${metres}`,
    en: (metres: string) => `Moves ${metres}`,
  },
  liesIn: {
    zh: (cell: string, where: string) => `所在网格 ${cell}　${where}`,
    en: (cell: string, where: string) => `In cell ${cell}, ${where}`,
  },
  liesNowhere: { zh: '不在本区任何单元网格内，不能保存', en: 'In no cell of this district; cannot be saved' },
  facts: { zh: '基本属性', en: 'What every component has' },
  kind: { zh: '部件小类', en: 'Kind' },
  save: { zh: '保存变更', en: 'Save' },
  register: { zh: '登记并编码', en: 'Register' },
  codeRule: {
    zh: '保存时按小类取下一个顺序码，编出 17 位（2026 版）标识码；用过的码不再用',
    en: 'The next number of its kind is taken on saving (17 digits, 2026); none is used twice',
  },
  reload: { zh: '载入他人改后的内容', en: 'Load what others changed' },
  undo: { zh: '撤销最近一次变更', en: 'Take back the latest change' },
  undoReason: { zh: '撤销原因', en: 'Why it is taken back' },
  undoNow: { zh: '确认撤销', en: 'Take it back' },
  saved: { zh: '已保存，地图随即更新', en: 'Saved; the map follows' },
  undone: { zh: '已撤销', en: 'Taken back' },
  registered: { zh: (code: string) => `已登记：${code}`, en: (code: string) => `Registered: ${code}` },
  stateTitle: { zh: '状态与移除', en: 'State and removal' },
  moveLine: { zh: '地图虚线为历次移位，白点为原位', en: 'Dashed lines on the map are its moves, from the white dot' },
})
