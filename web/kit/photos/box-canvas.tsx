import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { defineWords, useWords } from '../language.ts'
import { type Box, boxBetween, moved, resized } from './box.ts'
import { photoAddress } from './photo.ts'

const words = defineWords({
  canvas: { zh: '照片，可在上面画遮盖框', en: 'The photo, to draw boxes on' },
  box: {
    zh: (n: number, box: Box) =>
      `遮盖框 ${n}：左 ${percent(box.x)} 上 ${percent(box.y)} 宽 ${percent(box.width)} 高 ${percent(box.height)}`,
    en: (n: number, box: Box) =>
      `Box ${n}: left ${percent(box.x)} top ${percent(box.y)} width ${percent(box.width)} height ${percent(box.height)}`,
  },
})

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** How far one press of an arrow goes. */
const nudge = 0.01
const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-nudge, 0],
  ArrowRight: [nudge, 0],
  ArrowUp: [0, -nudge],
  ArrowDown: [0, nudge],
}

type Props = { fileId: string; caption: string; boxes: readonly Box[]; onChange: (boxes: readonly Box[]) => void }
type Spot = { readonly x: number; readonly y: number }
type Drag = { readonly from: Spot; readonly to: Spot; readonly of?: number }

/** The photo with the boxes over it: drawn and moved by pointer, or by keys once a box has the focus. */
export function BoxCanvas({ fileId, caption, boxes, onChange }: Props) {
  const w = useWords(words)
  const area = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Drag>()
  const put = (n: number, box: Box) => onChange(boxes.map((each, at) => (at === n ? box : each)))
  const spotOf = ({ clientX, clientY }: PointerEvent): Spot => {
    const { left, top, width, height } = area.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return { x: (clientX - left) / width, y: (clientY - top) / height }
  }
  const begin = (event: PointerEvent, of?: number) => {
    if (event.button !== 0) return
    event.stopPropagation()
    area.current?.setPointerCapture(event.pointerId)
    const spot = spotOf(event)
    setDrag({ from: spot, to: spot, ...(of === undefined ? {} : { of }) })
  }
  const end = () => {
    setDrag(undefined)
    if (!drag) return
    const drawn = drag.of === undefined ? boxBetween(drag.from, drag.to) : undefined
    if (drawn) onChange([...boxes, drawn])
    else if (drag.of !== undefined) put(drag.of, shown(boxes, drag)[drag.of]!)
  }
  const onKeyDown = (event: KeyboardEvent, n: number, box: Box) => {
    const next = afterKey(event, box)
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (next === 'gone') onChange(boxes.filter((_, at) => at !== n))
    else put(n, next)
  }
  const rubber = drag && drag.of === undefined ? boxBetween(drag.from, drag.to) : undefined
  return (
    <div className="box-canvas">
      <div
        ref={area}
        className="box-area"
        onPointerDown={(event) => begin(event)}
        onPointerMove={(event) => drag && setDrag({ ...drag, to: spotOf(event) })}
        onPointerUp={end}
        onPointerCancel={() => setDrag(undefined)}
      >
        <img src={photoAddress(fileId, 'screen')} alt={`${w.canvas}：${caption}`} draggable={false} />
        {shown(boxes, drag).map((box, n) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a box is known by its place in the list.
            key={n}
            type="button"
            className="black-box"
            style={styleOf(box)}
            aria-label={w.box(n + 1, box)}
            onPointerDown={(event) => begin(event, n)}
            onKeyDown={(event) => onKeyDown(event, n, box)}
          >
            {n + 1}
          </button>
        ))}
        {rubber && <span className="black-box drawing" style={styleOf(rubber)} />}
      </div>
    </div>
  )
}

const shown = (boxes: readonly Box[], drag: Drag | undefined): readonly Box[] =>
  boxes.map((box, n) => (drag?.of === n ? moved(box, drag.to.x - drag.from.x, drag.to.y - drag.from.y) : box))

function afterKey({ key, shiftKey }: KeyboardEvent, box: Box): Box | 'gone' | undefined {
  if (key === 'Delete' || key === 'Backspace') return 'gone'
  const way = ways[key]
  if (!way) return undefined
  return shiftKey ? resized(box, ...way) : moved(box, ...way)
}

const styleOf = ({ x, y, width, height }: Box) => ({
  left: `${x * 100}%`,
  top: `${y * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
})
