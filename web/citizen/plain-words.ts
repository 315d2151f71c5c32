import { asProblem } from '#web/kit/client.ts'
import { type Language, spoken } from '#web/kit/language.ts'
import { words } from './words.ts'

/** What went wrong, as a citizen would put it. */
export function sayError(error: unknown, language: Language): string {
  const problem = asProblem(error)
  const w = spoken(words, language)
  if (problem.code === 'offline') return w.errorNetwork
  if (problem.status >= 500 || problem.status === 0) return w.errorServer
  const fault = problem.faults[0]
  return fault ? `${problem[language]}：${fault[language]}` : problem[language]
}

/** An instant as its reader expects it: Beijing time, 24 hours. */
export function sayTime(instant: string | Date, language: Language): string {
  const parts: Intl.DateTimeFormatOptions = {
    timeZone: 'Asia/Shanghai',
    month: language === 'zh' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', parts).format(new Date(instant))
}
