import { lazy, Suspense, useMemo } from 'react'
import type { Picture, WallView } from '#supervise/wall/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { cornersOf, viewOfAll } from './map-views.ts'
import { Part } from './parts.tsx'
import { words } from './words.ts'

const WallMap = lazy(() => import('./wall-map.tsx').then((module) => ({ default: module.WallMap })))

/** The map of one half, in pixels. */
const FULL = { width: 1820, height: 880 }
/** How much further out the second half of a pushed view looks. */
const FURTHER = 2.5

type Props = { readonly picture: Picture; readonly district: string; readonly half: 0 | 1 }

/** Open cases on the map: all of them on one half, the fullest square with its neighbours in rank on the other. */
export function MapBoard({ picture: { map, appearance }, district, half }: Props) {
  const w = useWords(words)
  const { spots, crowded, placeless } = map
  const all = viewOfAll(spots, FULL)
  const first = crowded[0]
  if (!all || !first) return <p className="empty">{w.noOpen}</p>
  if (half === 0)
    return (
      <Part title={w.allOpen} area="map">
        <Suspense>
          <WallMap district={district} label={w.allOpen} spots={spots} view={all} />
        </Suspense>
        <Legend open={appearance.open} late={appearance.late} placeless={placeless} />
      </Part>
    )
  const near = { lon: first.lon, lat: first.lat, zoom: 15.2 }
  return (
    <>
      <Part title={w.crowded} area="half">
        <ol className="ranks crowded">
          {crowded.map(({ street, community, open, late, lon, lat }, at) => (
            <li key={`${lon} ${lat}`}>
              <b>{at + 1}</b>
              <span className="clip">
                {community || '—'} <span className="soft">{street}</span>
              </span>
              <strong>{open}</strong>
              <strong className={late > 0 ? 'red' : 'soft'}>{late > 0 ? `▲${late}` : '0'}</strong>
            </li>
          ))}
        </ol>
      </Part>
      <Part title={w.fullest(first.community || first.street)} area="map">
        <Suspense>
          <WallMap district={district} label={w.fullest(first.community)} spots={spots} view={near} />
        </Suspense>
      </Part>
    </>
  )
}

function Legend({ open, late, placeless }: { open: number; late: number; placeless: number }) {
  const w = useWords(words)
  return (
    <p className="map-legend">
      <i className="disc" /> {w.open} {open}
      <i className="disc late" /> <span className="red">{`▲ ${w.late} ${late}`}</span>
      <span className="soft">{w.gathered}</span>
      {placeless > 0 && <span className="soft">{w.placeless(placeless)}</span>}
    </p>
  )
}

type ViewProps = { readonly picture: Picture; readonly district: string; readonly view: WallView; readonly half: 0 | 1 }

/** A part of the map put here by a seat: near on one half, where that lies on the other. Neither crosses the seam. */
export function ViewBoard({ picture: { map, appearance }, district, view, half }: ViewProps) {
  const w = useWords(words)
  const far = { ...view, zoom: Math.max(8, view.zoom - FURTHER) }
  const frame = useMemo(() => (half === 0 ? undefined : cornersOf(view, FULL)), [view, half])
  const title = half === 0 ? w.pushedView : w.around
  return (
    <div className="board board-full">
      <Part title={title} area="map">
        <Suspense>
          <WallMap district={district} label={title} spots={map.spots} view={half === 0 ? view : far} frame={frame} />
        </Suspense>
        {half === 0 && <Legend open={appearance.open} late={appearance.late} placeless={map.placeless} />}
      </Part>
    </div>
  )
}
