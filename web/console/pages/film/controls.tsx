import { useEffect, useRef } from 'react'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatSpan } from '#web/kit/time.ts'
import { isCompressed, type Speed, speeds } from './film-time.ts'
import type { Player } from './use-player.ts'
import { words } from './words.ts'

type Props = { player: Player; moments: readonly { seq: number; sinceMs: number; text: string }[] }

/** The buttons under the film, and the rail of its moments with the gaps between them. */
export function Controls({ player, moments }: Props) {
  const w = useWords(words)
  const { at, last, isPlaying, goTo, toggle } = player
  const button = useRef<HTMLButtonElement>(null)
  // The keys work from the start, without a click into the film first.
  useEffect(() => button.current?.focus({ preventScroll: true }), [])
  const play = isPlaying ? w.pause : at === last ? w.again : w.play
  return (
    <section className="film-controls" aria-label={w.controls}>
      <div className="film-buttons">
        <Push label={w.first} sign="first" isOff={at === 0} onPush={() => goTo(0)} />
        <Push label={w.previous} sign="back" isOff={at === 0} onPush={() => goTo(at - 1)} />
        <button type="button" className="film-play" ref={button} onClick={toggle}>
          <Sign name={isPlaying ? 'pause' : 'on'} /> {play}
        </button>
        <Push label={w.next} sign="on" isOff={at === last} onPush={() => goTo(at + 1)} />
        <Push label={w.last} sign="last" isOff={at === last} onPush={() => goTo(last)} />
        <SpeedChoice player={player} />
        <span className="film-count">{w.of(at + 1, last + 1)}</span>
      </div>
      <Rail player={player} moments={moments} />
    </section>
  )
}

/** Drawn, because fonts without the signs of a player are common on office machines. */
const signs = {
  first: 'M2 2h2v10H2Zm10 0v10L5 7Z',
  back: 'M11 2v10L3 7Z',
  on: 'M3 2l8 5-8 5Z',
  last: 'M10 2h2v10h-2ZM2 2l7 5-7 5Z',
  pause: 'M3 2h3v10H3Zm5 0h3v10H8Z',
} as const
type SignName = keyof typeof signs

const Sign = ({ name }: { name: SignName }) => (
  <svg width="14" height="14" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true">
    <path d={signs[name]} />
  </svg>
)

type PushProps = { label: string; sign: SignName; isOff: boolean; onPush: () => void }

const Push = ({ label, sign, isOff, onPush }: PushProps) => (
  <button type="button" aria-label={label} title={label} disabled={isOff} onClick={onPush}>
    <Sign name={sign} />
  </button>
)

function SpeedChoice({ player: { speed, setSpeed } }: { player: Player }) {
  const w = useWords(words)
  return (
    <label className="film-speed">
      {w.speed}
      <select value={speed} onChange={({ target }) => setSpeed(Number(target.value) as Speed)}>
        {speeds.map((each) => (
          <option key={each} value={each}>
            {w.times(each)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Rail({ player: { at, last, goTo }, moments }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const place = (n: number) => (last === 0 ? 0 : (n / last) * 100)
  return (
    <div className="film-rail">
      <input
        type="range"
        min={1}
        max={last + 1}
        value={at + 1}
        aria-label={w.position}
        aria-valuetext={`${w.of(at + 1, last + 1)} ${moments[at]?.text ?? ''}`}
        onChange={({ target }) => goTo(Number(target.value) - 1)}
      />
      <div className="film-gaps" aria-hidden="true">
        {moments.map(({ seq, sinceMs }, n) =>
          n > 0 && isCompressed(sinceMs) ? (
            <span
              key={seq}
              className="film-gap-at"
              style={{ insetInlineStart: `${place(n - 0.5)}%` }}
              title={formatSpan(sinceMs, language)}
            >
              <span className="film-gap-mark">≈</span>
              {last <= 14 && formatSpan(sinceMs, language)}
            </span>
          ) : null,
        )}
      </div>
    </div>
  )
}
