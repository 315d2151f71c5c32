import type { TableColumn } from '#city/table-import/columns.ts'
import type { ComponentState } from './state.ts'

/** Where the data came from: 实测 地形图 基础地理数据 其他 [standards §1.3, S1]. */
export type DataSource = 'surveyed' | 'topographic' | 'base-geodata' | 'other'

export const sourceZh: Readonly<Record<DataSource, string>> = {
  surveyed: '实测',
  topographic: '地形图',
  'base-geodata': '基础地理数据',
  other: '其他',
}

/** Accuracy class: A ±0.5 m, B ±1.0 m, C ±10 m [standards §1.4, S13]. */
export type Accuracy = 'A' | 'B' | 'C'

/** The attributes of a component that a file may carry, by our names. */
export type FieldName =
  | 'code'
  | 'name'
  | 'managerCode'
  | 'managerName'
  | 'ownerCode'
  | 'ownerName'
  | 'maintainerCode'
  | 'maintainerName'
  | 'cellCode'
  | 'state'
  | 'initialDate'
  | 'changedDate'
  | 'dataSource'
  | 'note'
  | 'streetCode'
  | 'streetName'
  | 'communityCode'
  | 'communityName'
  | 'lon'
  | 'lat'
  | 'address'
  | 'accuracy'
  | 'legacyCode'
  | 'kind'

export type Field = {
  readonly name: FieldName
  /** The standard's Chinese name, used as heading on export. */
  readonly zh: string
  /** The abbreviation of GB/T 47678.5-2026; ours have none. */
  readonly abbreviation?: string
  /** Other headings met: the 2013 short names and common habits. */
  readonly also: readonly string[]
  readonly longest?: number
  /** Mandatory in the standard: a row without it is refused, or only remarked on where many registers lack it. */
  readonly mandatory?: 'refuse' | 'remark'
}

/** The attribute fields of GB/T 47678.5-2026 with lengths [standards §1.3, S1], the 2013 short names [S9 S11], and our own six. */
export const fields: readonly Field[] = [
  {
    name: 'code',
    zh: '管理部件标识码',
    abbreviation: 'GLBJBSM',
    also: ['部件标识码', '标识码', 'ObjID', 'code'],
    longest: 17,
  },
  {
    name: 'name',
    zh: '管理部件名称',
    abbreviation: 'GLBJMC',
    also: ['部件名称', '名称', 'ObjName', 'name'],
    longest: 30,
    mandatory: 'refuse',
  },
  {
    name: 'managerCode',
    zh: '主管部门代码',
    abbreviation: 'ZGBMDM',
    also: ['DeptCode1'],
    longest: 18,
    mandatory: 'remark',
  },
  {
    name: 'managerName',
    zh: '主管部门名称',
    abbreviation: 'ZGBMMC',
    also: ['主管部门', 'DeptName1'],
    longest: 100,
    mandatory: 'refuse',
  },
  { name: 'ownerCode', zh: '权属单位代码', abbreviation: 'QSDWDM', also: ['DeptCode2'], longest: 18 },
  { name: 'ownerName', zh: '权属单位名称', abbreviation: 'QSDWMC', also: ['权属单位', 'DeptName2'], longest: 100 },
  { name: 'maintainerCode', zh: '养护单位代码', abbreviation: 'YHDWDM', also: ['DeptCode3'], longest: 18 },
  { name: 'maintainerName', zh: '养护单位名称', abbreviation: 'YHDWMC', also: ['养护单位', 'DeptName3'], longest: 100 },
  {
    name: 'cellCode',
    zh: '所在单元网格标识码',
    abbreviation: 'SZDYWGBSM',
    also: ['单元网格标识码', 'BGID'],
    longest: 15,
  },
  {
    name: 'state',
    zh: '管理部件状态',
    abbreviation: 'GLBJZT',
    also: ['部件状态', '状态', 'ObjState', 'state'],
    longest: 10,
    mandatory: 'refuse',
  },
  { name: 'initialDate', zh: '初始日期', abbreviation: 'CSRQ', also: ['ORDate'], longest: 10, mandatory: 'refuse' },
  { name: 'changedDate', zh: '变更日期', abbreviation: 'BGRQ', also: ['CHDate'], longest: 10 },
  { name: 'dataSource', zh: '数据来源', abbreviation: 'SJLY', also: ['DataSource'], longest: 30 },
  { name: 'note', zh: '备注', abbreviation: 'BZ', also: ['Note', 'note'], longest: 1000 },
  { name: 'streetCode', zh: '所在街道代码', abbreviation: 'SZJDDM', also: [], longest: 9 },
  { name: 'streetName', zh: '所在街道名称', abbreviation: 'SZJDMC', also: ['所在街道'], longest: 50 },
  { name: 'communityCode', zh: '所在社区代码', abbreviation: 'SZSQDM', also: [], longest: 12 },
  { name: 'communityName', zh: '所在社区名称', abbreviation: 'SZSQMC', also: ['所在社区'], longest: 50 },
  { name: 'lon', zh: '经度', also: ['lon', 'lng', 'X', 'x', 'X坐标', '横坐标'] },
  { name: 'lat', zh: '纬度', also: ['lat', 'Y', 'y', 'Y坐标', '纵坐标'] },
  { name: 'address', zh: '地址', also: ['位置', '位置描述', 'address'], longest: 256 },
  { name: 'accuracy', zh: '定位精度', also: ['精度等级', 'accuracy'], longest: 1 },
  { name: 'legacyCode', zh: '原标识码', also: ['旧标识码', 'legacyCode'], longest: 16 },
  { name: 'kind', zh: '小类代码', also: ['部件小类代码', '部件类型代码', 'kind'], longest: 5 },
]

/** The same as columns that a table may bring; without a code a row needs a kind, which the server sees to. */
export const componentColumns: readonly TableColumn[] = fields.map(({ name, zh, abbreviation, also, mandatory }) => ({
  name,
  zh,
  en: abbreviation ?? name,
  also,
  isRequired: mandatory === 'refuse' || name === 'lon' || name === 'lat',
}))

const byHeading = new Map<string, Field>(
  fields.flatMap((field) =>
    [field.zh, field.abbreviation, ...field.also]
      .filter((word) => word !== undefined)
      .map((word) => [word.toLowerCase(), field] as const),
  ),
)

/** The field meant by a column heading: the standard's name, its abbreviation in any case, or a known habit. */
export const fieldOfHeading = (heading: string): Field | undefined =>
  byHeading.get(heading.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase())

/** A component as stored. Days are `YYYY-MM-DD`; units carry the 18-character social credit code and name. */
export type ComponentFields = {
  readonly code: string
  readonly name: string
  readonly managerCode: string | null
  readonly managerName: string | null
  readonly ownerCode: string | null
  readonly ownerName: string | null
  readonly maintainerCode: string | null
  readonly maintainerName: string | null
  readonly state: ComponentState
  readonly initialDate: string
  readonly changedDate: string | null
  readonly dataSource: DataSource | null
  readonly accuracy: Accuracy | null
  readonly address: string | null
  readonly note: string | null
  readonly legacyCode: string | null
}
