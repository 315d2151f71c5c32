import { Button } from 'antd'
import type { Map as LibreMap } from 'maplibre-gl'
import { useMemo } from 'react'
import { gridKinds } from '#city/grid/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { Loading } from '#web/kit/states.tsx'
import { formatSurface } from '../format.ts'
import { useLayer } from '../use-layer.ts'
import { EditHead } from './edit-head.tsx'
import { gridDrawn, gridSource } from './grid-drawn.ts'
import { GridHistory } from './grid-history.tsx'
import { GridPreview } from './grid-preview.tsx'
import { gridWords } from './grid-words.ts'
import { LineTable } from './line-table.tsx'
import { rounded, useDots } from './use-dots.ts'
import { type Grid, useGrid } from './use-grid.ts'

type Props = { readonly map: LibreMap | undefined; readonly code: string; readonly onLeave: () => void }

/** A cell split, joined with neighbours, given another border or retired, with what that brings shown first. */
export function GridEditor({ map, code, onLeave }: Props) {
  const w = useWords(gridWords)
  const grid = useGrid(code)
  const { kind, line, setLine, cells, shown, isFixed } = grid
  const source = useMemo(() => gridSource(cells, line, shown), [cells, line, shown])
  useLayer(map, 'edit', source, gridDrawn)
  const isDrawing = kind === 'split' || (kind === 'border' && line.length > 0)
  useDots(map, isDrawing ? line : [], isFixed, {
    onMove: (at, to) => setLine(line.with(at, to)),
    onAdd: kind === 'split' ? (to) => setLine([...line, to]) : undefined,
  })
  const addCentre = () => {
    if (!map) return
    const { lng, lat } = map.getCenter()
    setLine([...line, rounded(lng, lat)])
  }
  return (
    <div className="edit-side">
      <EditHead title={w.title} onLeave={onLeave} />
      <p>
        <span className="map-number">{code}</span>
      </p>
      <fieldset className="edit-kinds">
        <legend>{w.what}</legend>
        {gridKinds.map((each) => (
          <label key={each}>
            <input type="radio" name="grid-kind" checked={kind === each} onChange={() => grid.take(each)} /> {w[each]}
          </label>
        ))}
      </fieldset>
      <p className="quiet edit-found">{w[`${kind}Hint`]}</p>
      {(kind === 'merge' || kind === 'border') && <Neighbours grid={grid} />}
      {isDrawing && (
        <>
          <LineTable line={line} isFixed={isFixed} onLine={setLine} />
          {kind === 'split' && (
            <div className="edit-row">
              <Button onClick={addCentre}>{w.addPoint}</Button>
              {line.length > 0 && <Button onClick={() => setLine([])}>{w.clear}</Button>}
            </div>
          )}
        </>
      )}
      <GridPreview grid={grid} onDone={onLeave} />
      <GridHistory code={code} />
    </div>
  )
}

function Neighbours({ grid: { kind, others, toggle, neighbours } }: { readonly grid: Grid }) {
  const w = useWords(gridWords)
  const language = useLanguage()
  const items = (neighbours.data?.items ?? []).filter(({ border }) => kind === 'merge' || border !== null)
  if (neighbours.isPending) return <Loading />
  if (items.length === 0) return <p>{w.noNeighbours}</p>
  return (
    <fieldset className="edit-kinds column">
      <legend>{w.neighbours}</legend>
      {items.map(({ code, areaM2 }) => (
        <label key={code}>
          <input
            type={kind === 'merge' ? 'checkbox' : 'radio'}
            name="grid-neighbour"
            checked={others.includes(code)}
            onChange={() => toggle(code)}
          />{' '}
          <span className="map-number">{code}</span> <span className="quiet">{formatSurface(areaM2, language)}</span>
        </label>
      ))}
    </fieldset>
  )
}
