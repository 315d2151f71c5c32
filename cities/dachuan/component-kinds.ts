import type { RoadClass } from './model.ts'

/** Where a kind of component stands. `kerb` … `crossing` follow roads; the others follow blocks, parks and the river. */
export type Siting =
  | 'carriageway'
  | 'kerb'
  | 'footway'
  | 'median'
  | 'crossing'
  | 'door'
  | 'building'
  | 'courtyard'
  | 'park'
  | 'riverside'
  | 'water'
  | 'bridge'
  | 'square'
  | 'place'

/** Who answers for a kind: keys of the unit register in organisation.ts. */
export type Keeper =
  | 'municipal'
  | 'sanitation'
  | 'garden'
  | 'lighting'
  | 'water'
  | 'gas'
  | 'power'
  | 'telecom'
  | 'broadcast'
  | 'traffic-police'
  | 'transport'
  | 'police'
  | 'bus'
  | 'fire'
  | 'street-office'
  | 'river'
  | 'heritage'
  | 'post'

export type ComponentKind = {
  /** Major 2 + minor 3 digits, GB/T 47678.5-2026. */
  code: string
  name: string
  count: number
  siting: Siting
  roads?: readonly RoadClass[]
  keeper: Keeper
  /** True when the 2013 edition has the kind under the same number (its code is then major 2 + minor 2). */
  since2013?: boolean
}

const MAIN: readonly RoadClass[] = ['trunk', 'secondary']
const STREET: readonly RoadClass[] = ['trunk', 'secondary', 'branch']
const ALL: readonly RoadClass[] = ['trunk', 'secondary', 'branch', 'lane']

const along = (
  code: string,
  name: string,
  count: number,
  siting: Siting,
  roads: readonly RoadClass[],
  keeper: Keeper,
): ComponentKind => ({
  code,
  name,
  count,
  siting,
  roads,
  keeper,
  ...(IN_2013.has(code) ? { since2013: true } : {}),
})
const inBlock = (code: string, name: string, count: number, siting: Siting, keeper: Keeper): ComponentKind => ({
  code,
  name,
  count,
  siting,
  keeper,
  ...(IN_2013.has(code) ? { since2013: true } : {}),
})

/** Kinds that the published correspondence shows under the same number in the 2013 edition (standards notes §1.6). */
const IN_2013: ReadonlySet<string> = new Set(
  [
    '01001 01002 01003 01004 01006 01011 01014 01018 01023 01026 01027 01028 01030 01031 01037 01038',
    '01039 01040 01045 01046 01049 01050 01051 01052 01054 02001 02004 02009 02011 02012 02017 02019',
    '02020 02021 02025 02030 03001 03002 03003 03004 03005 03006 03007 03008 04001 04002 04004 04005',
    '04006 04007 04008 04009 04010 05003',
  ].flatMap((line) => line.split(' ')),
)

