import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with a device. */
export const deviceProblems = defineProblems({
  device_not_found: { status: 404, zh: () => '没有这台设备', en: () => 'There is no such device' },
  device_sender_taken: {
    status: 409,
    zh: (p: { protocol: string; sender: string; name: string }) =>
      `协议 ${p.protocol} 的标识 ${p.sender} 已登记为“${p.name}”`,
    en: (p: { protocol: string; sender: string; name: string }) =>
      `Sender ${p.sender} of ${p.protocol} is registered already, as “${p.name}”`,
  },
  device_sender_elsewhere: {
    status: 409,
    zh: () => '该标识已在其他区登记，同一标识只能属于一个区',
    en: () => 'This sender is registered in another district; it can belong to one only',
  },
  device_sender_invalid: {
    status: 422,
    zh: (p: { rule: string }) => `设备标识不符合该协议：${p.rule}`,
    en: (p: { rule: string }) => `The sender does not fit its protocol: ${p.rule}`,
  },
  device_changed: {
    status: 409,
    zh: () => '设备资料刚被他人修改，请刷新后再试',
    en: () => 'Somebody has just changed this device; load it again',
  },
  device_retired: { status: 409, zh: () => '设备已停用', en: () => 'The device has been retired' },
  device_component_unknown: {
    status: 422,
    zh: (p: { code: string }) => `没有部件 ${p.code}`,
    en: (p: { code: string }) => `There is no component ${p.code}`,
  },
  device_upstream_unfit: {
    status: 422,
    zh: () => '上级设备不存在、已停用，或本身挂在这台设备之下',
    en: () => 'The upstream device is unknown, retired, or hangs on this one itself',
  },
  device_unit_unknown: { status: 422, zh: () => '没有这个单位', en: () => 'There is no such unit' },
  device_range_too_long: {
    status: 422,
    zh: (p: { days: number }) => `一次最多查询 ${p.days} 天`,
    en: (p: { days: number }) => `At most ${p.days} days at once`,
  },
})
