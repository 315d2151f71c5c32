import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Map as LibreMap } from 'maplibre-gl'
import { useState } from 'react'
import { lengthMetres } from '#analyse/map/contract.ts'
import { locatePlace, type Point, point } from '#city/place/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatMetres } from '../format.ts'
import { usePin } from './use-pin.ts'
import { words } from './words.ts'

type Props = {
  readonly map: LibreMap | undefined
  readonly at: Point
  /** Where it stood before, where it did. */
  readonly from?: Point
  readonly label: string
  readonly onPlace: (at: Point) => void
}

/** A place by dragging a pin or, just as well, by numbers; the cell it falls into is said at once. */
export function PlacePart({ map, at, from, label, onPlace }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  usePin(map, at, label, onPlace)
  const { data, error } = useQuery({
    ...ask(locatePlace, { query: { lon: at.lon, lat: at.lat } }),
    placeholderData: keepPreviousData,
  })
  const found = data?.located
  const metres = from ? lengthMetres([from, at]) : 0
  const takeCentre = () => {
    if (!map) return
    const { lng, lat } = map.getCenter()
    onPlace(point(Number(lng.toFixed(7)), Number(lat.toFixed(7))))
  }
  return (
    <fieldset className="edit-part">
      <legend>{w.place}</legend>
      <p className="quiet edit-found">{w.placeHint}</p>
      <div className="edit-pair">
        <Degrees label={w.lon} value={at.lon} onValue={(lon) => onPlace(point(lon, at.lat))} />
        <Degrees label={w.lat} value={at.lat} onValue={(lat) => onPlace(point(at.lon, lat))} />
      </div>
      <div className="edit-row">
        <Button onClick={takeCentre}>{w.takeCentre}</Button>
        {from && metres > 0 && <Button onClick={() => onPlace(from)}>{w.resetPlace}</Button>}
      </div>
      <p className="edit-found" aria-live="polite">
        {metres > 0 && `${w.moves(formatMetres(metres, language))}　`}
        {error ? pick(error) : found === null ? w.liesNowhere : found && w.liesIn(found.cellCode, found.communityName)}
      </p>
    </fieldset>
  )
}

type DegreesProps = { readonly label: string; readonly value: number; readonly onValue: (value: number) => void }

/** Degrees as typed; taken over once they are a number that can be one. */
export function Degrees({ label, value, onValue }: DegreesProps) {
  const [typed, setTyped] = useState<string>()
  return (
    <label>
      {label}
      <input
        className="map-input"
        inputMode="decimal"
        value={typed ?? value.toFixed(6)}
        onChange={({ target }) => {
          setTyped(target.value)
          const degrees = Number(target.value)
          if (target.value.trim() !== '' && Math.abs(degrees) <= 180) onValue(degrees)
        }}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  )
}
