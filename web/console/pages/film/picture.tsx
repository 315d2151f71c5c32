import { useMemo } from 'react'
import type { CaseFrame } from '#city/case/contract.ts'
import { point } from '#city/place/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { CityMap, type Mark } from '#web/kit/map/city-map.tsx'
import { PhotoStrip } from '#web/kit/photos/photo-strip.tsx'
import { tellEvent } from '#web/kit/timeline/event-text.ts'
import { words } from './words.ts'

type Props = { frames: readonly CaseFrame[]; at: number }

/** Where the case lay at a moment, and where whoever answered stood. */
export function FilmMap({ frames, at }: Props) {
  const w = useWords(words)
  const { place, stood } = useMemo(() => placesOf(frames[at]), [frames, at])
  const marks = useMemo<Mark[]>(
    () => [
      ...(place ? [{ id: 'case', point: place, label: w.place }] : []),
      ...(stood ? [{ id: 'stood', point: stood, label: w.stood, colour: '#7a3fb0' }] : []),
    ],
    [place, stood, w],
  )
  return (
    <div className="film-map">
      <CityMap label={w.map} at={place} zoom={stood ? 18 : 16.2} marks={marks} height="100%" />
      <p className="film-map-legend">
        {place ? (
          <span>
            <i style={{ background: '#a8071a' }} /> {frames[at]?.placeText || w.place}
          </span>
        ) : (
          w.noPoint
        )}
        {stood && (
          <span>
            <i style={{ background: '#7a3fb0' }} /> {w.stood}
          </span>
        )}
      </p>
    </div>
  )
}

const placesOf = (frame: CaseFrame | undefined) => ({
  place: frame?.point ? point(frame.point.lon, frame.point.lat) : null,
  stood: frame?.stood ? point(frame.stood.lon, frame.stood.lat) : null,
})

/** The photographs of a moment, or the latest before it, said to be so. */
export function FilmPhotos({ frames, at }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const from = frames.findLastIndex(({ files }, n) => n <= at && files.length > 0)
  const frame = frames[from]
  if (!frame) return <p className="quiet">{w.noPhotos}</p>
  return (
    <>
      <p className="quiet">{from === at ? w.ofThis : w.earlier(from + 1)}</p>
      <PhotoStrip photos={tellEvent(frame.event, language).photos} />
    </>
  )
}
