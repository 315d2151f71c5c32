import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with telling a device something. */
export const instructionProblems = defineProblems({
  instruction_kind_unknown: {
    status: 422,
    zh: (p: { kind: string }) => `该协议的设备没有“${p.kind}”这种指令`,
    en: (p: { kind: string }) => `Devices of this protocol cannot be told “${p.kind}”`,
  },
  instruction_value_wrong: {
    status: 422,
    zh: (p: { field: string; zh: string; en: string }) => `“${p.field}”填写不对：${p.zh}`,
    en: (p: { field: string; zh: string; en: string }) => `“${p.field}” is wrong: ${p.en}`,
  },
  instruction_too_many: {
    status: 409,
    zh: (p: { most: number }) => `该设备已有 ${p.most} 条指令未完成，请先撤回或等待到期`,
    en: (p: { most: number }) => `${p.most} instructions to this device are open; take one back or wait`,
  },
  instruction_over: {
    status: 409,
    zh: () => '指令已结束，不能撤回',
    en: () => 'This instruction is over and cannot be taken back',
  },
})
