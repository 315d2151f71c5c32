import type { Policy } from '#kernel/auth/actor.ts'

/** Every permission with the words the screen and a refusal use. */
export const permissionNames = {
  'case.read': '查看案件',
  'case.register': '登记案件',
  'case.confirm.ask': '派发核实',
  'task.answer': '回复核实核查',
  'case.file': '立案',
  'case.refuse': '不予受理',
  'case.dispatch': '派遣',
  'case.sendback': '退回受理',
  'case.accept': '签收',
  'case.handle': '反馈处置',
  'case.return': '回退',
  'case.extend.ask': '申请延期',
  'case.extend.decide': '审批延期',
  'case.suspend.ask': '申请挂账',
  'case.suspend.decide': '审批挂账',
  'case.resume': '恢复挂账',
  'case.verify.ask': '派发核查',
  'case.rework': '返工',
  'case.close': '结案',
  'case.void': '作废',
  'case.forceClose': '强制结案',
  'case.merge': '并案',
  'case.split': '拆分',
  'case.urge': '督办',
  'case.appeal': '申诉',
  'case.appeal.decide': '裁定申诉',
  'case.note': '添加备注',
  'case.attach': '添加附件',
  'person.reveal': '查看诉求人联系方式',
  'component.read': '查看部件',
  'component.write': '维护部件',
  'place.read': '查看网格',
  'place.write': '维护网格',
  'catalogue.read': '查看分类标准',
  'catalogue.write': '维护分类标准',
  'calendar.read': '查看工作日历',
  'calendar.write': '维护工作日历',
  'organisation.read': '查看机构人员',
  'organisation.write': '维护机构人员',
  'audit.read': '查看审计',
} as const

export type Permission = keyof typeof permissionNames

/** The posts of a district. Which unit is the supervision and which the command centre is city data. */
export const postNames = {
  collector: '采集员',
  intake: '受理员',
  duty_chief: '值班长',
  dispatcher: '派遣员',
  unit_handler: '处置单位',
  supervisor: '督查考核员',
  leader: '领导',
  officer: '执法队员',
  system_admin: '系统管理员',
  security_admin: '安全管理员',
  audit_admin: '审计管理员',
} as const

export type Post = keyof typeof postNames

const maps = {
  'component.read': 'district',
  'place.read': 'district',
  'catalogue.read': 'district',
  'calendar.read': 'district',
  'organisation.read': 'district',
} as const
const hand = { 'case.note': 'district', 'case.attach': 'district' } as const

/**
 * Post → permission → scope: the one authorisation table (three administrators apart, GB/T 22239-2019 8.1.4.2 d, 8.1.5).
 * Nobody who administers the system reads a case; nobody who reads the audit can change anything.
 */
export const policy: Policy = {
  collector: {
    ...maps,
    'case.read': 'task',
    'case.register': 'own',
    'task.answer': 'task',
    'case.note': 'task',
    'case.attach': 'task',
  },
  intake: {
    ...maps,
    ...hand,
    'case.read': 'district',
    'case.register': 'district',
    'case.confirm.ask': 'district',
    'case.verify.ask': 'district',
    'case.refuse': 'district',
    'case.merge': 'district',
    'case.split': 'district',
    'person.reveal': 'district',
  },
  duty_chief: {
    ...maps,
    ...hand,
    'case.read': 'district',
    'case.register': 'district',
    'case.confirm.ask': 'district',
    'case.file': 'district',
    'case.refuse': 'district',
    'case.verify.ask': 'district',
    'case.rework': 'district',
    'case.close': 'district',
    'case.void': 'district',
    'case.forceClose': 'district',
    'case.merge': 'district',
    'case.split': 'district',
    'case.urge': 'district',
    'case.appeal.decide': 'district',
    'person.reveal': 'district',
  },
  dispatcher: {
    ...maps,
    ...hand,
    'case.read': 'district',
    'case.dispatch': 'district',
    'case.sendback': 'district',
    'case.extend.decide': 'district',
    'case.suspend.decide': 'district',
    'case.resume': 'district',
    'case.urge': 'district',
  },
  unit_handler: {
    ...maps,
    'case.read': 'unit',
    'case.accept': 'unit',
    'case.handle': 'unit',
    'case.return': 'unit',
    'case.extend.ask': 'unit',
    'case.suspend.ask': 'unit',
    'case.appeal': 'unit',
    'case.note': 'unit',
    'case.attach': 'unit',
  },
  supervisor: { ...maps, ...hand, 'case.read': 'district', 'case.urge': 'district' },
  leader: { ...maps, 'case.read': 'district', 'case.urge': 'district' },
  officer: { ...maps, 'case.read': 'unit', 'case.note': 'unit', 'case.attach': 'unit' },
  system_admin: {
    ...maps,
    'component.write': 'district',
    'place.write': 'district',
    'catalogue.write': 'district',
    'calendar.write': 'district',
  },
  security_admin: { 'organisation.read': 'district', 'organisation.write': 'district' },
  audit_admin: { 'audit.read': 'district', 'organisation.read': 'district' },
}
