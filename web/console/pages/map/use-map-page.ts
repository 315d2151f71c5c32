import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Point } from '#city/place/contract.ts'
import { useWords } from '#web/kit/language.ts'
import type { Editing } from './edit/editing.ts'
import { areaDrawn, areaSource, pickDrawn, pickSource, sketchDrawn, sketchSource } from './sketch.ts'
import { useChoosing } from './use-choosing.ts'
import { useMapData } from './use-data.ts'
import { useLayer } from './use-layer.ts'
import { usePointer } from './use-pointer.ts'
import { type Seen, useLowMode, useStage } from './use-stage.ts'
import { useView } from './use-view.ts'
import { words } from './words.ts'

const AROUND_METRES = 300

/** The state of the page: the address, the map, what is on it, and what the pointer does. */
export function useMapPage() {
  const w = useWords(words)
  const view = useView()
  const { change } = view
  const [seen, setSeen] = useState<Seen>()
  const [who, setWho] = useState<Point>()
  const [editing, setEditing] = useState<Editing>()
  const written = useRef('')
  const onSeen = useCallback(
    (now: Seen) => {
      setSeen(now)
      written.current = addressKey(now.centre, now.zoom)
      change({ centre: now.centre, zoom: now.zoom })
    },
    [change],
  )
  const stage = useStage(w.map, view.view, onSeen)
  const { map } = stage
  const isLow = view.preferences.low === 'auto' ? stage.isSlow : view.preferences.low === 'on'
  useLowMode(map, isLow)
  useGoing(map, view.view, written)
  const data = useMapData(map, view, seen)
  const leaveWho = useCallback(() => setWho(undefined), [])
  const choosing = useChoosing(view, leaveWho)
  usePointer(map, editing ? 'edit' : choosing.tool, {
    onPoint: (at, metres) => void choosing.onPoint(at, metres),
    onLine: choosing.onLine,
  })
  const onPlace = useDrawings(map, view.view, choosing.line)
  const here = {
    onPlace,
    onAround: (at: Point) => choosing.encircle(at, AROUND_METRES),
    onWho: setWho,
    onEdit: setEditing,
  }
  return { view, seen, who, leaveWho, stage, isLow, data, choosing, here, editing, setEditing }
}

type Viewed = ReturnType<typeof useView>['view']
type LibreMap = ReturnType<typeof useStage>['map']

/** What is drawn by hand and what is chosen. Returns how to tell where the chosen thing is; it is brought into sight. */
function useDrawings(map: LibreMap, { area, pick }: Viewed, line: readonly Point[]): (at: Point) => void {
  const [place, setPlace] = useState<Point>()
  const areas = useMemo(() => area && areaSource(area), [area])
  const sketch = useMemo(() => sketchSource(line), [line])
  const chosen = useMemo(() => (pick && place ? pickSource(place) : undefined), [pick, place])
  useLayer(map, 'area', areas, areaDrawn)
  useLayer(map, 'sketch', sketch, sketchDrawn)
  useLayer(map, 'pick', chosen, pickDrawn)
  return useCallback(
    (at: Point) => {
      setPlace(at)
      if (map && !map.getBounds().contains([at.lon, at.lat])) map.easeTo({ center: [at.lon, at.lat], duration: 300 })
    },
    [map],
  )
}

const addressKey = ({ lon, lat }: Point, zoom = 0): string => `${lon.toFixed(6)},${lat.toFixed(6)},${zoom.toFixed(2)}`

/** Goes where the address says, unless the map itself has just written it there. */
function useGoing(map: LibreMap, { centre, zoom }: Viewed, written: { readonly current: string }): void {
  const key = centre && addressKey(centre, zoom)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is all of the place.
  useEffect(() => {
    if (!map || !centre || key === written.current || written.current === '') return
    map.easeTo({ center: [centre.lon, centre.lat], ...(zoom === undefined ? {} : { zoom }), duration: 300 })
  }, [map, key])
}
