import { limitUnits, type Measure, quantityOf } from '#city/calendar/unit.ts'
import type { Change, ChangeLine, LimitKey } from './change.ts'

/** What is wrong with a line of a draft, or only worth a look; `line` counts the changes from 1. */
export type LimitFinding = LimitKey & {
  readonly line: number
  readonly level: 'fault' | 'notice'
  readonly code: string
  readonly zh: string
  readonly en: string
}

type Said = Pick<LimitFinding, 'level' | 'code' | 'zh' | 'en'>

const hour = 3_600_000
/** A year of each measure: whoever needs longer has chosen the wrong unit. */
const longest: Readonly<Record<Measure, number>> = {
  continuous: 366 * 24 * hour,
  work_time: 250 * 8 * hour,
  work_day: 250,
}
/** Units that nobody halves. */
const whole = new Set(['urgent_second', 'urgent_minute', 'urgent_day', 'natural_day', 'work_minute'])
/** A change by this factor is more often a slip of the finger than a decision. */
const muchFactor = 4

/** Everything to be said about a draft, line by line; a fault keeps it from being signed. */
export function checkDraft(lines: readonly ChangeLine[], lost: readonly Change[]): LimitFinding[] {
  const own = lines.flatMap((line, at) => saidOf(line).map((said) => ({ ...placeOf(line, at), ...said })))
  const gone = lost.map((change, at) => ({ ...placeOf(change, lines.length + at), ...goneOf(change) }))
  return [...own, ...gone]
}

const placeOf = ({ conditionId, areaClass }: LimitKey, at: number) => ({ conditionId, areaClass, line: at + 1 })

function saidOf({ limit, was }: ChangeLine): Said[] {
  const { measure, amount } = quantityOf(limit)
  const before = quantityOf(was)
  const unit = limitUnits[limit.unit]
  const step = whole.has(limit.unit) ? 1 : 0.5
  const said: Said[] = []
  if (!Number.isInteger(limit.value / step))
    said.push({
      ...{ level: 'fault', code: 'limit_not_whole' },
      zh: `${unit.zh}须为 ${step} 的整数倍`,
      en: `A number of ${unit.en}s must be a multiple of ${step}`,
    })
  if (amount > longest[measure])
    said.push({
      ...{ level: 'fault', code: 'limit_too_long' },
      zh: '时限超过一年，请核对数字和单位',
      en: 'The limit is longer than a year; check number and unit',
    })
  if (before.measure !== measure) return [...said, measureOf(measure)]
  const factor = amount / before.amount
  if (factor >= muchFactor || factor <= 1 / muchFactor) said.push(muchOf(factor))
  return said
}

const measureOf = (measure: Measure): Said => ({
  ...{ level: 'notice', code: 'limit_measure_changed' },
  zh:
    measure === 'continuous' ? '改为连续计时：夜间、周末和节假日也计入' : '改为按工作时间计时：夜间、周末和节假日不计',
  en:
    measure === 'continuous'
      ? 'It now runs on through nights, weekends and holidays'
      : 'It now counts working time only, not nights, weekends or holidays',
})

const muchOf = (factor: number): Said => ({
  ...{ level: 'notice', code: 'limit_changed_much' },
  zh: factor > 1 ? `放宽到原来的 ${rounded(factor)} 倍` : `收紧到原来的 ${rounded(factor * 100)}%`,
  en: factor > 1 ? `${rounded(factor)} times as long as before` : `${rounded(factor * 100)} % of what it was`,
})

const goneOf = ({ code, condition }: Change): Said => ({
  ...{ level: 'fault', code: 'limit_condition_gone' },
  zh: `小类 ${code} 的立案条件“${condition}”已不在现行标准中，请移除此行`,
  en: `Category ${code} has no condition “${condition}” in the standard any more; remove this line`,
})

const rounded = (value: number): number => Number(value.toFixed(1))
