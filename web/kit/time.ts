import { useSyncExternalStore } from 'react'

/** The zone of every time on screen: 北京时间. */
const timeZone = 'Asia/Shanghai'

const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

type When = string | number | Date

/** Since 1992 Beijing is always eight hours ahead; asking the browser's calendar costs a list more than its rows. */
const [steadySince, aheadMs] = [Date.UTC(1992, 0, 1), 8 * 3_600_000]

function textOf(at: When): string {
  const ms = new Date(at).getTime()
  return ms >= steadySince ? new Date(ms + aheadMs).toISOString().slice(0, 16).replace('T', ' ') : parts.format(ms)
}

/** `2026-11-22 09:30`. */
export const formatTime = (at: When): string => textOf(at)

/** `2026-11-22`, in Beijing. */
export const formatDay = (at: When): string => textOf(at).slice(0, 10)

const dayMs = 86_400_000

/** As short as is still clear: `09:30` today, `昨天 09:30`, `11-20 09:30` this year, else in full. */
export function shortTime(at: When, now: number, language: 'zh' | 'en'): string {
  const text = textOf(at)
  const time = text.slice(11)
  if (text.slice(0, 10) === formatDay(now)) return time
  if (text.slice(0, 10) === formatDay(now - dayMs)) return language === 'zh' ? `昨天 ${time}` : `yesterday ${time}`
  if (text.slice(0, 10) === formatDay(now + dayMs)) return language === 'zh' ? `明天 ${time}` : `tomorrow ${time}`
  return text.slice(0, 4) === formatDay(now).slice(0, 4) ? text.slice(5) : text
}

/** An amount of wall time as exact as it matters: `3 天 4 小时`, `21 小时`, `2 小时 15 分`, `8 分`; never less than a minute. */
export function formatSpan(ms: number, language: 'zh' | 'en'): string {
  const minutes = Math.max(1, Math.floor(Math.abs(ms) / 60_000))
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const say = (value: number, zh: string, en: string) => (language === 'zh' ? `${value} ${zh}` : `${value} ${en}`)
  if (d > 0) return [say(d, '天', 'd'), h > 0 ? say(h, '小时', 'h') : ''].filter(Boolean).join(' ')
  if (h > 0) return [say(h, '小时', 'h'), m > 0 && h < 10 ? say(m, '分', 'min') : ''].filter(Boolean).join(' ')
  return say(m, '分', 'min')
}

const tickMs = 20_000
const watchers = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function watch(listener: () => void): () => void {
  watchers.add(listener)
  timer ??= setInterval(tick, tickMs)
  return () => {
    watchers.delete(listener)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  now = Date.now()
  for (const watcher of watchers) watcher()
}

/** The present, one tick for the whole screen, so that a hundred clocks cost one timer. */
export const useNow = (): number => useSyncExternalStore(watch, () => now)
