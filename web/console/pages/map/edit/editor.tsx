import type { Map as LibreMap } from 'maplibre-gl'
import type { Pick } from '../../../map-address.ts'
import { ComponentEditor } from './component-editor.tsx'
import './edit.css'
import type { Editing } from './editing.ts'
import { GridEditor } from './grid-editor.tsx'
import { NewComponent } from './new-component.tsx'

type Props = {
  readonly map: LibreMap | undefined
  readonly editing: Editing
  readonly onEdit: (editing: Editing | undefined) => void
  readonly onChoose: (pick: Pick) => void
}

/** The side of the map while something on it is changed; loaded only then. */
export function Editor({ map, editing, onEdit, onChoose }: Props) {
  const leave = () => onEdit(undefined)
  if (editing.kind === 'component') return <ComponentEditor map={map} code={editing.code} onLeave={leave} />
  if (editing.kind === 'grid') return <GridEditor map={map} code={editing.codes[0] ?? ''} onLeave={leave} />
  const onMade = (code: string) => {
    onChoose({ kind: 'component', id: code })
    onEdit({ kind: 'component', code })
  }
  return <NewComponent map={map} onMade={onMade} onLeave={leave} />
}
