import { useEffect, useRef } from 'react'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatSpan } from '#web/kit/time.ts'
import { isCompressed, type Speed, speeds } from './film-time.ts'
import type { Player } from './use-player.ts'
import { words } from './words.ts'

type Props = { player: Player; moments: readonly { sinceMs: number; text: string }[] }

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
        <Push label={w.first} sign="⏮" isOff={at === 0} onPush={() => goTo(0)} />
        <Push label={w.previous} sign="◀" isOff={at === 0} onPush={() => goTo(at - 1)} />
        <button type="button" className="film-play" ref={button} onClick={toggle}>
          <span aria-hidden="true">{isPlaying ? '❚❚' : '▶'}</span> {play}
        </button>
        <Push label={w.next} sign="▶" isOff={at === last} onPush={() => goTo(at + 1)} />
        <Push label={w.last} sign="⏭" isOff={at === last} onPush={() => goTo(last)} />
        <SpeedChoice player={player} />
        <span className="film-count">{w.of(at + 1, last + 1)}</span>
      </div>
      <Rail player={player} moments={moments} />
    </section>
  )
}

type PushProps = { label: string; sign: string; isOff: boolean; onPush: () => void }

const Push = ({ label, sign, isOff, onPush }: PushProps) => (
  <button type="button" aria-label={label} title={label} disabled={isOff} onClick={onPush}>
    <span aria-hidden="true">{sign}</span>
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
        {moments.map(({ sinceMs }, n) =>
          n > 0 && isCompressed(sinceMs) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a gap is known by its place alone.
            <span key={n} style={{ insetInlineStart: `${place(n - 0.5)}%` }} title={formatSpan(sinceMs, language)}>
              <span className="film-gap-mark">≈</span>
              {last <= 14 && formatSpan(sinceMs, language)}
            </span>
          ) : null,
        )}
      </div>
    </div>
  )
}
