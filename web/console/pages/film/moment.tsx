import type { CaseFrame } from '#city/case/contract.ts'
import { useClockFace } from '#web/kit/clock-panel.tsx'
import { Glyph } from '#web/kit/glyph.tsx'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { formatTime } from '#web/kit/time.ts'
import { tellEvent } from '#web/kit/timeline/event-text.ts'
import { words } from './words.ts'

/** What happened at one moment, who did it, and on whose authority. */
export function Moment({ frame }: { frame: CaseFrame }) {
  const w = useWords(words)
  const pick = usePick()
  const { event, rule, stageBefore } = frame
  const { line, quotes } = tellEvent(event, useLanguage())
  return (
    <div className="film-moment">
      <p className="film-line">{line}</p>
      {quotes.map((quote) => (
        <p key={quote} className="film-quote">
          {quote}
        </p>
      ))}
      <dl className="facts">
        <Fact name={w.who}>
          {event.byName}
          {event.byUnit && ` · ${event.byUnit}`}
        </Fact>
        <Fact name={w.when}>
          <time dateTime={event.at}>{formatTime(event.at)}</time>
        </Fact>
        <Fact name={w.rule}>
          {rule ? (
            <>
              {pick(rule)} <span className="quiet">{rule.source}</span>
            </>
          ) : stageBefore ? (
            w.unknownRule
          ) : (
            w.noRule
          )}
        </Fact>
        <Fact name={w.stage}>
          {stageBefore && stageBefore !== frame.stage && (
            <>
              <StageTag stage={stageBefore} /> →{' '}
            </>
          )}
          <StageTag stage={frame.stage} />
        </Fact>
        <Fact name={w.unit}>{frame.unitName ?? w.noUnit}</Fact>
      </dl>
    </div>
  )
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div className="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** Every clock as the ledger had it at the moment; the one the case was judged by comes first. */
export function MomentClocks({ frame }: { frame: CaseFrame }) {
  const w = useWords(words)
  const judged = (name: string) => (name === frame.judgedBy ? 0 : 1)
  const clocks = frame.clocks
    .filter(({ state }) => state !== 'none')
    .toSorted((a, b) => judged(a.name) - judged(b.name))
  if (clocks.length === 0) return <p className="quiet">{w.noClocks}</p>
  return (
    <ul className="film-clocks">
      {clocks.map((clock) => (
        <MomentClock key={clock.name} clock={clock} at={frame.event.at} isJudge={clock.name === frame.judgedBy} />
      ))}
    </ul>
  )
}

type ClockProps = { clock: CaseFrame['clocks'][number]; at: string; isJudge: boolean }

function MomentClock({ clock, at, isJudge }: ClockProps) {
  const w = useWords(words)
  const pick = usePick()
  const face = useClockFace(clock, Date.parse(at))
  const share = Math.round(clock.consumedShare * 100)
  return (
    <li className={`tone-${face.tone}${isJudge ? ' judge' : ''}`}>
      <span className="film-clock-name">
        {pick(clock.title)}
        {clock.party && <span className="quiet"> · {clock.party}</span>}
        {isJudge && <span className="quiet"> · {w.judged}</span>}
      </span>
      <span className="clock-panel-face">
        <Glyph name={face.glyph} />
        {face.text}
      </span>
      <span className="clock-bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, share)}%` }} />
      </span>
      <span className="film-clock-due quiet">
        {w.used(share)}
        {clock.dueBy && ` · ${w.due(formatTime(clock.dueBy))}`}
      </span>
    </li>
  )
}
