import { defineProblems } from '../problem.ts'

/** Why a live stream is not opened. */
export const liveProblems = defineProblems({
  live_too_many_streams: {
    status: 429,
    zh: (p: { limit: number }) => `您同时打开的实时页面超过 ${p.limit} 个，请关闭一些后重试`,
    en: (p: { limit: number }) => `You have more than ${p.limit} live pages open; close some and try again`,
  },
  live_full: {
    status: 503,
    zh: () => '实时连接已满，页面将改为定时刷新',
    en: () => 'All live connections are taken; the page refreshes on a timer instead',
  },
})
