import { Glyph } from '#web/kit/glyph.tsx'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatSpan } from '#web/kit/time.ts'
import { clock, type Span, spanAt } from './playback.ts'
import type { Playback } from './use-playback.ts'
import { words } from './words.ts'

const glyphs = { trip: 'play', stop: 'pause', gap: 'ring' } as const

/** Trips, stops and gaps one after the other; each leads the playback to its beginning. */
export function Parts({ spans, playback }: { spans: readonly Span[]; playback: Playback }) {
  const w = useWords(words)
  const language = useLanguage()
  const here = spanAt(spans, playback.second)
  return (
    <section className="tracks-parts" aria-label={w.parts}>
      <h2>{w.parts}</h2>
      <ol>
        {spans.map((span, n) => (
          <li key={`${span.kind} ${span.first}`}>
            <button
              type="button"
              className={`tracks-part ${span.kind}`}
              aria-current={n === here ? 'step' : undefined}
              onClick={() => playback.goTo(span.first)}
            >
              <span className="tracks-part-kind">
                <Glyph name={glyphs[span.kind]} /> {span.why === 'jump' ? w.jump : w[span.kind]}
              </span>
              <span className="tracks-part-time">
                {clock(span.first)}–{clock(span.last).replace('+', w.tomorrow)}
              </span>
              <span className="tracks-part-what">
                {formatSpan((span.last - span.first) * 1000, language)}
                {span.kind === 'trip' && ` · ${w.km(((span.matchedMetres + span.offRoadMetres) / 1000).toFixed(1))}`}
                {span.kind === 'trip' && ` · ${w.atMost(Math.round(span.mostKmh))}`}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
