import { App, Button } from 'antd'
import type { Map as LibreMap } from 'maplibre-gl'
import { lazy, Suspense, useState } from 'react'
import { point } from '#city/place/contract.ts'
import type { WallView } from '#supervise/wall/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure } from '#web/kit/states.tsx'
import { useMedia } from '#web/kit/use-media.ts'
import { LayerPanel } from './layer-panel.tsx'
import './map-page.css'
import { PrintSheet, usePrinting } from './print-sheet.tsx'
import { Side } from './side.tsx'
import { TimeBrush } from './time-brush.tsx'
import { LassoHint, MeasureForm, RadiusForm, Tools } from './tools.tsx'
import { useMapPage } from './use-map-page.ts'
import { words } from './words.ts'

const PanelDrawer = lazy(() => import('./panel-drawer.tsx').then(({ PanelDrawer }) => ({ default: PanelDrawer })))
const VehicleLayer = lazy(() => import('./vehicle-layer.tsx').then(({ VehicleLayer }) => ({ default: VehicleLayer })))
const IndustryLayer = lazy(() =>
  import('./industry-layer.tsx').then(({ IndustryLayer }) => ({ default: IndustryLayer })),
)
const OuterBase = lazy(() => import('./outer-base.tsx').then(({ OuterBase }) => ({ default: OuterBase })))

/** The one map: layers, a choice and a list that are one, and all of it in the address. */
export function MapPage() {
  const w = useWords(words)
  const me = useMe()
  const page = useMapPage()
  const { view, seen, stage, data, choosing } = page
  const isNarrow = useMedia('(max-width: 900px)')
  const [isPanelOpen, setPanelOpen] = useState(false)
  const { picture, print } = usePrinting(stage.map)
  const share = useShare()
  const panel = <LayerPanel view={view} seen={seen} breaks={data.breaks} isLow={page.isLow} />
  return (
    <section className="map-page" aria-labelledby="map-title">
      <header className="map-head">
        <h1 id="map-title">{w.title}</h1>
        {isNarrow && <Button onClick={() => setPanelOpen(true)}>{w.panel}</Button>}
        <Tools
          tool={choosing.tool}
          onTool={choosing.take}
          onShare={share}
          onPrint={print}
          view={() => viewFor(page.stage.map)}
          onNew={may(me, 'component.write') ? () => page.setEditing({ kind: 'new' }) : undefined}
        />
      </header>
      {isNarrow ? (
        <Suspense>
          <PanelDrawer isOpen={isPanelOpen} onClose={() => setPanelOpen(false)}>
            {panel}
          </PanelDrawer>
        </Suspense>
      ) : (
        <aside className="map-panel" aria-label={w.layers}>
          {panel}
        </aside>
      )}
      <div className="map-middle">
        <Stage page={page} />
        {may(me, 'case.read') && seen && <TimeBrush view={view} seen={seen} />}
      </div>
      <Side
        view={view}
        data={data}
        map={stage.map}
        editing={page.editing}
        onEdit={page.setEditing}
        who={page.who}
        here={page.here}
        onChoose={choosing.choose}
        onLeaveWho={page.leaveWho}
      />
      <PrintSheet picture={picture} title={`${me.districtName} ${w.title}`} view={view} breaks={data.breaks} />
    </section>
  )
}

/** What a wall is to show: the middle of the map, no nearer than a wall may look. */
function viewFor(map: LibreMap | undefined): WallView | undefined {
  if (!map) return undefined
  const { lng, lat } = map.getCenter()
  const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5
  return { lon: rounded(lng), lat: rounded(lat), zoom: Math.min(16, Math.max(8, map.getZoom())) }
}

/** The map itself, and what the tool in hand needs. */
function Stage({ page: { stage, choosing, seen, view } }: { readonly page: ReturnType<typeof useMapPage> }) {
  const w = useWords(words)
  const { tool } = choosing
  const centre = () => seen?.centre ?? point(0, 0)
  return (
    <div className="map-stage">
      {stage.isBroken && <p className="map-broken">{w.noWebgl}</p>}
      {stage.problem && <Failure problem={stage.problem} onRetry={stage.retry} />}
      <div ref={stage.box} className="map-box" data-ready={stage.map ? 'yes' : 'no'} />
      {stage.outer && stage.map && (
        <Suspense>
          <OuterBase map={stage.map} outer={stage.outer} />
        </Suspense>
      )}
      {view.layers.includes('industry') && stage.map && (
        <Suspense>
          <IndustryLayer map={stage.map} view={view} seen={seen} />
        </Suspense>
      )}
      {view.layers.includes('vehicle') && stage.map && (
        <Suspense>
          <VehicleLayer map={stage.map} />
        </Suspense>
      )}
      {tool === 'lasso' && <LassoHint />}
      {tool === 'radius' && (
        <RadiusForm
          metres={choosing.metres}
          onMetres={choosing.setMetres}
          onCentre={() => choosing.encircle(centre())}
        />
      )}
      {tool === 'measure' && (
        <MeasureForm
          points={choosing.line}
          onPoints={choosing.setLine}
          onCentre={() => choosing.setLine([...choosing.line, centre()])}
        />
      )}
    </div>
  )
}

/** Copies the address, which is the view; where the browser forbids it, says how. */
function useShare(): () => void {
  const w = useWords(words)
  const { message } = App.useApp()
  return () => {
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'))
    copied.then(
      () => void message.success(w.shared),
      () => void message.info(w.shareByHand),
    )
  }
}
