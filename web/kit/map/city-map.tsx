import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { mapConfig } from '#analyse/tile/contract.ts'
import { type Point, point } from '#city/place/contract.ts'
import { ask } from '../query.ts'
import { useMe } from '../session.ts'
import { Loading } from '../states.tsx'
import type { MapLayer, Mark } from './layers.ts'
import type { Box, Mover } from './map-canvas.tsx'
import './map.css'

const MapCanvas = lazy(() => import('./map-canvas.tsx').then((module) => ({ default: module.MapCanvas })))

export type { MapLayer, Mark } from './layers.ts'

type Props = {
  label: string
  /** Where to look; the middle of the district unless given. */
  at?: Point | null | undefined
  zoom?: number
  marks?: readonly Mark[]
  layers?: readonly MapLayer[]
  onChoose?: ((at: Point) => void) | undefined
  onView?: ((southWest: Point, northEast: Point, zoom: number) => void) | undefined
  mover?: Mover | null | undefined
  fit?: Box | undefined
  height?: number | string
}

const chinaMiddle = point(107.5, 31.2)

/** The one map component: base map of the district, marks and layers as data, choosing a place by mouse or keyboard. */
export function CityMap({ label, at, zoom, height = 280, ...rest }: Props) {
  const { districtId } = useMe()
  const { data, isPending } = useQuery({
    ...ask(mapConfig, { query: { district: districtId } }),
    staleTime: 60 * 60_000,
  })
  const centre = at ?? data?.centre ?? chinaMiddle
  return (
    <div className="map" style={{ blockSize: height }}>
      {isPending ? (
        <Loading />
      ) : (
        <Suspense fallback={<Loading />}>
          <MapCanvas
            {...rest}
            label={label}
            tiles={data?.tiles ?? null}
            zooms={data && { minZoom: data.minZoom, maxZoom: data.maxZoom }}
            view={{ centre, zoom: zoom ?? (at ? 16.2 : 12.5) }}
          />
        </Suspense>
      )}
    </div>
  )
}
