/** A line of the plan's indicator register. `value` is absent where the plan sets a state and not a number. */
export type PlanTarget = {
  id: string
  name: string
  value?: number
  unit: string
  comparison: 'at_least' | 'at_most' | 'equal' | 'state'
  year: number
  /** 约束性, 预期性, or a wish stated in the text only. */
  nature: 'binding' | 'expected' | 'stretch'
  state?: string
  source: string
}

const TABLE = '达川区“十四五”城市管理规划 第二章第三节指标表'
const text = (section: string) => `达川区“十四五”城市管理规划 ${section}`

const at = (
  id: string,
  name: string,
  comparison: PlanTarget['comparison'],
  value: number,
  unit: string,
  nature: PlanTarget['nature'],
  source: string,
): PlanTarget => ({ id, name, comparison, value, unit, year: 2025, nature, source })

const state = (id: string, name: string, wanted: string, source: string): PlanTarget => ({
  id,
  name,
  comparison: 'state',
  unit: '',
  year: 2025,
  nature: 'expected',
  state: wanted,
  source,
})

/** The plan's ten-row table, then the numbers of its text. Where the two disagree both are kept: the table binds, the text is a stretch. */
export const PLAN_TARGETS: readonly PlanTarget[] = [
  at('waste-harmless', '生活垃圾无害化处理率', 'equal', 100, '%', 'binding', TABLE),
  at('mechanised-sweeping', '城市道路机械化清扫率', 'at_least', 95, '%', 'binding', TABLE),
  at('waste-recycling', '生活垃圾回收利用率', 'at_least', 35, '%', 'binding', TABLE),
  at('toilets-up-to-standard', '公厕达标率', 'at_least', 95, '%', 'binding', TABLE),
  at('sewage-treated', '生活污水处置率', 'at_least', 97, '%', 'binding', TABLE),
  at('lamps-lit', '城市道路路灯亮灯率', 'at_least', 95, '%', 'binding', TABLE),
  at('road-facilities-intact', '城市道路设施完好率', 'at_least', 96.5, '%', 'binding', TABLE),
  state('waste-sorting', '生活垃圾分类', '中心城区基本建成分类系统', TABLE),
  state('platform', '城市综合管理服务平台', '建成并与国家、省、市联通，达全省中等水平', TABLE),
  at('water-quality', '供水合格率', 'equal', 100, '%', 'binding', TABLE),
  at('lamps-lit-stretch', '城市道路路灯亮灯率（文内）', 'at_least', 99, '%', 'stretch', text('第三章第六节（四）')),
  at(
    'mechanised-sweeping-stretch',
    '主次干道机械化清扫率（文内）',
    'equal',
    100,
    '%',
    'stretch',
    text('第三章第二节（三）'),
  ),
  at('road-surface-intact', '道路路面完好率（文内）', 'at_least', 98, '%', 'stretch', text('第三章第六节（一）')),
  at('repair-in-time', '市政设施维修及时率', 'equal', 100, '%', 'expected', text('第三章第六节')),
  at('new-roads-lit', '新建道路路灯安装率', 'equal', 100, '%', 'expected', text('第三章第六节')),
  at('sorting-coverage', '生活垃圾分类覆盖率', 'equal', 100, '%', 'expected', text('第三章第三节')),
  at('sorting-accuracy', '生活垃圾分类准确率', 'at_least', 90, '%', 'expected', text('第三章第三节')),
  at('piped-gas', '管道燃气覆盖率', 'at_least', 85, '%', 'expected', text('正文')),
  at('reclaimed-water', '再生水利用率', 'at_least', 35, '%', 'expected', text('正文')),
  at('bridges-inspected', '桥梁日常检查覆盖率', 'equal', 100, '%', 'expected', text('正文')),
  at('bridges-grade-c', '桥梁 C 级及以上比例', 'equal', 100, '%', 'expected', text('正文')),
  at('black-top', '城市道路黑化率', 'equal', 100, '%', 'expected', text('正文')),
  at('manhole-emergency', '窨井应急处置率', 'equal', 100, '%', 'expected', text('正文')),
  at('pipe-care', '排水管网长效管护率', 'equal', 100, '%', 'expected', text('正文')),
  at('dredging', '管网清淤检测', 'at_least', 60, 'km/年', 'expected', text('正文')),
  at('facades-main', '主次干道沿街立面整洁率', 'equal', 100, '%', 'expected', text('正文')),
  at('facades-branch', '支路街巷沿街立面整洁率', 'at_least', 95, '%', 'expected', text('正文')),
  at('illegal-building-treated', '公共区域既有违法建设治理率', 'at_least', 70, '%', 'expected', text('正文')),
  at('illegal-building-new', '新增违法建设', 'equal', 0, '处', 'expected', text('正文')),
  at('clean-estates', '“无违建小区”创建', 'at_least', 5, '个/年', 'expected', text('正文')),
  at('construction-waste', '新建建筑施工现场建筑垃圾排放量', 'at_most', 300, 't/万m²', 'expected', text('正文')),
  at(
    'construction-waste-prefab',
    '装配式建筑施工现场建筑垃圾排放量',
    'at_most',
    200,
    't/万m²',
    'expected',
    text('正文'),
  ),
  at('kitchen-waste-plant', '餐厨垃圾处理能力', 'at_least', 150, 't/日', 'expected', text('正文')),
  at('green-land', '每平方公里用地规划绿地', 'at_least', 20, '公顷', 'expected', text('正文')),
  at('people-parks', '“人民满意公园”', 'at_least', 10, '个', 'expected', text('正文')),
  at('depot-charging', '环卫停车场充电车位比例', 'at_least', 50, '%', 'expected', text('正文')),
]
