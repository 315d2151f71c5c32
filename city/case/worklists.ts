import type { Stage } from './state.ts'

/** A list of waiting work: shown to whoever holds the permission to move it on. */
export type Worklist = {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly permission: string
  readonly stages: readonly Stage[]
  /** Only cases in which one of these waits for a decision. */
  readonly pending?: readonly ('extension' | 'suspension' | 'voiding' | 'veto' | 'appeal')[]
  /** Only cases whose running clock has passed its deadline. */
  readonly late?: true
  /** Only cases in which a unit of one's own helps and has yet to report. */
  readonly helping?: true
}

const open: readonly Stage[] = [
  'reported',
  'confirming',
  'confirmed',
  'filed',
  'dispatched',
  'handling',
  'returned',
  'suspended',
  'handled',
  'verifying',
  'verified',
  'failed',
]

/** The queues of each post, in the order of the day. A district's desk sees only those its permissions open. */
export const worklists: readonly Worklist[] = [
  { id: 'to-accept', zh: '待受理', en: 'To accept', permission: 'case.confirm.ask', stages: ['reported'] },
  { id: 'confirming', zh: '核实中', en: 'Being confirmed', permission: 'case.confirm.ask', stages: ['confirming'] },
  { id: 'to-file', zh: '待立案', en: 'To file', permission: 'case.file', stages: ['confirmed'] },
  { id: 'to-dispatch', zh: '待派遣', en: 'To dispatch', permission: 'case.dispatch', stages: ['filed', 'returned'] },
  {
    id: 'to-decide',
    zh: '待审批',
    en: 'To decide',
    permission: 'case.extend.decide',
    stages: ['handling'],
    pending: ['extension', 'suspension'],
  },
  { id: 'to-void', zh: '待批作废', en: 'To void', permission: 'case.endorse', stages: open, pending: ['voiding'] },
  {
    id: 'appeals',
    zh: '待裁定申诉',
    en: 'Appeals',
    permission: 'case.appeal.endorse',
    stages: ['closed'],
    pending: ['appeal'],
  },
  {
    id: 'vetoed',
    zh: '未解决异议',
    en: 'Said not solved',
    permission: 'case.veto.decide',
    stages: ['closed'],
    pending: ['veto'],
  },
  { id: 'to-sign', zh: '待签收', en: 'To accept', permission: 'case.accept', stages: ['dispatched'] },
  { id: 'in-hand', zh: '处置中', en: 'In hand', permission: 'case.handle', stages: ['handling'] },
  {
    id: 'to-help',
    zh: '待协办',
    en: 'To help',
    permission: 'case.cohandle',
    stages: ['dispatched', 'handling', 'returned'],
    helping: true,
  },
  { id: 'suspended', zh: '挂账中', en: 'Suspended', permission: 'case.resume', stages: ['suspended'] },
  { id: 'to-verify', zh: '待核查', en: 'To verify', permission: 'case.verify.ask', stages: ['handled', 'verifying'] },
  { id: 'to-close', zh: '待结案', en: 'To close', permission: 'case.close', stages: ['verified'] },
  { id: 'to-rework', zh: '待返工', en: 'To rework', permission: 'case.rework', stages: ['failed'] },
  { id: 'my-tasks', zh: '我的任务', en: 'My tasks', permission: 'task.answer', stages: ['confirming', 'verifying'] },
  { id: 'late', zh: '已超时', en: 'Late', permission: 'case.read', stages: open, late: true },
  { id: 'open', zh: '全部在办', en: 'All open', permission: 'case.read', stages: open },
]
