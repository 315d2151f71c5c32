import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { Point } from '#city/place/contract.ts'
import { useWords } from '#web/kit/language.ts'
import type { Pick } from '../../map-address.ts'
import { InView } from './in-view.tsx'
import { Inside } from './inside.tsx'
import { type FromHere, Picked } from './picked.tsx'
import { Resources } from './resources.tsx'
import type { useMapData } from './use-data.ts'
import type { View } from './use-view.ts'
import { words } from './words.ts'

type Props = {
  readonly view: View
  readonly data: ReturnType<typeof useMapData>
  readonly who: Point | undefined
  readonly here: FromHere
  readonly onChoose: (pick: Pick) => void
  readonly onLeaveWho: () => void
}

/** Beside the map: who is near, else what is chosen, else what lies in the drawn surface, else all that is in view. */
export function Side({ view: { view, change }, data, who, here, onChoose, onLeaveWho }: Props) {
  const w = useWords(words)
  const { pick, area, from, to } = view
  const leave = who ? onLeaveWho : pick ? () => change({ pick: undefined }) : () => change({ area: undefined })
  const title = who ? w.whoIsNear : pick ? w.picked : area ? w.inside : w.list
  return (
    <aside className="map-side" aria-label={title}>
      <header className="map-side-head">
        <h2>{title}</h2>
        {(who || pick || area) && <Button type="text" icon={<CloseOutlined />} aria-label={w.back} onClick={leave} />}
      </header>
      {who ? (
        <Resources at={who} />
      ) : pick ? (
        <Picked pick={pick} here={here} />
      ) : area ? (
        <Inside area={area} period={{ from, to }} onChoose={onChoose} onClear={() => change({ area: undefined })} />
      ) : (
        <InView cases={data.cases} components={data.components} isTooWide={data.isTooWide} onChoose={onChoose} />
      )}
    </aside>
  )
}
