import { Button } from 'antd'
import { useMemo, useState } from 'react'
import type { CaseItem } from '#city/case/contract.ts'
import { type Point, point } from '#city/place/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { CityMap } from '#web/kit/map/city-map.tsx'
import { type MapLayer, markLayer } from '#web/kit/map/layers.ts'
import { useNow } from '#web/kit/time.ts'
import { sketchDrawn, sketchSource } from '../map/sketch.ts'
import { isWithin } from './within.ts'
import { words } from './words.ts'

type Props = {
  items: readonly CaseItem[]
  openId: string | undefined
  isPicked: (caseId: string) => boolean
  onOpen: (item: CaseItem) => void
  /** Told the cases inside a lasso. */
  onPick: (items: readonly CaseItem[]) => void
}

const late = '#a8071a'
const usual = '#0958d9'
const picked = '#8f5700'

/** The same selection as the list's: a click opens, a lasso chooses. Corners are set by mouse, or at the centre by keys. */
export function QueueMap({ items, openId, isPicked, onOpen, onPick }: Props) {
  const w = useWords(words)
  const now = useNow()
  const [corners, setCorners] = useState<readonly Point[]>()
  const placed = items.filter(({ point: at }) => at !== null)
  const inside = corners ? placed.filter(({ point: at }) => at && isWithin(at, corners)) : []
  const layers = useMemo(() => {
    const marks = placed.map((item) => ({
      id: item.caseId,
      point: point(item.point?.lon ?? 0, item.point?.lat ?? 0),
      label: `${item.number} ${item.categoryName ?? ''}`,
      colour: isPicked(item.caseId) ? picked : item.dueAt && Date.parse(item.dueAt) < now ? late : usual,
      isHollow: isPicked(item.caseId),
    }))
    const byId = new Map(items.map((item) => [item.caseId, item]))
    const open = (id: string) => {
      const item = byId.get(id)
      if (item) onOpen(item)
    }
    const sketch: MapLayer = { id: 'lasso', source: sketchSource(corners ?? []), draw: sketchDrawn }
    return [markLayer('queue', marks, corners ? undefined : open), sketch]
  }, [placed, items, corners, isPicked, onOpen, now])
  const opened = placed.find(({ caseId }) => caseId === openId)
  const marks = useMemo(
    () =>
      opened?.point
        ? [{ id: opened.caseId, point: point(opened.point.lon, opened.point.lat), label: opened.number }]
        : [],
    [opened],
  )
  return (
    <section className="dispatch-map" aria-label={w.map}>
      <CityMap
        label={w.map}
        height="100%"
        layers={layers}
        marks={marks}
        onChoose={corners ? (at) => setCorners([...corners, at]) : undefined}
      />
      <div className="dispatch-lasso">
        {corners ? (
          <>
            <span className="quiet">{w.lassoHint}</span>
            <Button
              type="primary"
              size="small"
              disabled={corners.length < 3 || inside.length === 0}
              onClick={() => {
                onPick(inside)
                setCorners(undefined)
              }}
            >
              {w.lassoTake(inside.length)}
            </Button>
            <Button size="small" onClick={() => setCorners(undefined)}>
              {w.lassoLeave}
            </Button>
          </>
        ) : (
          <>
            <Button size="small" disabled={placed.length === 0} onClick={() => setCorners([])}>
              {w.lasso}
            </Button>
            {placed.length < items.length && <span className="quiet">{w.noPoint(items.length - placed.length)}</span>}
          </>
        )}
      </div>
    </section>
  )
}
