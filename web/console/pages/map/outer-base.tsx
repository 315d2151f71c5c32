import type { Map as LibreMap } from 'maplibre-gl'
import { useEffect, useState } from 'react'
import type { mapConfig } from '#analyse/tile/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { defineWords, useWords } from '#web/kit/language.ts'

const words = defineWords({
  base: { zh: '底图', en: 'Base map' },
  own: { zh: '自带底图', en: 'Our own' },
  vec: { zh: '矢量', en: 'Vector' },
  img: { zh: '影像', en: 'Imagery' },
  ter: { zh: '地形', en: 'Terrain' },
  failing: { zh: '外部底图暂不可用，已显示自带底图', en: 'Not available; showing our own' },
})

type Outer = NonNullable<ReplyOf<typeof mapConfig>['outer']>
type Props = { readonly map: LibreMap; readonly outer: Outer }

/** So many tiles that do not come send us back to our own map. */
const FAILURES = 3
const KEY = 'yiwang.map.base'
const ours = new Set(['cell', 'component', 'case', 'area', 'edit', 'sketch', 'pick'])

/** Which base map lies under everything. Where a tile of the outer one does not come, our own shows through. */
export function OuterBase({ map, outer }: Props) {
  const w = useWords(words)
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY) ?? '')
  const [isFailing, setFailing] = useState(false)
  const layers = outer.choices.find(([first]) => first === chosen)
  useLaid(map, layers, setFailing)
  const choose = (first: string) => {
    localStorage.setItem(KEY, first)
    setFailing(false)
    setChosen(first)
  }
  const nameOf = (layer: string) => (layer in w ? String(w[layer as 'vec']) : layer)
  return (
    <div className="map-base">
      <label>
        {w.base}{' '}
        <select className="map-input" value={layers ? chosen : ''} onChange={({ target }) => choose(target.value)}>
          <option value="">{w.own}</option>
          {outer.choices.map(([first = '']) => (
            <option key={first} value={first}>
              {`${shortName(outer.attribution)} ${nameOf(first)}`}
            </option>
          ))}
        </select>
      </label>
      {layers && (isFailing ? <output>{w.failing}</output> : <small>{`© ${outer.attribution}`}</small>)}
    </div>
  )
}

/** The name of a map without the number of its approval, which stands beside it. */
const shortName = (attribution: string): string => attribution.split(/[\s（(]/)[0] ?? attribution

/** Lays the layers of the outer map over our own ground and hides our lettering while theirs is there. */
function useLaid(map: LibreMap, layers: readonly string[] | undefined, onFailing: (is: boolean) => void): void {
  useEffect(() => {
    if (!layers) return
    const lettering = map.getStyle().layers.filter(({ id }) => id.startsWith('label-'))
    const show = (visibility: 'none' | 'visible') => {
      for (const { id } of lettering) map.setLayoutProperty(id, 'visibility', visibility)
    }
    const above = map
      .getStyle()
      .layers.find((layer) => layer.id.startsWith('label-') || ('source' in layer && ours.has(layer.source)))?.id
    for (const layer of layers) {
      const tiles = [`${location.origin}/tiles/outer/${layer}/{z}/{x}/{y}`]
      map.addSource(`outer-${layer}`, { type: 'raster', tiles, tileSize: 256, minzoom: 1, maxzoom: 18 })
      map.addLayer({ id: `outer-${layer}`, type: 'raster', source: `outer-${layer}` }, above)
    }
    show('none')
    const isOuter = (event: object) => 'sourceId' in event && String(event.sourceId).startsWith('outer-')
    let failures = 0
    const onError = (event: object) => {
      failures += isOuter(event) ? 1 : 0
      if (failures !== FAILURES) return
      // Nothing more is asked of it until somebody chooses it again.
      for (const layer of layers) map.setLayoutProperty(`outer-${layer}`, 'visibility', 'none')
      show('visible')
      onFailing(true)
    }
    map.on('error', onError)
    return () => {
      map.off('error', onError)
      if (!map.style) return
      for (const layer of layers) {
        map.removeLayer(`outer-${layer}`)
        map.removeSource(`outer-${layer}`)
      }
      show('visible')
    }
  }, [map, layers, onFailing])
}
