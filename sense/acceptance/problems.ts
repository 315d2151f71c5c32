import { defineProblems } from '#kernel/problem.ts'

/** What may be wrong with examining a device. */
export const acceptanceProblems = defineProblems({
  acceptance_protocol: {
    status: 422,
    zh: (p: { protocol: string }) => `协议 ${p.protocol} 经运营商平台转来，不能在此验收`,
    en: (p: { protocol: string }) => `Devices of ${p.protocol} come through a platform and cannot be examined here`,
  },
  acceptance_nothing: {
    status: 409,
    zh: () => '这段时间没有收到该设备的帧',
    en: () => 'Nothing of this device was kept in that time',
  },
  trial_protocol: {
    status: 422,
    zh: (p: { protocol: string }) => `协议 ${p.protocol} 的设备与本机没有连接，不能现场验收`,
    en: (p: { protocol: string }) => `Devices of ${p.protocol} have no connection to us and cannot be tried`,
  },
  trial_open: {
    status: 409,
    zh: () => '该设备正在现场验收，请先结束',
    en: () => 'This device is being tried; end that first',
  },
  trial_too_many: {
    status: 409,
    zh: (p: { most: number }) => `同时最多现场验收 ${p.most} 台设备，请先结束一些`,
    en: (p: { most: number }) => `At most ${p.most} devices are tried at once; end some first`,
  },
  trial_over: {
    status: 409,
    zh: () => '这次现场验收已结束',
    en: () => 'This trial is over',
  },
  acceptance_not_found: { status: 404, zh: () => '没有这份报告', en: () => 'There is no such report' },
})
