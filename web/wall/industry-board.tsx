import type { Picture, WallIndustries } from '#supervise/wall/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { Figure } from './parts.tsx'
import { words } from './words.ts'

const tones = { met: 'green', short: 'red', unknown: 'soft' } as const
const glyphs = { met: '✓', short: '▲', unknown: '○' } as const

/** Industries in turn, one on a half: what stands, and the month's indicators against their targets. */
export function IndustryBoard({ picture: { industries, at }, half }: { picture: Picture; half: 0 | 1 }) {
  const w = useWords(words)
  if (industries.length === 0) return <p className="empty">{w.noIndustries}</p>
  // With more than two, each minute shows the next pair.
  const pairs = Math.ceil(industries.length / 2)
  const first = (Math.floor(Date.parse(at) / 60_000) % pairs) * 2
  const shown = industries[first + half]
  return shown ? <One industry={shown} /> : null
}

function One({ industry }: { industry: WallIndustries[number] }) {
  const w = useWords(words)
  const pick = usePick()
  const { title, alarms, orders, inspected, indicators } = industry
  return (
    <>
      <div className="figures">
        <Figure
          label={w.industryMet(pick(title))}
          value={indicators.filter(({ standing }) => standing === 'met').length}
          note={w.metOf(indicators.length)}
        />
        <Figure label={`▲ ${w.alarmsNow}`} value={alarms} {...(alarms > 0 ? { tone: 'red' as const } : {})} />
        <Figure label={w.ordersOpen} value={orders} />
        <Figure label={w.inspected} value={inspected} />
      </div>
      <ul className="goals">
        {indicators.map((one) => (
          <li key={one.title.zh}>
            <span className="clip">{pick(one.title)}</span>
            <span className="clip-2 soft goal-text">{one.goal}</span>
            <strong className="clip">{one.value === null ? '—' : `${one.value}${one.unit}`}</strong>
            <span className="soft" />
            <b className={tones[one.standing]}>
              {glyphs[one.standing]} {w[one.standing]}
            </b>
          </li>
        ))}
      </ul>
    </>
  )
}
