import { Select } from 'antd'
import { useWords } from '#web/kit/language.ts'
import { formatDay, useNow } from '#web/kit/time.ts'
import { type Choice, type Period, periodsUntil } from './period.ts'
import { words } from './words.ts'

/** Which period: a month, quarter or year from a list, or two days of one's own. */
export function PeriodChoice({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const w = useWords(words)
  const today = formatDay(useNow())
  const choices = periodsUntil(today)
  const nameOf = ({ unit, year, n }: Choice) =>
    unit === 'month' ? w.month(year, n) : unit === 'quarter' ? w.quarter(year, n) : w.year(year)
  const group = (label: string, unit: Choice['unit']) => ({
    label,
    options: choices.filter((each) => each.unit === unit).map((each) => ({ value: keyOf(each), label: nameOf(each) })),
  })
  const known = choices.some((each) => keyOf(each) === keyOf(period))
  return (
    <div className="score-period">
      <Select
        aria-label={w.period}
        value={known ? keyOf(period) : 'own'}
        options={[
          group(w.months, 'month'),
          group(w.quarters, 'quarter'),
          group(w.years, 'year'),
          { value: 'own', label: w.own },
        ]}
        onChange={(key) => {
          const chosen = choices.find((each) => keyOf(each) === key)
          if (chosen) onChange({ from: chosen.from, to: chosen.to })
        }}
        style={{ inlineSize: 168 }}
      />
      <label>
        <span>{w.from}</span>
        <input
          type="date"
          value={period.from}
          max={today}
          onChange={({ target }) => target.value && onChange({ ...period, from: target.value })}
        />
      </label>
      <label>
        <span>{w.to}</span>
        <input
          type="date"
          value={period.to}
          min={period.from}
          onChange={({ target }) => target.value && onChange({ ...period, to: target.value })}
        />
      </label>
    </div>
  )
}

const keyOf = ({ from, to }: Period): string => `${from}/${to}`
