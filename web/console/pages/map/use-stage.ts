import { useQuery } from '@tanstack/react-query'
import type { Map as LibreMap } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { mapConfig } from '#analyse/tile/contract.ts'
import { type Point, point } from '#city/place/contract.ts'
import { useTheme } from '#web/kit/look.ts'
import { isSoftwareDrawn, pixelRatioFor, watchFrames } from '#web/kit/map/gpu.ts'
import { makeMap } from '#web/kit/map/make-map.ts'
import { ask } from '#web/kit/query.ts'
import { useMe } from '#web/kit/session.ts'

const usualZoom = 13
const chinaMiddle = point(107.5, 31.2)

export type Seen = {
  readonly centre: Point
  readonly zoom: number
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The map of the page in `box`: made once the base map's address is known, told to `onSeen` after each movement. */
export function useStage(
  label: string,
  first: { readonly centre?: Point | undefined; readonly zoom?: number | undefined },
  onSeen: (seen: Seen) => void,
) {
  const { districtId } = useMe()
  const config = useQuery({ ...ask(mapConfig, { query: { district: districtId } }), staleTime: 60 * 60_000 })
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<LibreMap>()
  const [isBroken, setBroken] = useState(false)
  const [isSlow, setSlow] = useState(false)
  const told = useRef(onSeen)
  told.current = onSeen
  const start = useRef(first)
  const theme = useTheme()
  const { data } = config
  useEffect(() => {
    if (!box.current || !data) return
    try {
      const view = { centre: start.current.centre ?? data.centre ?? chinaMiddle, zoom: start.current.zoom ?? usualZoom }
      const made = makeMap(box.current, data.tiles, view, label, theme, data)
      const tell = () => told.current(seenOf(made))
      // A tile of a version that has just passed is asked for again under the next; nobody has to read of it.
      made.on('error', () => undefined)
      made.on('load', () => {
        setMap(made)
        tell()
      })
      made.on('moveend', tell)
      setSlow(isSoftwareDrawn())
      const stop = watchFrames(made, (slow) => slow && setSlow(true))
      return () => {
        stop()
        // Drawn anew in another theme it shows the same place.
        const { lng, lat } = made.getCenter()
        start.current = { centre: point(lng, lat), zoom: made.getZoom() }
        setMap(undefined)
        made.remove()
      }
    } catch {
      setBroken(true)
    }
  }, [data, label, theme])
  return {
    box,
    map,
    outer: data?.outer ?? null,
    isBroken,
    isSlow,
    problem: config.error,
    retry: () => void config.refetch(),
  }
}

function seenOf(map: LibreMap): Seen {
  const { lng, lat } = map.getCenter()
  const bounds = map.getBounds()
  return {
    centre: point(lng, lat),
    zoom: map.getZoom(),
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
  }
}

const movable = ['case-dot', 'component-dot', 'component-cluster', 'component-count'] as const

/** On a machine without a graphics processor: fewer pixels, and no dots while the map moves. */
export function useLowMode(map: LibreMap | undefined, isLow: boolean): void {
  useEffect(() => {
    if (!map) return
    map.setPixelRatio(pixelRatioFor(isLow, devicePixelRatio))
    if (!isLow) return
    const show = (visibility: 'none' | 'visible') => () => {
      if (!map.style) return
      for (const id of movable) if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', visibility)
    }
    const [hide, unhide] = [show('none'), show('visible')]
    map.on('movestart', hide)
    map.on('moveend', unhide)
    return () => {
      map.off('movestart', hide)
      map.off('moveend', unhide)
      unhide()
    }
  }, [map, isLow])
}
