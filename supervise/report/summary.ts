import { changeText, countText, hoursText, NONE, shareText } from './compare.ts'
import type { Figures } from './figures.ts'
import { periodKinds } from './period.ts'

/** What a report says in sentences, made from its figures and nothing else. */
export function summaryOf(figures: Figures): { zh: string[]; en: string[] } {
  const { counts, rates, times, groups, kind } = figures
  const { reported, filed, closed, open, openLate, returned, reworked, late } = counts
  if (reported.now === 0 && open.now === 0)
    return { zh: ['本期没有上报，期末也没有在办案件。'], en: ['Nothing was reported and nothing was open.'] }
  const than = `较${periodKinds[kind].before}`
  const change = changeText(reported.now, reported.before)
  const changed = change === NONE ? '' : `（${than} ${change}）`
  const unit = groups.unit.toSorted((a, b) => (b.counts.openLate ?? 0) - (a.counts.openLate ?? 0))[0]
  const worst = unit?.counts.openLate ? `，最多的是${unit.name}（${unit.counts.openLate} 件）` : ''
  const worstEn = unit?.counts.openLate ? `, most at ${unit.name} (${unit.counts.openLate})` : ''
  return {
    zh: [
      `上报 ${countText(reported.now)} 件${changed}，立案 ${countText(filed.now)} 件，结案 ${countText(closed.now)} 件。`,
      `按期处置率 ${shareText(rates.onTime.now)}，超期处置 ${countText(late.now)} 件；处置用时中位 ${hoursText(times.handling.now.median)} 小时，九成在 ${hoursText(times.handling.now.p90)} 小时以内。`,
      `期末在办 ${countText(open.now)} 件，其中超时 ${countText(openLate.now)} 件${worst}。`,
      `回退 ${countText(returned.now)} 件，返工 ${countText(reworked.now)} 件，返工率 ${shareText(rates.rework.now)}。`,
    ],
    en: [
      `${countText(reported.now)} reported${change === NONE ? '' : ` (${change})`}, ${countText(filed.now)} filed, ${countText(closed.now)} closed.`,
      `${shareText(rates.onTime.now)} handled in time, ${countText(late.now)} late; the middle case took ${hoursText(times.handling.now.median)} h, nine in ten at most ${hoursText(times.handling.now.p90)} h.`,
      `${countText(open.now)} open at the end, ${countText(openLate.now)} of them late${worstEn}.`,
      `${countText(returned.now)} returned, ${countText(reworked.now)} reworked (${shareText(rates.rework.now)}).`,
    ],
  }
}
