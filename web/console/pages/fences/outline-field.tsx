import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { listFenceRoads } from '#analyse/fence/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { ask } from '#web/kit/query.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import { Labelled } from '../rules/labelled.tsx'
import { boxAbout, cornerLayer, fenceLayers } from './fence-layers.ts'
import { areaOf, type Outline, type Shape } from './outline.ts'
import { words } from './words.ts'

type Props = { outline: Outline; set: (outline: Outline) => void; name: string }

/** Drawing an outline: corner by corner on the map, or along a road. */
export function OutlineField({ outline, set, name }: Props) {
  const w = useWords(words)
  const { shape, corners, metres } = outline
  // Only what was there at the beginning, or what a road brings, moves the map.
  const [seen, setSeen] = useState(() => areaOf(outline))
  const fit = useMemo(() => (seen ? boxAbout([seen]) : undefined), [seen])
  const layers = useMemo(() => {
    const area = areaOf({ shape, corners, metres })
    const body = area && { name, area, windows: [], source: { text: '', mark: '' } }
    return [...fenceLayers(body ? [{ fenceId: '', body }] : [], ''), cornerLayer(corners, shape === 'polygon')]
  }, [shape, corners, metres, name])
  return (
    <div className="fence-outline">
      <Segmented
        aria-label={w.shape}
        value={shape}
        options={(['polygon', 'circle', 'corridor'] as const).map((value) => ({ value, label: w[value] }))}
        onChange={(next: Shape) =>
          set({ ...outline, shape: next, corners: next === 'circle' ? corners.slice(0, 1) : corners })
        }
      />
      {shape === 'corridor' && (
        <RoadField
          onRoad={(line) => {
            set({ ...outline, corners: line })
            setSeen(areaOf({ ...outline, corners: line }))
          }}
        />
      )}
      <CityMap
        label={w.drawMap}
        layers={layers}
        fit={fit}
        height={320}
        onChoose={({ lon, lat }) => {
          const corner = [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6] as const
          set({ ...outline, corners: shape === 'circle' ? [corner] : [...corners, corner] })
        }}
      />
      <div className="fence-outline-acts">
        <span role="status">{w.corners(corners.length)}</span>
        <Button disabled={corners.length === 0} onClick={() => set({ ...outline, corners: corners.slice(0, -1) })}>
          {w.undo}
        </Button>
        <Button disabled={corners.length === 0} onClick={() => set({ ...outline, corners: [] })}>
          {w.clear}
        </Button>
      </div>
      {shape !== 'polygon' && (
        <Labelled label={shape === 'circle' ? w.radius : w.width}>
          {(id) => (
            <InputNumber
              id={id}
              min={shape === 'circle' ? 10 : 5}
              max={shape === 'circle' ? 100_000 : 5_000}
              value={metres}
              onChange={(next) => set({ ...outline, metres: next ?? 50 })}
            />
          )}
        </Labelled>
      )}
      <p className="quiet">{w.drawHint}</p>
    </div>
  )
}

function RoadField({ onRoad }: { onRoad: (line: readonly (readonly [number, number])[]) => void }) {
  const w = useWords(words)
  const [text, setText] = useState('')
  const settled = useSettled(text.trim(), 250)
  const { data } = useQuery({
    ...ask(listFenceRoads, { query: { text: settled.slice(0, 40) || '路' } }),
    placeholderData: keepPreviousData,
  })
  const roads = data?.items ?? []
  return (
    <Labelled label={w.road} hint={w.roadHint}>
      {(id) => (
        <Select
          id={id}
          value={null}
          placeholder={w.road}
          options={roads.map(({ roadId, name }) => ({ value: roadId, label: name }))}
          showSearch={{ filterOption: false, onSearch: setText }}
          onChange={(roadId: string | null) => {
            const road = roads.find((one) => one.roadId === roadId)
            if (road) onRoad(road.line)
          }}
        />
      )}
    </Labelled>
  )
}
