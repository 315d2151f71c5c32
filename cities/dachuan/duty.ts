import { COMPONENT_KINDS, type Keeper } from './component-kinds.ts'
import { STREETS } from './names.ts'
import { KEEPING, streetOffice, UNITS, type Unit, unitOf } from './units.ts'

/** 部件 or 事项 (whose majors 01–05 are components gone wrong). */
export type CategoryKind = 'component' | 'matter'

/**
 * One line of the duty table: categories whose code starts with `prefix`, in `area` (district 6 or street 9 digits),
 * belong to `unit`. The longest area wins, then the longest prefix.
 */
export type DutyArea = { kind: CategoryKind; prefix: string; area: string; unit: string; why: string }

const DISTRICT = '511703'

/** Who handles each major class by default, and minors that go elsewhere. Invented, after the usual division of work. */
const MATTERS: readonly [prefix: string, unit: string, why: string][] = [
  ['06', 'sanitation', '市容环境事项由环卫所处置'],
  ['06001', 'enforcement', '私搭乱建由执法大队查处'],
  ['06002', 'street-office', '店面装修由属地街道（镇）处置'],
  ['06003', 'municipal', '违章接坡由市政设施所处置'],
  ['06004', 'street-office', '建筑立面由属地街道（镇）督促业主整治'],
  ['06005', 'street-office', '临街阳台、屋顶由属地街道（镇）处置'],
  ['06007', 'enforcement', '沿街晾挂由执法大队处置'],
  ['06008', 'enforcement', '擅自架设由执法大队查处'],
  ['06009', 'street-office', '空调外机由属地街道（镇）处置'],
  ['06013', 'municipal', '道路破损由市政设施所维修'],
  ['06016', 'traffic-police', '交通标线由交警大队施划'],
  ['06017', 'garden', '绿地脏乱由园林所处置'],
  ['06018', 'garden', '绿化弃料由园林所清运'],
  ['06021', 'garden', '病虫害由园林所防治'],
  ['06022', 'garden', '非法伐树由园林所制止'],
  ['06023', 'river', '堤岸破损由水务局修复'],
  ['06024', 'river', '水域秩序由水务局处置'],
  ['06025', 'river', '水域保洁由水务局处置'],
  ['06026', 'environment', '河道污染由生态环境局查处'],
  ['06027', 'enforcement', '油烟由执法大队查处'],
  ['06028', 'enforcement', '噪声扰民由执法大队处置'],
  ['06029', 'enforcement', '露天烧烤由执法大队取缔'],
  ['06033', 'environment', '医疗废物由生态环境局处置'],
  ['06036', 'street-office', '乱堆杂物由属地街道（镇）处置'],
  ['06038', 'street-office', '饲养家禽家畜由属地街道（镇）处置'],
  ['06040', 'enforcement', '私设地锁由执法大队查处'],
  ['06045', 'garden', '占绿毁绿由园林所处置'],
  ['06046', 'river', '占用河道由水务局查处'],
  ['06047', 'garden', '公园秩序由园林所处置'],
  ['06048', 'municipal', '边坡挡墙由市政设施所修复'],
  ['06049', 'municipal', '台阶由市政设施所修复'],
  ['06050', 'municipal', '路缘石由市政设施所修复'],
  ['06051', 'municipal', '盲道由市政设施所修复'],
  ['06052', 'municipal', '无障碍坡道由市政设施所修复'],
  ['07', 'enforcement', '宣传广告事项由执法大队处置'],
  ['07001', 'sanitation', '小广告由环卫所清除'],
  ['08', 'housing', '施工管理事项由住建局处置'],
  ['08003', 'municipal', '无证掘路由市政设施所制止'],
  ['08016', 'enforcement', '无证建设由执法大队查处'],
  ['09', 'enforcement', '街面秩序事项由执法大队处置'],
  ['09008', 'heritage', '出版物由文体旅局查处'],
  ['09009', 'traffic-police', '机动车乱停放由交警大队处置'],
  ['09012', 'fire', '占用消防通道由消防救援大队处置'],
  ['09015', 'market', '无证餐饮由市场监管局查处'],
  ['09018', 'traffic-police', '履带车上路由交警大队处置'],
  ['10', 'municipal', '其他事项由市政设施所处置'],
]

/** Keepers whose district unit works in the towns too; the rest is the town government's own work there. */
const IN_TOWNS: ReadonlySet<string> = new Set([
  'water',
  'gas',
  'power',
  'telecom',
  'traffic-police',
  'police',
  'bus',
  'fire',
  'river',
  'post',
  'heritage',
  'transport',
  'environment',
  'market',
  'housing',
])

const MAJOR_KEEPERS: readonly [major: string, keeper: Keeper][] = [
  ['01', 'municipal'],
  ['02', 'municipal'],
  ['03', 'sanitation'],
  ['04', 'garden'],
]

/** The duty table: the district's units first, then for every street its own office as the fall-back. */
export function drawDuties(): DutyArea[] {
  const components = componentLines('component')
  return [
    ...components,
    ...componentLines('matter'),
    ...MATTERS.flatMap(([prefix, unit, why]) => lines('matter', prefix, unit, why)),
    ...fallBacks(),
  ]
}

function componentLines(kind: CategoryKind): DutyArea[] {
  const majors = MAJOR_KEEPERS.flatMap(([major, keeper]) =>
    lines(kind, major, KEEPING[keeper].maintainer, '同大类部件的养护单位'),
  )
  const minors = COMPONENT_KINDS.flatMap((k) =>
    lines(kind, k.code, KEEPING[k.keeper].maintainer, `${k.name}的养护单位`),
  )
  return [...majors, ...minors]
}

/** In the three streets the unit works district-wide; in the towns only if it is one that goes there. */
function lines(kind: CategoryKind, prefix: string, unit: string, why: string): DutyArea[] {
  const line = (area: string, to: Unit): DutyArea => ({ kind, prefix, area, unit: to.code, why })
  if (unit === 'street-office') return STREETS.map((s) => line(s.code, streetOffice(s.code)))
  const streets = IN_TOWNS.has(unit) ? STREETS : STREETS.filter((s) => s.urban)
  return streets.map((s) => line(s.code, unitOf(unit)))
}

function fallBacks(): DutyArea[] {
  const kinds: CategoryKind[] = ['component', 'matter']
  const why = '无对应专业单位的，由属地街道（镇）负责'
  const local = STREETS.flatMap((s) =>
    kinds.map((kind): DutyArea => ({ kind, prefix: '', area: s.code, unit: streetOffice(s.code).code, why })),
  )
  const centre = kinds.map(
    (kind): DutyArea => ({
      kind,
      prefix: '',
      area: DISTRICT,
      unit: unitOf('city-management').code,
      why: '属地不明的，由主管部门协调',
    }),
  )
  return [...local, ...centre]
}

/** The line that answers for a category (`MMmmm`) at a street or cell code; the area decides before the prefix. */
export function resolveDuty(duties: readonly DutyArea[], kind: CategoryKind, category: string, area: string): DutyArea {
  const fitting = duties.filter((d) => d.kind === kind && category.startsWith(d.prefix) && area.startsWith(d.area))
  if (fitting.length === 0) throw new Error(`no duty for ${kind} ${category} in ${area}`)
  return fitting.reduce((best, d) =>
    d.area.length > best.area.length || (d.area.length === best.area.length && d.prefix.length > best.prefix.length)
      ? d
      : best,
  )
}

/** Units that may be asked to handle a case. */
export const handlingUnits = (): Unit[] => UNITS.filter((u) => u.kind !== 'centre' && u.key !== 'city-management')
