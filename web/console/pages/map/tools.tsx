import { Button } from 'antd'
import { lengthMetres, MOST_RADIUS_METRES, ringSquareMetres } from '#analyse/map/contract.ts'
import type { Point } from '#city/place/contract.ts'
import type { WallView } from '#supervise/wall/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { PushButton } from '../walls/push-button.tsx'
import { formatMetres, formatSurface } from './format.ts'
import type { Tool } from './use-pointer.ts'
import { words } from './words.ts'

type Props = {
  readonly tool: Tool
  readonly onTool: (tool: Tool) => void
  readonly onShare: () => void
  readonly onPrint: () => void
  /** What the map shows now, for a wall. */
  readonly view: () => WallView | undefined
  /** For whoever keeps the register of components. */
  readonly onNew: (() => void) | undefined
}

/** The tools of the map; one is in hand at a time, and taking it up again lays it down. */
export function Tools({ tool, onTool, onShare, onPrint, view, onNew }: Props) {
  const w = useWords(words)
  const names = { lasso: w.lasso, radius: w.radius, measure: w.measure }
  return (
    <div role="toolbar" className="map-tools" aria-label={w.tools}>
      {(['lasso', 'radius', 'measure'] as const).map((id) => (
        <Button
          key={id}
          type={tool === id ? 'primary' : 'default'}
          aria-pressed={tool === id}
          onClick={() => onTool(tool === id ? 'pick' : id)}
        >
          {names[id]}
        </Button>
      ))}
      <Button onClick={onShare}>{w.share}</Button>
      <Button onClick={onPrint}>{w.print}</Button>
      <PushButton what={{ view }} />
      {onNew && <Button onClick={onNew}>{w.newComponent}</Button>}
    </div>
  )
}

type RadiusProps = {
  readonly metres: number
  readonly onMetres: (metres: number) => void
  readonly onCentre: () => void
}

/** A circle without a drag: a number, and a click or the middle of the map. */
export function RadiusForm({ metres, onMetres, onCentre }: RadiusProps) {
  const w = useWords(words)
  return (
    <div className="map-tool-form">
      <span>
        <span aria-hidden="true">{w.metres} </span>
        <input
          type="number"
          className="map-input"
          aria-label={w.metres}
          min={10}
          max={MOST_RADIUS_METRES}
          step={50}
          value={metres}
          onChange={({ target }) => onMetres(Math.min(MOST_RADIUS_METRES, Math.max(10, target.valueAsNumber || 10)))}
        />
      </span>
      <Button onClick={onCentre}>{w.fromCentre}</Button>
      <span className="quiet">{w.radiusHint}</span>
    </div>
  )
}

/** What the lasso needs to be told. */
export const LassoHint = () => <p className="map-tool-form quiet">{useWords(words).lassoHint}</p>

type MeasureProps = {
  readonly points: readonly Point[]
  readonly onPoints: (points: readonly Point[]) => void
  readonly onCentre: () => void
}

/** How long, and how large where there are three points or more. */
export function MeasureForm({ points, onPoints, onCentre }: MeasureProps) {
  const w = useWords(words)
  const language = useLanguage()
  return (
    <div className="map-tool-form">
      <output aria-live="polite">
        {points.length > 1 && `${w.length} ${formatMetres(lengthMetres(points), language)}`}
        {points.length > 2 && `　${w.surface} ${formatSurface(ringSquareMetres(points), language)}`}
        {points.length < 2 && w.measureHint}
      </output>
      <Button onClick={onCentre}>{w.addCentre}</Button>
      {points.length > 0 && <Button onClick={() => onPoints(points.slice(0, -1))}>{w.undoPoint}</Button>}
      {points.length > 0 && <Button onClick={() => onPoints([])}>{w.startAgain}</Button>}
    </div>
  )
}
