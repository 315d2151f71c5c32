import { useEffect, useRef } from 'react'
import type { CaseFrame } from '#city/case/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { formatSpan, formatTime } from '#web/kit/time.ts'
import { tellEvent } from '#web/kit/timeline/event-text.ts'
import { isCompressed } from './film-time.ts'
import type { Player } from './use-player.ts'
import { words } from './words.ts'

type Props = { frames: readonly CaseFrame[]; player: Player }

/** All moments as a list: the film's twin for whoever reads rather than watches, and a way to any of them. */
export function Moments({ frames, player }: Props) {
  const w = useWords(words)
  const list = useRef<HTMLOListElement>(null)
  const { at } = player
  useEffect(() => {
    const [box, shown] = [list.current, list.current?.children[at] as HTMLElement | undefined]
    if (box && shown) box.scrollTop = shown.offsetTop - box.clientHeight / 2
  }, [at])
  return (
    <ol className="film-moments" aria-label={w.moments} ref={list}>
      {frames.map((frame, n) => (
        <li key={frame.event.seq}>
          {n > 0 && <Gap sinceMs={frame.sinceMs} />}
          <button type="button" aria-current={n === at ? 'step' : undefined} onClick={() => player.goTo(n)}>
            <Told frame={frame} />
          </button>
        </li>
      ))}
    </ol>
  )
}

/** How long nothing happened; said in full where the film shows it shorter. */
export function Gap({ sinceMs }: { sinceMs: number }) {
  const w = useWords(words)
  const language = useLanguage()
  if (!isCompressed(sinceMs)) return null
  return (
    <p className="film-gap">
      {w.after(formatSpan(sinceMs, language))} <span className="film-gap-note">{w.squeezed}</span>
    </p>
  )
}

function Told({ frame: { event } }: { frame: CaseFrame }) {
  const { line } = tellEvent(event, useLanguage())
  return (
    <>
      <strong>{line}</strong>
      <span>
        {formatTime(event.at)} · {event.byName}
      </span>
    </>
  )
}
