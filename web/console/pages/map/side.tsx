import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { Map as LibreMap } from 'maplibre-gl'
import { lazy, Suspense } from 'react'
import type { Point } from '#city/place/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { Loading } from '#web/kit/states.tsx'
import type { Pick } from '../../map-address.ts'
import type { Editing } from './edit/editing.ts'
import { InView } from './in-view.tsx'
import type { FromHere } from './picked.tsx'
import type { useMapData } from './use-data.ts'
import type { View } from './use-view.ts'
import { words } from './words.ts'

// The list of what is in view comes with the map; the rest when it is asked for.
const Resources = lazy(() => import('./resources.tsx').then(({ Resources }) => ({ default: Resources })))
const Picked = lazy(() => import('./picked.tsx').then(({ Picked }) => ({ default: Picked })))
const Inside = lazy(() => import('./inside.tsx').then(({ Inside }) => ({ default: Inside })))
const Editor = lazy(() => import('./edit/editor.tsx').then(({ Editor }) => ({ default: Editor })))

type Props = {
  readonly map: LibreMap | undefined
  readonly editing: Editing | undefined
  readonly onEdit: (editing: Editing | undefined) => void
  readonly view: View
  readonly data: ReturnType<typeof useMapData>
  readonly who: Point | undefined
  readonly here: FromHere
  readonly onChoose: (pick: Pick) => void
  readonly onLeaveWho: () => void
}

/** Beside the map: who is near, else what is chosen, else what lies in the drawn surface, else all that is in view. */
export function Side({ view: { view, change }, data, ...props }: Props) {
  const w = useWords(words)
  const { pick, area, from, to } = view
  const { map, editing, onEdit, who, here, onChoose, onLeaveWho } = props
  if (editing)
    return (
      <aside className="map-side" aria-label={w.edit}>
        <Suspense fallback={<Loading />}>
          <Editor key={JSON.stringify(editing)} map={map} editing={editing} onEdit={onEdit} onChoose={onChoose} />
        </Suspense>
      </aside>
    )
  const leave = who ? onLeaveWho : pick ? () => change({ pick: undefined }) : () => change({ area: undefined })
  const title = who ? w.whoIsNear : pick ? w.picked : area ? w.inside : w.list
  return (
    <aside className="map-side" aria-label={title}>
      <header className="map-side-head">
        <h2>{title}</h2>
        {(who || pick || area) && <Button type="text" icon={<CloseOutlined />} aria-label={w.back} onClick={leave} />}
      </header>
      <Suspense fallback={<Loading />}>
        {who ? (
          <Resources at={who} />
        ) : pick ? (
          <Picked pick={pick} here={here} />
        ) : area ? (
          <Inside area={area} period={{ from, to }} onChoose={onChoose} onClear={() => change({ area: undefined })} />
        ) : (
          <InView cases={data.cases} components={data.components} isTooWide={data.isTooWide} onChoose={onChoose} />
        )}
      </Suspense>
    </aside>
  )
}
