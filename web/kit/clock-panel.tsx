import type { z } from 'zod'
import type { Clock } from '#city/case/contract.ts'
import './clock.css'
import { Glyph, type GlyphName } from './glyph.tsx'
import { defineWords, useLanguage, usePick, useWords } from './language.ts'
import { formatSpan, formatTime, useNow } from './time.ts'
import type { Tone } from './tokens.ts'

export type ClockData = z.output<typeof Clock>

const words = defineWords({
  why: { zh: '为什么是这个时间', en: 'Why this deadline' },
  due: { zh: '截止', en: 'Due' },
  used: { zh: (share: number) => `已用 ${share}%`, en: (share: number) => `${share}% used` },
  late: { zh: (span: string) => `超时 ${span}`, en: (span: string) => `${span} late` },
  left: { zh: (span: string) => `剩 ${span}`, en: (span: string) => `${span} left` },
  paused: { zh: '停表中', en: 'Paused' },
  none: { zh: '未开始', en: 'Not started' },
  inTime: { zh: '按时', en: 'In time' },
  overran: { zh: '超时办结', en: 'Finished late' },
  stopped: { zh: '已停止', en: 'Stopped' },
  clock: { zh: (title: string) => `${title}时限`, en: (title: string) => `${title} clock` },
})

type Face = { tone: Tone; glyph: GlyphName; text: string }

/** How a clock looks now, or how it looked at another instant. */
export function useClockFace(clock: Omit<ClockData, 'explanation'>, at?: number): Face {
  const w = useWords(words)
  const language = useLanguage()
  const present = useNow()
  const now = at ?? present
  if (clock.state === 'none') return { tone: 'grey', glyph: 'ring', text: w.none }
  if (clock.state === 'paused') return { tone: 'grey', glyph: 'pause', text: w.paused }
  if (clock.state === 'stopped') {
    if (clock.inTime === false) return { tone: 'red', glyph: 'late', text: w.overran }
    return { tone: 'green', glyph: 'tick', text: clock.inTime ? w.inTime : w.stopped }
  }
  if (!clock.dueBy) return { tone: 'grey', glyph: 'ring', text: '—' }
  const left = Date.parse(clock.dueBy) - now
  if (left <= 0) return { tone: 'red', glyph: 'late', text: w.late(formatSpan(left, language)) }
  const soon = clock.warnAt !== null && Date.parse(clock.warnAt) <= now
  return { tone: soon ? 'brown' : 'blue', glyph: soon ? 'half' : 'play', text: w.left(formatSpan(left, language)) }
}

/** One clock of a case: how it stands, how much is used, and line by line why the deadline is what it is. */
export function ClockPanel({ clock, open = false }: { clock: ClockData; open?: boolean }) {
  const w = useWords(words)
  const pick = usePick()
  const face = useClockFace(clock)
  const share = Math.round(clock.consumedShare * 100)
  return (
    <section className={`clock-panel tone-${face.tone}`} aria-label={w.clock(pick(clock.title))}>
      <div className="clock-panel-head">
        <h3>
          {w.clock(pick(clock.title))}
          {clock.party && <span className="quiet"> · {clock.party}</span>}
        </h3>
        <span className="clock-panel-face">
          <Glyph name={face.glyph} />
          {face.text}
        </span>
      </div>
      {clock.state !== 'none' && (
        <>
          <div className="clock-bar" aria-hidden="true">
            <span style={{ inlineSize: `${Math.min(100, share)}%` }} />
          </div>
          <p className="clock-panel-due">
            <span>{w.used(share)}</span>
            {clock.dueBy && (
              <span>
                {w.due} {formatTime(clock.dueBy)}
              </span>
            )}
          </p>
        </>
      )}
      <details open={open}>
        <summary>{w.why}</summary>
        <ol className="clock-lines">
          {pick(clock.explanation).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines have an order and nothing else that tells them apart.
            <li key={index} className={line.startsWith('　') || line.startsWith('  ') ? 'inner' : undefined}>
              {line.trim()}
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}
