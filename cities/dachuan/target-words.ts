/** What the plan's own words are, where they are short, and how an indicator is counted. Formulas marked `M` come from general knowledge. */
export type TargetWords = {
  readonly quotation?: string
  readonly formula?: string
  readonly owner?: string
  /** The indicator that this line speaks about too: its target stands beside the other's. */
  readonly sameAs?: string
  /** The part of the city this line is about. */
  readonly scope?: string
  readonly measure?: 'municipal_in_time' | 'handled_in_time'
}

const row = (name: string, target: string, nature = '约束性') => `${name}：2025 规划目标 ${target}，属性 ${nature}`

/** By the id of a line of the register. */
export const TARGET_WORDS: Readonly<Record<string, TargetWords>> = {
  'waste-harmless': {
    quotation: row('生活垃圾无害化处理率', '100%'),
    formula: '无害化处理量 ÷ 生活垃圾产生量（无产生量时用清运量）[S]',
    owner: 'sanitation',
  },
  'mechanised-sweeping': {
    quotation: row('城市道路机械化清扫率', '95%'),
    formula: '机械化清扫面积 ÷ 清扫总面积 [M]',
    owner: 'sanitation',
  },
  'waste-recycling': {
    quotation: row('生活垃圾回收利用率', '35%'),
    formula: '（可回收物 + 未进入焚烧填埋的厨余垃圾）÷ 生活垃圾产生量 [S]',
    owner: 'sanitation',
  },
  'toilets-up-to-standard': {
    quotation: row('公厕达标率', '95%'),
    formula: '各项检查均达标的公厕座数 ÷ 公厕总座数',
    owner: 'sanitation',
  },
  'sewage-treated': { quotation: row('生活污水处置率', '97%'), owner: 'river' },
  'lamps-lit': {
    quotation: row('城市道路路灯亮灯率', '95%'),
    formula: '亮灯盏数 ÷ 抽查盏数（夜间抽查或单灯控制器）[M]',
    owner: 'lighting',
  },
  'road-facilities-intact': {
    quotation: row('城市道路设施完好率', '96.5%'),
    formula: '（设施数 − 有缺陷的设施数）÷ 设施数 [M]',
    owner: 'municipal',
  },
  'waste-sorting': {
    quotation: '生活垃圾分类：中心城区基本建成生活垃圾分类和处理体系，预期性',
    owner: 'sanitation',
    scope: '中心城区',
  },
  platform: {
    quotation: '建成城市综合管理服务平台、国家、省、市实行联网对接；精细化、智能化管理水平居于全省中等水平，预期性',
    owner: 'supervision-centre',
    scope: '中心城区',
  },
  'water-quality': { quotation: row('供水合格率', '100%'), owner: 'water' },
  'lamps-lit-stretch': { quotation: '确保城市道路路灯亮灯率达到 99%，故障投诉及时处理', sameAs: 'lamps-lit' },
  'mechanised-sweeping-stretch': {
    quotation: '主次道路机械化清扫率保持100％',
    sameAs: 'mechanised-sweeping',
    scope: '主次道路',
  },
  'road-surface-intact': {
    quotation: '确保城市道路路面黑化率达100%，道路路面完好率达98%',
    sameAs: 'road-facilities-intact',
    scope: '道路路面',
  },
  'repair-in-time': {
    quotation: '及时维护率达到100%',
    formula: '按期处置数 ÷ 到期应处置数，由公用设施部件案件自动计算',
    owner: 'municipal',
    measure: 'municipal_in_time',
  },
  'new-roads-lit': { quotation: '新建、改建城市道路项目的功能照明装灯率应当达到100%', owner: 'lighting' },
  'sorting-coverage': { quotation: '实现垃圾分类覆盖率100%', owner: 'sanitation' },
  'sorting-accuracy': {
    quotation: '实现生活小区、企事业单位分类准确率达到90%以上',
    formula: '正确样本数 ÷ 抽样袋数 [M]',
    owner: 'sanitation',
  },
  'piped-gas': { quotation: '全区管道燃气普及率达到85%', owner: 'gas' },
  'reclaimed-water': { quotation: '主城区再生水利用率达到35%以上', owner: 'river', scope: '主城区' },
  'bridges-inspected': { quotation: '实现常规定期检测覆盖率达到100%', owner: 'municipal' },
  'bridges-grade-c': { quotation: '确保桥梁技术状况等级评定C级以上达100%', owner: 'municipal' },
  'black-top': { quotation: '确保城市道路路面黑化率达100%', owner: 'municipal' },
  'manhole-emergency': { quotation: '检查井盖问题应急处置率达到100%', owner: 'municipal' },
  'pipe-care': { quotation: '长效养护管理覆盖率达100%', owner: 'municipal' },
  dredging: { quotation: '每年持续推进管网CCTV检测工作，实现清淤60公里', owner: 'municipal' },
  'facades-main': { quotation: '保持主次干道临街立面整洁率达到100%', owner: 'city-management' },
  'facades-branch': { quotation: '支路街巷临街立面整洁率95%以上', owner: 'city-management' },
  'illegal-building-treated': { quotation: '公共区域存量违法建设治理完成70%以上', owner: 'enforcement' },
  'illegal-building-new': { quotation: '城市公共空间新增违法建设零增长', owner: 'enforcement' },
  'clean-estates': { quotation: '创建无违建小区（院落）5个/年', owner: 'enforcement' },
  'construction-waste': {
    quotation: '新建建筑施工现场建筑垃圾排放量每万平方米不高于300吨',
    owner: 'housing',
  },
  'construction-waste-prefab': {
    quotation: '装配式建筑施工现场建筑垃圾排放量每万平方米不高于200吨',
    owner: 'housing',
  },
  'kitchen-waste-plant': { quotation: '设计处理规模150吨/日', owner: 'sanitation' },
  'green-land': { quotation: '市区内每平方公里用地规划绿地面积不低于20公顷', owner: 'garden' },
  'people-parks': { quotation: '到2025年，建设“人民满意公园”10—20个', owner: 'garden' },
  'depot-charging': { quotation: '配置充电桩的车位比例超过50%', owner: 'sanitation' },
}
