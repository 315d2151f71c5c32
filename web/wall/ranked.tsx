import type { Picture, WallTargets } from '#supervise/wall/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { Figure, Part } from './parts.tsx'
import { words } from './words.ts'

type Props = { picture: Picture; half: 0 | 1 }

/** Scores of the newest run: who leads on one half, who trails on the other. */
export function ScoreBoard({ picture: { scores }, half }: Props) {
  const w = useWords(words)
  if (!scores) return <p className="empty">{w.noScores}</p>
  const rows = half === 0 ? scores.top : scores.bottom
  return (
    <Part title={`${half === 0 ? w.top : w.bottom} · ${w.period(scores.from, scores.to, scores.scored)}`} area="full">
      <ol className="ranks">
        {rows.map(({ rank, name, total, grade }) => (
          <li key={`${rank} ${name}`}>
            <b>{rank}</b>
            <span className="clip">{name}</span>
            <span className="soft">{grade}</span>
            <strong>{total}</strong>
          </li>
        ))}
      </ol>
    </Part>
  )
}

const tones = { met: 'green', short: 'red', disputed: 'purple', unknown: 'soft' } as const
const glyphs = { met: '✓', short: '▲', disputed: '◐', unknown: '○' } as const
const signs = { at_least: '≥', at_most: '≤', equal: '=', state: '' } as const

/** The plan's first twelve indicators, six on a half; what the plan says twice stands twice. */
export function TargetBoard({ picture: { targets }, half }: Props) {
  const w = useWords(words)
  if (targets.items.length === 0) return <p className="empty">{w.noTargets}</p>
  const { met, short, disputed, unknown } = targets
  const counted =
    half === 0
      ? [
          <Figure key="met" label={`✓ ${w.met}`} value={met} tone="green" />,
          <Figure key="short" label={`▲ ${w.short}`} value={short} tone="red" />,
        ]
      : [
          <Figure key="disputed" label={`◐ ${w.disputed}`} value={disputed} />,
          <Figure key="unknown" label={`○ ${w.unknown}`} value={unknown} />,
        ]
  return (
    <>
      <div className="figures">{counted}</div>
      <ul className="goals">
        {targets.items.slice(half * 6, half * 6 + 6).map((item) => (
          <Goal key={item.name} item={item} />
        ))}
      </ul>
    </>
  )
}

function Goal({ item }: { item: WallTargets['items'][number] }) {
  const w = useWords(words)
  const { name, unit, direction, goals, value, state, period, isDemo, standing } = item
  const text = (amount: number | null, words: string) => (amount === null ? words : `${amount}${unit}`)
  return (
    <li>
      <span className="clip">{name}</span>
      <span className="clip-2 soft goal-text">
        {goals.map((goal) => `${signs[direction]}${text(goal.value, goal.state)}`).join(' / ')}
      </span>
      <strong className={value === null && period !== null ? 'clip-2 state-text' : 'clip'}>
        {period === null ? '—' : text(value, state)}
      </strong>
      <span className="soft">
        {period} {isDemo && w.demo}
      </span>
      <b className={tones[standing]}>
        {glyphs[standing]} {w[standing]}
      </b>
    </li>
  )
}
