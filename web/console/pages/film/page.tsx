import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { type KeyboardEvent, useMemo } from 'react'
import { type CaseFrame, getFilm } from '#city/case/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { Failure, Loading } from '#web/kit/states.tsx'
import { tellEvent } from '#web/kit/timeline/event-text.ts'
import '#web/kit/steps/steps.css'
import '../case/case.css'
import { Board } from './board.tsx'
import { Controls } from './controls.tsx'
import './film.css'
import { Moment, MomentClocks } from './moment.tsx'
import { Moments } from './moments.tsx'
import { FilmMap, FilmPhotos } from './picture.tsx'
import { type Player, usePlayer } from './use-player.ts'
import { words } from './words.ts'

/** A case replayed moment by moment: place, photographs, who, when, by which rule, and every clock as it stood. */
export function FilmPage() {
  const { id } = useParams({ from: '/inside/cases/$id/film' })
  const w = useWords(words)
  const { view } = useSearch({ from: '/inside/cases/$id/film' })
  const navigate = useNavigate({ from: '/cases/$id/film' })
  const { data, error, refetch } = useQuery(ask(getFilm, { params: { id } }))
  if (error) return <Failure isPage problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  const show = (next: 'film' | 'board') =>
    void navigate({ search: ({ view: _, ...rest }) => (next === 'board' ? { ...rest, view: next } : rest) })
  return (
    <article className={view === 'board' ? 'film on-board' : 'film'}>
      <header className="film-head">
        <h1>
          {w.title} <span className="film-head-number">{data.number}</span>
        </h1>
        <StageTag stage={data.stage} />
        <p className="clip quiet">{data.description}</p>
        <Segmented
          aria-label={w.view}
          value={view ?? 'film'}
          onChange={show}
          options={[
            { value: 'film', label: w.film },
            { value: 'board', label: w.board },
          ]}
        />
        <Button onClick={() => window.print()}>{w.print}</Button>
        <Link to="/cases/$id" params={{ id }}>
          {w.back}
        </Link>
      </header>
      {view !== 'board' && <Stage frames={data.frames} />}
      <Board frames={data.frames} />
    </article>
  )
}

function Stage({ frames }: { frames: readonly CaseFrame[] }) {
  const w = useWords(words)
  const language = useLanguage()
  const player = usePlayer(frames)
  const moments = useMemo(
    () => frames.map(({ event, sinceMs }) => ({ seq: event.seq, sinceMs, text: tellEvent(event, language).line })),
    [frames, language],
  )
  const { at } = player
  const frame = frames[at]
  if (!frame) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys repeat what the buttons inside do.
    <div className="film-stage" onKeyDown={(event) => onKey(event, player)}>
      <Moments frames={frames} player={player} />
      <div className="film-picture">
        <FilmMap frames={frames} at={at} />
        <section className="film-photos" aria-label={w.photos}>
          <FilmPhotos frames={frames} at={at} />
        </section>
      </div>
      <div className="film-told" aria-live={player.isPlaying ? 'off' : 'polite'}>
        <section className="panel" aria-label={w.now}>
          <h2>{w.now}</h2>
          <Moment frame={frame} />
        </section>
        <section className="panel" aria-label={w.clocks}>
          <h2>{w.clocks}</h2>
          <MomentClocks frame={frame} />
        </section>
      </div>
      <Controls player={player} moments={moments} />
      <p className="film-keys quiet">{w.keys}</p>
    </div>
  )
}

/** The keys of a player, except where they already mean something: on a map, in a choice, on a button that space presses. */
function onKey(event: KeyboardEvent, player: Player): void {
  const target = event.target as HTMLElement
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('.map, select, dialog, input')) return
  const to = placeAfter(event.key, player)
  if (to !== undefined) player.goTo(to)
  else if (event.key === ' ' && !target.closest('button, a')) player.toggle()
  else return
  event.preventDefault()
}

function placeAfter(key: string, { at, last }: Player): number | undefined {
  if (key === 'ArrowLeft') return at - 1
  if (key === 'ArrowRight') return at + 1
  if (key === 'Home') return 0
  return key === 'End' ? last : undefined
}
