import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { BoardIndicator, Reading } from '#supervise/indicator/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const Behind = lazy(() => import('./behind.tsx').then(({ Behind: shown }) => ({ default: shown })))

const looks = {
  met: { tone: 'tone-green', glyph: 'tick' },
  short: { tone: 'tone-red', glyph: 'late' },
  unknown: { tone: 'tone-grey', glyph: 'ring' },
} as const

type Props = { industryId: string; indicator: BoardIndicator }

/** One number of the running month, its target with where that comes from, and the months before. */
export function IndicatorTile({ industryId, indicator }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const [isOpen, setOpen] = useState(false)
  const { title, unit, formula, target, stretch, source, readings } = indicator
  const latest = readings.at(-1)
  if (!latest) return null
  const { tone, glyph } = looks[latest.standing]
  const bound = (goal: { value: number; way: string }) => `${goal.way === 'at_least' ? '≥' : '≤'} ${goal.value} ${unit}`
  return (
    <article className="indicator">
      <h3>{pick(title)}</h3>
      <p className="indicator-value">
        <strong>{latest.value === null ? '—' : latest.value.toLocaleString('en')}</strong> {unit}
        <span className={`tag ${tone}`}>
          <Glyph name={glyph} />
          {w[latest.standing]}
        </span>
      </p>
      <Months readings={readings} target={target.value} />
      <dl className="indicator-facts">
        <dt>{w.target}</dt>
        <dd>
          {bound(target)} <span className="quiet">{`${target.source.text} [${target.source.mark}]`}</span>
        </dd>
        {stretch && (
          <>
            <dt>{w.stretch}</dt>
            <dd>
              {bound(stretch)} <span className="quiet">{`${stretch.source.text} [${stretch.source.mark}]`}</span>
            </dd>
          </>
        )}
        <dt>{w.formula}</dt>
        <dd>
          {pick(formula)} <span className="quiet">{`${source.text} [${source.mark}]`}</span>
        </dd>
      </dl>
      <Button
        className="indicator-more"
        size="small"
        onClick={() => setOpen(true)}
        aria-label={`${w.behind}：${pick(title)}`}
      >
        {w.behind}
      </Button>
      {isOpen && (
        <Suspense>
          <Behind industryId={industryId} indicator={indicator} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </article>
  )
}

const height = 36

/** Six months as bars; a month without anything to count is a gap, not a zero. */
function Months({ readings, target }: { readings: readonly Reading[]; target: number }) {
  const w = useWords(words)
  const most = Math.max(target, ...readings.map(({ value }) => value ?? 0), 1)
  const label = w.trend(readings.map(({ period, value }) => `${period} ${value ?? '—'}`).join('，'))
  return (
    <svg
      className="indicator-months"
      viewBox={`0 0 ${readings.length * 22} ${height + 14}`}
      role="img"
      aria-label={label}
    >
      {readings.map(({ period, value, standing }, at) => {
        const tall = value === null ? 0 : Math.max((value / most) * height, 1)
        return (
          <g key={period}>
            <rect className={`bar-${standing}`} x={at * 22 + 2} y={height - tall} width={18} height={tall} />
            <text x={at * 22 + 11} y={height + 11} textAnchor="middle">
              {Number(period.slice(5))}
            </text>
          </g>
        )
      })}
      <line
        x1={0}
        x2={readings.length * 22}
        y1={height - (target / most) * height}
        y2={height - (target / most) * height}
      />
    </svg>
  )
}
