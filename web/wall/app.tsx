import { useEffect } from 'react'
import { type Picture, themes, wallHello } from '#supervise/wall/contract.ts'
import { call } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { formatSpan, formatTime } from '#web/kit/time.ts'
import { Board } from './boards.tsx'
import { Calibration } from './calibration.tsx'
import { ViewBoard } from './map-board.tsx'
import { PushedBoard } from './pushed.tsx'
import { type Seen, usePicture } from './use-picture.ts'
import { turnAt, useSeconds } from './use-turn.ts'
import { words } from './words.ts'

const HELLO_MS = 60_000
/** A picture older than this says so, even while the connection seems to be there. */
const STALE_SECONDS = 30

/** A wall: themes in turn, or what a seat has put here; calibration at `/wall/calibrate` without a token. */
export function App() {
  return /\/calibrate\/?$/.test(location.pathname) ? <Calibration /> : <Wall />
}

function Wall() {
  const w = useWords(words)
  const seen = usePicture()
  if (seen.isRefused)
    return (
      <main className="message">
        <h1>{w.refused}</h1>
        <p>{w.refusedHint}</p>
      </main>
    )
  if (!seen.picture)
    return (
      <main className="message">
        <h1 role="status">{seen.isLost ? w.lost : w.waiting}</h1>
      </main>
    )
  return <Shown seen={seen} picture={seen.picture} />
}

function Shown({ seen, picture }: { seen: Seen; picture: Picture }) {
  const w = useWords(words)
  const pick = usePick()
  const seconds = useSeconds()
  const turn = turnAt(picture.playlist, seconds)
  const push = picture.push && Date.parse(picture.push.until) > seconds * 1000 ? picture.push : null
  const theme = push?.theme ?? turn.theme
  const halves: readonly (0 | 1)[] =
    innerWidth >= 3840 ? [0, 1] : [push ? ((Math.floor(seconds / 15) % 2) as 0 | 1) : turn.half]
  useHello(seen.district, push?.case ? 'case' : push?.view ? 'view' : theme)
  const age = seconds - Math.floor(seen.at / 1000)
  const isOld = seen.isLost || age > STALE_SECONDS
  return (
    <main className="wall">
      <header>
        <h1>
          {picture.district} · {push?.case ? push.case.category : push?.view ? w.pushedMap : pick(themes[theme])}
        </h1>
        {isOld && (
          <span className="lost" role="status">
            ▲ {w.lost} · {w.age(age < 60 ? `${Math.max(0, age)} s` : formatSpan(age * 1000, 'zh'))}
          </span>
        )}
        <time>{formatTime(seconds * 1000)}</time>
      </header>
      <div className="halves">
        {halves.map((half) =>
          push?.case ? (
            <PushedBoard key={half} item={push.case} half={half} />
          ) : push?.view ? (
            <ViewBoard key={half} view={push.view} picture={picture} district={seen.district ?? ''} half={half} />
          ) : (
            <Board key={half} theme={theme} picture={picture} district={seen.district ?? ''} half={half} />
          ),
        )}
      </div>
      <footer>
        {w.asOf(formatTime(picture.at))}{' '}
        {push && <span className="pushed">{w.pushed(formatTime(push.until).slice(11))}</span>}
      </footer>
    </main>
  )
}

type Showing = 'case' | 'view' | keyof typeof themes

/** Says once a minute that this wall is there, how large it is and what it shows. */
function useHello(district: string | undefined, showing: Showing): void {
  useEffect(() => {
    if (!district) return
    const screen = `${innerWidth}×${innerHeight}`
    const hello = () => void call(wallHello, { params: { district }, body: { screen, showing } }).catch(() => undefined)
    hello()
    const timer = setInterval(hello, HELLO_MS)
    return () => clearInterval(timer)
  }, [district, showing])
}
