import type { CaseFrame } from '#city/case/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { PhotoStrip } from '#web/kit/photos/photo-strip.tsx'
import { formatTime } from '#web/kit/time.ts'
import { tellEvent } from '#web/kit/timeline/event-text.ts'
import { Moment, MomentClocks } from './moment.tsx'
import { Gap } from './moments.tsx'
import { words } from './words.ts'

/** The film as pictures on paper: one card a moment, with its photographs, rule and clocks. */
export function Board({ frames }: { frames: readonly CaseFrame[] }) {
  const w = useWords(words)
  return (
    <section className="film-board" aria-label={w.board}>
      <ol>
        {frames.map((frame, n) => (
          <li key={frame.event.seq}>
            <Card frame={frame} n={n} />
          </li>
        ))}
      </ol>
      <p className="film-printed quiet">{w.printed(formatTime(Date.now()))}</p>
    </section>
  )
}

function Card({ frame, n }: { frame: CaseFrame; n: number }) {
  const { photos } = tellEvent(frame.event, useLanguage())
  return (
    <article className="film-card">
      <header>
        <span className="film-number">{n + 1}</span>
        {n > 0 && <Gap sinceMs={frame.sinceMs} />}
      </header>
      <Moment frame={frame} />
      <PhotoStrip photos={photos} />
      <MomentClocks frame={frame} />
    </article>
  )
}
