import { defineWords } from '#web/kit/language.ts'

export const words = defineWords({
  title: { zh: '数据导入', en: 'Imports' },
  lead: { zh: '先试后入：试导入只检查，不改动数据。', en: 'Dry run first: it checks and changes nothing.' },
  forbidden: { zh: '您的岗位不能导入这类数据。', en: 'Your post may not import this.' },

  what: { zh: '导什么', en: 'What' },
  cells: { zh: '单元网格', en: 'Cells' },
  cellsDetail: {
    zh: 'GeoJSON 面，15 位编码；相邻网格不得重叠或留缝',
    en: 'GeoJSON surfaces with 15-digit codes; no overlaps, no gaps',
  },
  components: { zh: '部件', en: 'Components' },
  componentsDetail: {
    zh: 'Excel、CSV（含 GBK）或 GeoJSON 点；该类部件的属性列一并导入',
    en: 'Workbook, CSV (GBK too) or GeoJSON points; columns of attributes too',
  },
  devices: { zh: '设备', en: 'Devices' },
  devicesDetail: {
    zh: 'Excel 或 CSV；每行一台：协议、标识、名称、类型、位置等',
    en: 'Workbook or CSV; a device a row: protocol, sender, name, kind, place',
  },
  conditions: { zh: '立案标准', en: 'Filing standard' },
  conditionsDetail: {
    zh: 'Excel 工作簿或 CSV；导入后成为草稿版本，另行发布',
    en: 'Workbook or CSV; becomes a draft to be published later',
  },

  frame: { zh: '坐标系', en: 'Frame' },
  frameHint: {
    zh: '问清楚交付单位再选；选错会整体偏移几百米。',
    en: 'Ask whoever delivered it; the wrong one shifts everything by hundreds of metres.',
  },
  frameAsFile: { zh: '按文件声明', en: 'As the file says' },
  framePlane: { zh: '高斯–克吕格平面坐标（米）', en: 'Gauss–Krüger plane (metres)' },
  meridian: { zh: '中央经线（度）', en: 'Central meridian (degrees)' },
  meridianHint: { zh: '坐标带号时可不填', en: 'May be left out where eastings carry a zone' },
  day: { zh: '启用日期', en: 'In force from' },
  edition: { zh: '标准版本', en: 'Edition' },
  name: { zh: '草稿名称', en: 'Name of the draft' },
  nameDefault: { zh: '本区立案标准', en: 'District filing standard' },
  needName: { zh: '请写草稿名称', en: 'Name the draft' },
  needDay: { zh: '请选启用日期', en: 'Choose the day' },
})
