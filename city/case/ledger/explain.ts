import { describeSpan } from '#city/calendar/uncounted.ts'
import { formatLimit, formatQuantity, type Quantity, type Words } from '#city/calendar/unit.ts'
import { localText } from '#city/calendar/zone.ts'
import type { Clock, Segment } from './clock.ts'
import { type ClockAct, type ClockEntry, clockTitle } from './entry.ts'

/**
 * Why the deadline is what it is, line by line: the budget, every stretch with its reason, what the calendar left out and
 * why, extensions, the deadline, the calendar's version. The same words for a citizen and for an auditor; `第 n 步` is the
 * number of the case event, so each line can be looked up.
 */
export function explain(clock: Clock, lang: 'zh' | 'en'): string[] {
  return [
    budgetLine(clock),
    ...earlierRounds(clock),
    ...clock.segments.filter((s) => s.round === clock.round).flatMap((s) => segmentLines(clock, s)),
    ...deadlineLines(clock),
    calendarLine(clock),
  ].map((words) => words[lang])
}

const verbs: Readonly<Record<ClockAct, Words>> = {
  start: { zh: '起算', en: 'counting begins' },
  restart: { zh: '重新起算', en: 'counting begins anew' },
  resume: { zh: '恢复计时', en: 'counting goes on' },
  pause: { zh: '停表', en: 'the clock is paused' },
  stop: { zh: '停止计时', en: 'the clock is stopped' },
  extend: { zh: '延长', en: 'extended' },
  relimit: { zh: '时限改为', en: 'the limit becomes' },
}

function budgetLine({ name, budget, party }: Clock): Words {
  const { zh, en } = clockTitle(name)
  const [first, ...more] = budget.limits
  if (!first) return { zh: `${zh}计时：尚未开始`, en: `${en} clock: not started` }
  const added = (lang: 'zh' | 'en', by: string) => more.map((limit) => `${by}${formatLimit(limit, lang)}`).join('')
  return {
    zh: `${zh}计时${party ? `（${party}）` : ''}：时限 ${formatLimit(first, 'zh')}${added('zh', '，延长 ')}`,
    en: `${en} clock${party ? ` (${party})` : ''}: limit ${formatLimit(first, 'en')}${added('en', ', extended by ')}`,
  }
}

function earlierRounds({ segments, round, calendar }: Clock): Words[] {
  const zone = calendar.definition.timeZone
  return segments
    .filter((s, i) => s.round < round && s.round !== segments[i - 1]?.round)
    .map((s) => ({
      zh: `${localText(zone, s.from.getTime())} 起的第 ${s.round} 轮计时已由重新起算取代，不计入本轮`,
      en: `Round ${s.round}, begun ${localText(zone, s.from.getTime())}, was replaced when counting began anew; it does not count`,
    }))
}

function segmentLines(clock: Clock, segment: Segment): Words[] {
  const lines = [entryLine(clock, segment.opened), ...segment.within.map((entry) => withinLine(clock, segment, entry))]
  if (segment.state !== 'running') return lines
  return [...lines, ...countedLines(clock, segment)]
}

function entryLine({ calendar }: Clock, { at, act, reason, seq }: ClockEntry): Words {
  const when = localText(calendar.definition.timeZone, at.getTime())
  return {
    zh: `${when} ${verbs[act].zh}：${reason.zh}（第 ${seq} 步）`,
    en: `${when} ${verbs[act].en}: ${reason.en} (step ${seq})`,
  }
}

function withinLine(clock: Clock, { state }: Segment, entry: ClockEntry): Words {
  const { zh, en } = entryLine(clock, entry)
  if (entry.act === 'extend' && entry.limit) {
    return { zh: `${zh}，加 ${formatLimit(entry.limit, 'zh')}`, en: `${en}, by ${formatLimit(entry.limit, 'en')}` }
  }
  if (entry.act === 'relimit' && entry.limit)
    return { zh: `${zh}，${formatLimit(entry.limit, 'zh')}`, en: `${en}, ${formatLimit(entry.limit, 'en')}` }
  if (entry.act === 'pause') return { zh: `${zh}；与上一次停表重叠，只计一次`, en: `${en}; overlaps, counted once` }
  return state === 'paused'
    ? { zh: `${zh}；另有停表未结束，仍不计时`, en: `${en}; another pause is still open` }
    : { zh: `${zh}；计时未变`, en: `${en}; nothing changes` }
}

