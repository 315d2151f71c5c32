import { defineWords, useLanguage, useWords } from '../language.ts'
import { PhotoStrip } from '../photos/photo-strip.tsx'
import { formatTime } from '../time.ts'
import { type EventItem, tellEvent } from './event-text.ts'
import './timeline.css'

const words = defineWords({
  history: { zh: '办理历程', en: 'History' },
  step: { zh: (n: number) => `第 ${n} 步`, en: (n: number) => `step ${n}` },
})

const heavy: ReadonlySet<string> = new Set(['reported', 'filed', 'dispatched', 'handled', 'closed', 'force_closed'])
const bad: ReadonlySet<string> = new Set([
  'returned',
  'sent_back',
  'reworked',
  'refused',
  'voided',
  'extension_refused',
  'suspension_refused',
  'urged',
])

/** The history of a case, latest first, each fact with who, when and what was said. */
export function Timeline({ events }: { events: readonly EventItem[] }) {
  const w = useWords(words)
  return (
    <ol className="timeline" aria-label={w.history}>
      {events.toReversed().map((event) => (
        <TimelineEvent key={event.seq} event={event} step={w.step(event.seq)} />
      ))}
    </ol>
  )
}

function TimelineEvent({ event, step }: { event: EventItem; step: string }) {
  const { line, quotes, photos } = tellEvent(event, useLanguage())
  const mark = bad.has(event.kind) ? 'bad' : heavy.has(event.kind) ? 'heavy' : 'light'
  return (
    <li className={`timeline-event ${mark}`}>
      <p className="timeline-line">
        <strong>{line}</strong>
      </p>
      <p className="timeline-by">
        <time dateTime={event.at}>{formatTime(event.at)}</time>
        <span>
          {event.byName}
          {event.byUnit && ` · ${event.byUnit}`}
        </span>
        <span>{step}</span>
      </p>
      {quotes.map((quote) => (
        <p key={quote} className="timeline-quote">
          {quote}
        </p>
      ))}
      <PhotoStrip photos={photos} size="small" />
    </li>
  )
}
