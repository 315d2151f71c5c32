import { App, Button, Drawer } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Point, point } from '#city/place/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure } from '#web/kit/states.tsx'
import { useMedia } from '#web/kit/use-media.ts'
import { LayerPanel } from './layer-panel.tsx'
import './map-page.css'
import { PrintSheet, usePrinting } from './print-sheet.tsx'
import { Side } from './side.tsx'
import { areaDrawn, areaSource, pickDrawn, pickSource, sketchDrawn, sketchSource } from './sketch.ts'
import { TimeBrush } from './time-brush.tsx'
import { LassoHint, MeasureForm, RadiusForm, Tools } from './tools.tsx'
import { useChoosing } from './use-choosing.ts'
import { useMapData } from './use-data.ts'
import { useLayer } from './use-layer.ts'
import { usePointer } from './use-pointer.ts'
import { type Seen, useLowMode, useStage } from './use-stage.ts'
import { useView } from './use-view.ts'
import { words } from './words.ts'

const AROUND_METRES = 300

/** The one map: layers, a choice and a list that are one, and all of it in the address. */
export function MapPage() {
  const w = useWords(words)
  const me = useMe()
  const { message } = App.useApp()
  const view = useView()
  const { change } = view
  const isNarrow = useMedia('(max-width: 900px)')
  const [isPanelOpen, setPanelOpen] = useState(false)
  const [seen, setSeen] = useState<Seen>()
  const [who, setWho] = useState<Point>()
  const [place, setPlace] = useState<Point>()
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
  useGoing(map, view.view.centre, view.view.zoom, written)
  const data = useMapData(map, view, seen)
  const choosing = useChoosing(
    view,
    useCallback(() => setWho(undefined), []),
  )
  usePointer(map, choosing.tool, {
    onPoint: (at, metres) => void choosing.onPoint(at, metres),
    onLine: choosing.onLine,
  })
  const { area, pick } = view.view
  useLayer(
    map,
    'area',
    useMemo(() => area && areaSource(area), [area]),
    areaDrawn,
  )
  useLayer(
    map,
    'sketch',
    useMemo(() => sketchSource(choosing.line), [choosing.line]),
    sketchDrawn,
  )
  useLayer(
    map,
    'pick',
    useMemo(() => (pick && place ? pickSource(place) : undefined), [pick, place]),
    pickDrawn,
  )
  const here = {
    onPlace: useCallback(
      (at: Point) => {
        setPlace(at)
        if (map && !map.getBounds().contains([at.lon, at.lat])) map.easeTo({ center: [at.lon, at.lat], duration: 300 })
      },
      [map],
    ),
    onAround: (at: Point) => choosing.encircle(at, AROUND_METRES),
    onWho: setWho,
  }
  const { picture, print } = usePrinting(map)
  const share = () =>
    navigator.clipboard
      ? navigator.clipboard.writeText(location.href).then(
          () => message.success(w.shared),
          () => message.info(w.shareByHand),
        )
      : message.info(w.shareByHand)
  const centre = () => seen?.centre ?? point(0, 0)
  const panel = <LayerPanel view={view} breaks={data.breaks} isLow={isLow} />
  return (
    <section className="map-page" aria-labelledby="map-title">
      <header className="map-head">
        <h1 id="map-title">{w.title}</h1>
        {isNarrow && <Button onClick={() => setPanelOpen(true)}>{w.panel}</Button>}
        <Tools tool={choosing.tool} onTool={choosing.take} onShare={() => void share()} onPrint={print} />
      </header>
      {isNarrow ? (
        <Drawer
          open={isPanelOpen}
          onClose={() => setPanelOpen(false)}
          placement="left"
          size={320}
          title={w.layers}
          closable={{ 'aria-label': w.close }}
        >
          {panel}
        </Drawer>
      ) : (
        <aside className="map-panel" aria-label={w.layers}>
          {panel}
        </aside>
      )}
      <div className="map-middle">
        <div className="map-stage">
          {stage.isBroken && <p className="map-broken">{w.noWebgl}</p>}
          {stage.problem && <Failure problem={stage.problem} onRetry={stage.retry} />}
          <div ref={stage.box} className="map-box" data-ready={map ? 'yes' : 'no'} />
          {choosing.tool === 'lasso' && <LassoHint />}
          {choosing.tool === 'radius' && (
            <RadiusForm
              metres={choosing.metres}
              onMetres={choosing.setMetres}
              onCentre={() => choosing.encircle(centre())}
            />
          )}
          {choosing.tool === 'measure' && (
            <MeasureForm
              points={choosing.line}
              onPoints={choosing.setLine}
              onCentre={() => choosing.setLine([...choosing.line, centre()])}
            />
          )}
        </div>
        {may(me, 'case.read') && seen && <TimeBrush view={view} seen={seen} />}
      </div>
      <Side
        view={view}
        data={data}
        who={who}
        here={here}
        onChoose={choosing.choose}
        onLeaveWho={() => setWho(undefined)}
      />
      <PrintSheet picture={picture} title={`${me.districtName} ${w.title}`} />
    </section>
  )
}

const addressKey = ({ lon, lat }: Point, zoom = 0): string => `${lon.toFixed(6)},${lat.toFixed(6)},${zoom.toFixed(2)}`

/** Goes where the address says, unless the map itself has just written it there. */
function useGoing(
  map: ReturnType<typeof useStage>['map'],
  centre: Point | undefined,
  zoom: number | undefined,
  written: { readonly current: string },
): void {
  const key = centre && addressKey(centre, zoom)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is all of the place.
  useEffect(() => {
    if (!map || !centre || key === written.current || written.current === '') return
    map.easeTo({ center: [centre.lon, centre.lat], ...(zoom === undefined ? {} : { zoom }), duration: 300 })
  }, [map, key])
}
