import { useCallback, useRef, useState } from 'react'
import { nearOnMap, simplified } from '#analyse/map/contract.ts'
import type { Point } from '#city/place/contract.ts'
import { call } from '#web/kit/client.ts'
import type { Pick } from '../../map-address.ts'
import { nearestPick } from './nearest.ts'
import type { Tool } from './use-pointer.ts'
import type { View } from './use-view.ts'

const usualRadius = 300

/** What clicks and drawn lines do, by the tool in hand. */
export function useChoosing({ view, change, layers, hidden }: View, onPicked: () => void) {
  const [tool, setTool] = useState<Tool>('pick')
  const [line, setLine] = useState<readonly Point[]>([])
  const [metres, setMetres] = useState(usualRadius)
  const asked = useRef(0)
  const take = (next: Tool) => {
    setTool(next)
    setLine([])
  }
  const choose = useCallback(
    (pick: Pick | undefined) => {
      change({ pick })
      onPicked()
    },
    [change, onPicked],
  )
  const encircle = (centre: Point, radius = metres) => {
    change({ area: { kind: 'circle', centre, metres: radius }, pick: undefined })
    onPicked()
  }
  const onPoint = async (at: Point, finger: number) => {
    if (tool === 'measure') return setLine([...line, at])
    if (tool === 'radius') return encircle(at)
    const turn = ++asked.current
    const { from, to } = view
    const query = { lon: at.lon, lat: at.lat, metres: Math.min(2_000, Math.max(3, finger)), from, to }
    const found = await call(nearOnMap, { query }).catch(() => undefined)
    // Only the latest click counts, in whatever order the answers come.
    if (found && turn === asked.current) choose(nearestPick(found, layers, hidden))
  }
  const onLine = (drawn: readonly Point[], isDone: boolean) => {
    setLine(isDone ? [] : drawn)
    if (!isDone || drawn.length < 3) return
    change({ area: { kind: 'ring', ring: simplified(drawn) }, pick: undefined })
    onPicked()
    setTool('pick')
  }
  return { tool, take, line, setLine, metres, setMetres, choose, encircle, onPoint, onLine }
}
