import { defineProblems } from '#kernel/problem.ts'

/** What may go wrong with webhook destinations. */
export const webhookProblems = defineProblems({
  destination_not_found: {
    status: 404,
    zh: () => '没有这个接收端，可能已被移除',
    en: () => 'There is no such destination; it may have been removed',
  },
  destination_url: {
    status: 422,
    zh: (d: { host: string }) => `地址 ${d.host} 属于内部网络，不允许外发；确有需要请设置 WEBHOOK_PRIVATE=yes`,
    en: (d: { host: string }) =>
      `${d.host} belongs to the internal network, which is not sent to; set WEBHOOK_PRIVATE=yes where it must be`,
  },
  destination_secret_missing: {
    status: 409,
    zh: () => '接收端还没有密钥，请先生成密钥再启用',
    en: () => 'The destination has no secret yet; make one before enabling it',
  },
  destination_not_enabled: {
    status: 409,
    zh: () => '接收端未启用，请先启用再测试',
    en: () => 'The destination is not enabled; enable it before testing',
  },
  replay_window: {
    status: 422,
    zh: () => '结束时间须晚于开始时间，且相隔不超过 31 天',
    en: () => 'The end must be after the beginning, 31 days apart at most',
  },
})