/** What stands in the demo district: 100 000 components, in proportions usual for a town of this size (invented). */
export const COMPONENT_KINDS: readonly ComponentKind[] = [
  along('01001', '供水井盖', 3600, 'carriageway', ALL, 'water'),
  along('01002', '污水井盖', 5800, 'carriageway', ALL, 'municipal'),
  along('01003', '雨水井盖', 5500, 'carriageway', ALL, 'municipal'),
  along('01004', '雨水箅子', 8300, 'kerb', STREET, 'municipal'),
  along('01005', '电力井盖', 2300, 'footway', STREET, 'power'),
  along('01006', '路灯井盖', 1800, 'footway', STREET, 'lighting'),
  along('01007', '通信井盖', 2600, 'footway', ALL, 'telecom'),
  along('01008', '电视井盖', 620, 'footway', STREET, 'broadcast'),
  along('01009', '网络井盖', 540, 'footway', STREET, 'telecom'),
  along('01011', '燃气井盖', 1700, 'footway', STREET, 'gas'),
  along('01012', '公安井盖', 210, 'footway', MAIN, 'police'),
  along('01013', '消防设施', 1150, 'footway', STREET, 'fire'),
  inBlock('01014', '园林井盖', 380, 'park', 'garden'),
  along('01015', '信号灯电源井盖', 160, 'crossing', MAIN, 'traffic-police'),
  along('01017', '电缆井盖', 760, 'footway', STREET, 'power'),
  inBlock('01018', '化粪池井盖', 2100, 'building', 'street-office'),
  along('01023', '不明井盖', 140, 'carriageway', ALL, 'municipal'),
  along('01026', '沟槽盖板', 900, 'kerb', ['branch', 'lane'], 'municipal'),
  along('01027', '通信交接箱', 520, 'footway', STREET, 'telecom'),
  along('01028', '电力设施', 430, 'footway', STREET, 'power'),
  along('01030', '电力立杆', 1900, 'footway', ['branch', 'lane'], 'power'),
  along('01031', '通信立杆', 1200, 'footway', ['branch', 'lane'], 'telecom'),
  along('01032', '公交立杆', 120, 'footway', MAIN, 'bus'),
  inBlock('01035', '旗杆', 60, 'square', 'street-office'),
  along('01037', '路灯', 9600, 'kerb', ALL, 'lighting'),
  inBlock('01038', '地灯', 420, 'park', 'lighting'),
  inBlock('01039', '景观灯', 1300, 'riverside', 'lighting'),
  along('01040', '报刊亭', 26, 'footway', MAIN, 'post'),
  along('01042', '邮筒', 48, 'footway', MAIN, 'post'),
  along('01044', '售货亭', 40, 'footway', MAIN, 'street-office'),
  inBlock('01045', '自动售货机', 90, 'square', 'street-office'),
  inBlock('01046', '户外健身设施', 720, 'courtyard', 'street-office'),
  inBlock('01047', '高压线铁塔', 34, 'place', 'power'),
  inBlock('01048', '变压器（箱）', 640, 'courtyard', 'power'),
  inBlock('01049', '燃气调压站（箱）', 410, 'building', 'gas'),
  along('01050', '监控电子眼设施', 1050, 'crossing', STREET, 'police'),
  along('01051', '治安岗亭', 44, 'footway', MAIN, 'police'),
  inBlock('01052', '休息亭', 70, 'park', 'garden'),
  inBlock('01054', '充电桩', 560, 'courtyard', 'power'),
  inBlock('01059', '旧衣物回收箱', 180, 'courtyard', 'sanitation'),
  along('01060', '路灯配电箱', 190, 'footway', MAIN, 'lighting'),
  inBlock('01062', '通信基站', 130, 'building', 'telecom'),
  inBlock('01065', '管理责任公示牌', 160, 'park', 'street-office'),
  inBlock('01067', '防汛监测设施', 28, 'riverside', 'river'),
  inBlock('01069', '水域附属设施', 40, 'riverside', 'river'),
  inBlock('01070', '水域护栏', 380, 'riverside', 'river'),
  inBlock('01072', '排水泵站', 9, 'riverside', 'municipal'),
  inBlock('01073', '雨污水排放口', 46, 'water', 'municipal'),
  inBlock('01075', '快递柜', 430, 'courtyard', 'street-office'),
  along('01077', '综合杆', 260, 'crossing', MAIN, 'municipal'),
  inBlock('02001', '停车场', 48, 'square', 'transport'),
  along('02003', '停车计费设备', 320, 'kerb', MAIN, 'transport'),
  along('02004', '公交站设施', 260, 'footway', MAIN, 'bus'),
  along('02005', '出租车停靠站', 24, 'kerb', MAIN, 'transport'),
  inBlock('02009', '跨河桥', 3, 'bridge', 'municipal'),
  along('02010', '交通标志牌及标线', 2200, 'footway', STREET, 'traffic-police'),
  along('02011', '限高架标志', 14, 'carriageway', STREET, 'traffic-police'),
  along('02012', '路名牌', 820, 'crossing', STREET, 'street-office'),
  along('02013', '地名牌', 120, 'footway', ALL, 'street-office'),
  along('02014', '交通信号灯', 640, 'crossing', MAIN, 'traffic-police'),
  along('02015', '交通信号设施', 110, 'crossing', MAIN, 'traffic-police'),
  along('02016', '交通岗亭', 16, 'crossing', MAIN, 'traffic-police'),
  along('02017', '交通护栏', 1350, 'median', MAIN, 'traffic-police'),
  along('02018', '防撞桶', 150, 'median', MAIN, 'traffic-police'),
  along('02019', '安全岛', 46, 'crossing', MAIN, 'municipal'),
  along('02020', '人行横道桩', 720, 'crossing', STREET, 'municipal'),
  along('02021', '便道桩', 1779, 'footway', STREET, 'municipal'),
  along('02023', '道路信息显示屏', 22, 'median', ['trunk'], 'traffic-police'),
  along('02025', '非机动车停放点', 360, 'footway', STREET, 'street-office'),
  along('02026', '自行车租赁点', 64, 'footway', MAIN, 'transport'),
  along('02027', '存车支架', 240, 'footway', STREET, 'street-office'),
  inBlock('02030', '水域标示牌', 56, 'riverside', 'river'),
  along('02033', '交通反视镜', 90, 'crossing', ['branch', 'lane'], 'traffic-police'),
  along('02034', '无障碍设施', 480, 'crossing', STREET, 'municipal'),
  inBlock('02035', '应急避难指示牌', 36, 'square', 'street-office'),
  inBlock('02038', '门（楼号）牌', 2700, 'door', 'police'),
  along('02041', '停车信息显示屏', 30, 'footway', MAIN, 'transport'),
  along('02043', '减速带', 260, 'carriageway', ['branch', 'lane'], 'traffic-police'),
  inBlock('03001', '公共厕所', 96, 'place', 'sanitation'),
  along('03002', '公厕指示牌', 210, 'footway', STREET, 'sanitation'),
  inBlock('03003', '化粪池', 620, 'building', 'street-office'),
  inBlock('03004', '垃圾间（楼）', 140, 'courtyard', 'sanitation'),
  along('03005', '垃圾箱', 3300, 'footway', ALL, 'sanitation'),
  along('03006', '户外广告', 640, 'footway', MAIN, 'street-office'),
  inBlock('03007', '牌匾标识', 2900, 'door', 'street-office'),
  along('03008', '宣传栏', 430, 'footway', STREET, 'street-office'),
  inBlock('03010', '环保监测站', 6, 'place', 'river'),
  inBlock('03013', '噪声显示屏', 12, 'square', 'street-office'),
  along('03014', '环卫工具间（箱）', 150, 'footway', STREET, 'sanitation'),
  inBlock('03015', '宠物拾便纸箱', 110, 'park', 'garden'),
  along('03016', '烟头收集器或灭烟处', 220, 'footway', MAIN, 'sanitation'),
  inBlock('04001', '古树名木', 42, 'place', 'garden'),
  along('04002', '行道树', 11_400, 'kerb', STREET, 'garden'),
  inBlock('04003', '独立树', 1100, 'park', 'garden'),
  along('04004', '护树设施', 1600, 'kerb', MAIN, 'garden'),
  along('04005', '花架花钵', 780, 'median', MAIN, 'garden'),
  inBlock('04006', '雕塑', 44, 'square', 'garden'),
  inBlock('04007', '街头座椅', 1250, 'riverside', 'garden'),
  along('04008', '绿地护栏', 520, 'median', MAIN, 'garden'),
  inBlock('04009', '绿地附属设施', 260, 'park', 'garden'),
  inBlock('04010', '喷泉', 14, 'square', 'garden'),
  along('04011', '树池树穴', 1100, 'kerb', STREET, 'garden'),
  inBlock('04013', '绿地', 380, 'park', 'garden'),
  inBlock('05003', '车辆加油（气、电）站', 15, 'place', 'transport'),
  inBlock('05009', '文物古迹', 8, 'place', 'heritage'),
]
