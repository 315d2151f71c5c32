import { useQuery } from '@tanstack/react-query'
import { listWalls } from '#supervise/wall/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { Devices } from './devices.tsx'
import { PlaylistForm } from './playlist-form.tsx'
import { PushForm } from './push-form.tsx'
import { Pushes } from './pushes.tsx'
import './walls.css'
import { words } from './words.ts'

/** The district's walls: what is put on them by hand, their tokens, and what they show in turn. */
export function WallsPage() {
  const w = useWords(words)
  const me = useMe()
  const { data, error, refetch } = useQuery({ ...ask(listWalls, {}), refetchInterval: 30_000 })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading rows={8} />
  const changed = () => void refetch()
  const mayWrite = may(me, 'wall.write')
  return (
    <section className="list-page walls" aria-labelledby="walls-title">
      <header className="list-head">
        <h1 id="walls-title">{w.title}</h1>
        <p className="quiet">{w.lead}</p>
        <a className="list-acts" href="/wall/calibrate" target="_blank" rel="noreferrer">
          {w.calibrate}
        </a>
      </header>
      {may(me, 'wall.push') && <PushForm devices={data.devices} onDone={changed} />}
      <Pushes pushes={data.pushes} mayEnd={may(me, 'wall.push')} onDone={changed} />
      <Devices devices={data.devices} mayWrite={mayWrite} onDone={changed} />
      {mayWrite && <PlaylistForm key={data.playlist.version} playlist={data.playlist} onDone={changed} />}
    </section>
  )
}
