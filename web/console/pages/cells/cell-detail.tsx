import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { getCell } from '#city/place/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { areaLayer } from '#web/kit/map/layers.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { words } from './words.ts'

type Cell = ReplyOf<typeof getCell>

/** One cell: its outline on the map and what is known of it. */
export function CellDetail({ code, division }: { code: string; division: string }) {
  const { data, error, refetch } = useQuery(ask(getCell, { params: { code } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return <Shown cell={data} division={division} />
}

function Shown({ cell, division }: { cell: Cell; division: string }) {
  const w = useWords(words)
  const layers = useMemo(() => [areaLayer('cell', outlineOf(cell))], [cell])
  const facts: readonly (readonly [string, string | null])[] = [
    [w.name, cell.name],
    [w.division, division],
    [w.areaTitle, w.area(cell.areaM2)],
    [w.validFrom, cell.validFrom],
    [w.validTo, cell.validTo ?? w.inForce],
    [w.beat, cell.beatId ? w.inBeat : w.noBeat],
    [w.succeededBy, cell.succeededBy.join('、')],
    [w.note, cell.note],
  ]
  return (
    <div className="detail">
      <CityMap label={w.map} at={cell.label} zoom={zoomFor(cell.areaM2)} layers={layers} height={320} />
      <dl className="detail-facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <p>
        <Link
          to="/map"
          search={{ pick: `cell:${cell.code}`, at: `${cell.label.lon.toFixed(6)},${cell.label.lat.toFixed(6)},16` }}
        >
          {w.reshape}
        </Link>
      </p>
      <p>
        <Link to="/cases" search={{ list: 'open', community: cell.code.slice(0, 12) }}>
          {w.openCases}
        </Link>
      </p>
    </div>
  )
}

const outlineOf = ({ code, area }: Cell): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', geometry: area as GeoJSON.Geometry, properties: { code } }],
})

/** A zoom at which a compact cell of this surface (square metres) fills about half the drawer. */
const zoomFor = (areaM2: number): number => Math.min(18, Math.max(11, 16.7 - Math.log2(Math.sqrt(areaM2) / 100)))
