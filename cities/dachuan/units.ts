import type { Keeper } from './component-kinds.ts'
import { STREETS } from './names.ts'

/** Demo codes carry the letters DEMO where a real 统一社会信用代码 has its organisation number; O is never used in a real one. */
export type Unit = {
  /** District 6 + class 2 + number 2. */
  code: string
  key: string
  name: string
  kind: 'centre' | 'bureau' | 'unit' | 'enterprise' | 'street-office'
  parent?: string
  /** 18 characters, demo. */
  creditCode: string
  /** Street or town code of a street office. */
  street?: string
}

type Row = [key: string, name: string, kind: Unit['kind'], parent?: string]

const ROWS: readonly Row[] = [
  ['city-management', '达川区综合行政执法局', 'bureau'],
  ['supervision-centre', '达川区城市管理监督中心', 'centre', 'city-management'],
  ['command-centre', '达川区城市管理指挥中心', 'centre', 'city-management'],
  ['housing', '达川区住房和城乡建设局', 'bureau'],
  ['transport', '达川区交通运输局', 'bureau'],
  ['river', '达川区水务局', 'bureau'],
  ['police', '达川区公安分局', 'bureau'],
  ['traffic-police', '达川区交警大队', 'unit', 'police'],
  ['market', '达川区市场监督管理局', 'bureau'],
  ['environment', '达川生态环境局', 'bureau'],
  ['land', '达川区自然资源局', 'bureau'],
  ['fire', '达川区消防救援大队', 'bureau'],
  ['heritage', '达川区文化体育和旅游局', 'bureau'],
  ['municipal', '达川区市政设施所', 'unit', 'city-management'],
  ['sanitation', '达川区环境卫生管理所', 'unit', 'city-management'],
  ['garden', '达川区园林绿化管理所', 'unit', 'city-management'],
  ['lighting', '达川区路灯管理所', 'unit', 'city-management'],
  ['enforcement', '达川区综合行政执法大队', 'unit', 'city-management'],
  ['water', '达川示范水务有限公司', 'enterprise', 'river'],
  ['gas', '达川示范燃气有限公司', 'enterprise', 'housing'],
  ['power', '达川示范供电公司', 'enterprise'],
  ['telecom', '达川示范通信联合维护中心', 'enterprise'],
  ['bus', '达川示范公交有限公司', 'enterprise', 'transport'],
  ['post', '达川示范邮政服务有限公司', 'enterprise'],
]

const CLASSES: Record<Unit['kind'], string> = {
  centre: '01',
  bureau: '02',
  unit: '03',
  enterprise: '04',
  'street-office': '05',
}

/** The thirty departments and units of the demo. Names follow the usual form of a district's offices; codes are invented. */
export const UNITS: readonly Unit[] = number([
  ...ROWS.map(([key, name, kind, parent]) => ({ key, name, kind, ...(parent ? { parent } : {}) })),
  ...STREETS.map((s) => ({
    key: `street-${s.code}`,
    kind: 'street-office' as const,
    street: s.code,
    name: s.name.endsWith('街道') ? `${s.name}办事处` : `${s.name}人民政府`,
  })),
])

function number(rows: readonly (Omit<Unit, 'code' | 'creditCode' | 'parent'> & { parent?: string })[]): Unit[] {
  const counts = new Map<string, number>()
  const numbered = rows.map((row, i): Unit => {
    const sequence = (counts.get(row.kind) ?? 0) + 1
    counts.set(row.kind, sequence)
    const creditCode = `${row.kind === 'enterprise' ? '91' : row.kind === 'unit' ? '12' : '11'}511703DEMO${String(i + 1).padStart(6, '0')}`
    return { ...row, code: `511703${CLASSES[row.kind]}${String(sequence).padStart(2, '0')}`, creditCode }
  })
  return numbered.map((unit) =>
    unit.parent ? { ...unit, parent: numbered.find((u) => u.key === unit.parent)!.code } : unit,
  )
}

/** Owns things in the district and is no unit of it: nobody there has an account. */
export const OUTSIDE: readonly Unit[] = [
  {
    ...{ key: 'broadcast', code: '511703049', name: '川东示范广播电视网络有限公司', kind: 'enterprise' },
    creditCode: '91511703DEMO000099',
  },
]

/** The unit with this key; throws when there is none. */
export function unitOf(key: string): Unit {
  const unit = [...UNITS, ...OUTSIDE].find((u) => u.key === key)
  if (!unit) throw new Error(`no unit ${key}`)
  return unit
}

/** The street office or town government of a street code. */
export const streetOffice = (street: string): Unit => unitOf(`street-${street}`)

/** 主管, 权属 and 养护 of what a keeper looks after. */
export const KEEPING: Record<Keeper, { authority: string; owner: string; maintainer: string }> = {
  municipal: { authority: 'city-management', owner: 'city-management', maintainer: 'municipal' },
  sanitation: { authority: 'city-management', owner: 'city-management', maintainer: 'sanitation' },
  garden: { authority: 'city-management', owner: 'city-management', maintainer: 'garden' },
  lighting: { authority: 'city-management', owner: 'city-management', maintainer: 'lighting' },
  water: { authority: 'river', owner: 'water', maintainer: 'water' },
  gas: { authority: 'housing', owner: 'gas', maintainer: 'gas' },
  power: { authority: 'city-management', owner: 'power', maintainer: 'power' },
  telecom: { authority: 'city-management', owner: 'telecom', maintainer: 'telecom' },
  broadcast: { authority: 'city-management', owner: 'broadcast', maintainer: 'telecom' },
  'traffic-police': { authority: 'police', owner: 'traffic-police', maintainer: 'traffic-police' },
  transport: { authority: 'transport', owner: 'transport', maintainer: 'transport' },
  police: { authority: 'police', owner: 'police', maintainer: 'police' },
  bus: { authority: 'transport', owner: 'bus', maintainer: 'bus' },
  fire: { authority: 'fire', owner: 'fire', maintainer: 'water' },
  'street-office': { authority: 'city-management', owner: 'street-office', maintainer: 'street-office' },
  river: { authority: 'river', owner: 'river', maintainer: 'river' },
  heritage: { authority: 'heritage', owner: 'heritage', maintainer: 'heritage' },
  post: { authority: 'city-management', owner: 'post', maintainer: 'post' },
}
