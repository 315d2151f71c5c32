import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import type { Point } from '#city/place/contract.ts'

type Unsourced<L> = L extends { source: string } ? Omit<L, 'source'> : never

/** A layer as data: one source, how it is drawn, and what a click on it means. Ids are unique within a map. */
export type MapLayer = {
  readonly id: string
  readonly source: SourceSpecification
  readonly draw: readonly Unsourced<LayerSpecification>[]
  readonly onPick?: (properties: Readonly<Record<string, unknown>>) => void
}

/** Something at one place. State shows by the ring, class by the colour; the label is for eyes and ears. */
export type Mark = {
  readonly id: string
  readonly point: Point
  readonly label: string
  readonly colour?: string
  readonly isHollow?: boolean
}

/** Degrees as GeoJSON has them; CGCS2000 only, which is the frame of our tiles. */
export const positionOf = ({ lon, lat }: Point): [number, number] => [lon, lat]

/** Many marks drawn by the map itself; for one or two use `marks` of the map, which can also be read. */
export function markLayer(id: string, marks: readonly Mark[], onPick?: (id: string) => void): MapLayer {
  const features = marks.map(({ id: markId, point, label, colour, isHollow }) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: positionOf(point) },
    properties: { id: markId, label, colour: colour ?? '#0958d9', hollow: isHollow ?? false },
  }))
  return {
    id,
    source: { type: 'geojson', data: { type: 'FeatureCollection', features } },
    draw: [
      {
        id: `${id}-dot`,
        type: 'circle',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 4, 16, 8],
          'circle-color': ['case', ['get', 'hollow'], '#ffffff', ['get', 'colour']],
          'circle-stroke-color': ['case', ['get', 'hollow'], ['get', 'colour'], '#ffffff'],
          'circle-stroke-width': 2,
        },
      },
    ],
    ...(onPick ? { onPick: (properties) => onPick(String(properties.id)) } : {}),
  }
}

/** Outlines with a light fill, from GeoJSON polygons in CGCS2000 degrees. */
export function areaLayer(id: string, areas: GeoJSON.FeatureCollection, onPick?: MapLayer['onPick']): MapLayer {
  return {
    id,
    source: { type: 'geojson', data: areas },
    draw: [
      { id: `${id}-fill`, type: 'fill', paint: { 'fill-color': '#0958d9', 'fill-opacity': 0.08 } },
      { id: `${id}-line`, type: 'line', paint: { 'line-color': '#0958d9', 'line-width': 1.5 } },
    ],
    ...(onPick ? { onPick } : {}),
  }
}
