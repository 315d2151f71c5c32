import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Estimate = { readonly share: number | null; readonly low: number; readonly high: number }

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

/** A share with its interval, in figures and as a bar; a share of nothing is a dash. */
export function Interval({ estimate: { share, low, high } }: { estimate: Estimate }) {
  const w = useWords(words)
  if (share === null) return <span>—</span>
  return (
    <span className="interval">
      <span>
        <strong>{percent(share)}</strong> <span className="quiet">{w.between(percent(low), percent(high))}</span>
      </span>
      <span className="interval-bar" aria-hidden="true">
        <i style={{ insetInlineStart: `${low * 100}%`, inlineSize: `${Math.max(1, (high - low) * 100)}%` }} />
        <b style={{ insetInlineStart: `${share * 100}%` }} />
      </span>
    </span>
  )
}
