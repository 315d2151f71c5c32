import type { RuleBody } from '#analyse/rule/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

/** When a rule watches, in a line. */
export function useHoursText(): (body: Pick<RuleBody, 'windows' | 'watch'>) => string {
  const w = useWords(words)
  return ({ windows, watch }) => {
    const named = (days: readonly number[]) =>
      days.length === 7 ? w.everyDay : days.map((day) => w.dayName(day)).join(' ')
    const hours = windows.map(({ days, from, to }) => `${named(days)} ${from}–${to}`)
    const parts = [
      watch && watch.on !== 'every' && w[watch.on],
      watch?.season && w.season(watch.season.from, watch.season.to),
      hours.join('、'),
    ].filter(Boolean)
    if (parts.length === 0) return w.always
    return [...parts, w[`${watch?.atEnd ?? 'clear'}AtEnd`]].join('；')
  }
}