function countedLines(clock: Clock, { from, to, consumed }: Segment): Words[] {
  const { calendar, budget, asOf, dueBy } = clock
  const end = to ?? asOf
  const until = localText(calendar.definition.timeZone, end.getTime())
  const sum = (lang: 'zh' | 'en') => quantities(consumed, lang)
  const total = {
    zh: `　${to ? `至 ${until} 止` : `截至 ${until}`}，本段计 ${sum('zh')}`,
    en: `  ${to ? 'until' : 'so far, at'} ${until}: ${sum('en')}`,
  }
  const spanEnd = Math.min((to ?? dueBy ?? asOf).getTime(), (dueBy ?? end).getTime())
  const spanned = spanEnd > from.getTime()
  const working = budget.portions.some((portion) => portion.measure !== 'continuous')
  const continuous = budget.portions.some((portion) => portion.measure === 'continuous')
  const notes: Words[] = []
  if (continuous)
    notes.push({
      zh: '紧急时限与自然日连续计时，夜间、周末、节假日都计',
      en: 'urgent limits and natural days run through nights, weekends and holidays',
    })
  if (working && spanned) notes.push(...describeSpan(calendar, from.getTime(), spanEnd))
  return [...notes.map(({ zh, en }) => ({ zh: `　${zh}`, en: `  ${en}` })), total]
}

function deadlineLines(clock: Clock): Words[] {
  const { state, dueBy, lateBy, remaining, calendar, segments } = clock
  const when = dueBy ? localText(calendar.definition.timeZone, dueBy.getTime()) : ''
  if (!dueBy && state === 'paused') {
    return [
      {
        zh: `停表中，尚余 ${quantities(remaining, 'zh')}，恢复后再推算截止时间`,
        en: `paused with ${quantities(remaining, 'en')} left; the deadline is computed when counting goes on`,
      },
    ]
  }
  if (!dueBy) return []
  const lines: Words[] = [{ zh: `截止时间 ${when}`, en: `deadline ${when}` }]
  const ended = segments.at(-1)?.state === 'stopped'
  if (lateBy) {
    const amount = (lang: 'zh' | 'en') => formatQuantity(lateBy.working, lang)
    const wall = Number((lateBy.wallMs / 3_600_000).toFixed(2))
    lines.push({
      zh: `${ended ? '超时办结' : '已超时'}：超出 ${amount('zh')}（钟表时间 ${wall} 小时）`,
      en: `${ended ? 'finished late' : 'late'} by ${amount('en')} (${wall} hours by the clock on the wall)`,
    })
  } else if (ended) lines.push({ zh: '按时', en: 'in time' })
  return lines
}

function calendarLine({ calendar: { definition }, segments, dueBy, asOf }: Clock): Words {
  const { title, version, timeZone } = definition
  const date = (at: Date) => localText(timeZone, at.getTime()).slice(0, 10)
  const [first, last] = [date(segments[0]?.from ?? asOf), date(dueBy ?? asOf)]
  const met = definition.holidays.filter((h) => h.date >= first && h.date <= last)
  const notices = [...new Set(met.map((h) => h.notice.split(' ')[0]))].join('、')
  return {
    zh: `依据工作日历“${title.zh}”第 ${version} 版（时区 ${timeZone}）${notices && `，放假按 ${notices}`}`,
    en: `by the working calendar "${title.en}", version ${version} (zone ${timeZone})${notices && `; holidays by ${notices}`}`,
  }
}

/** Only what is not zero, so that an untouched extension is not read as a budget; nothing at all reads "0". */
function quantities(list: readonly Quantity[], lang: 'zh' | 'en'): string {
  const some = list.filter(({ amount }) => amount !== 0)
  return (some.length > 0 ? some : list.slice(0, 1))
    .map((q) => formatQuantity(q, lang))
    .join(lang === 'zh' ? '、' : ', ')
}
