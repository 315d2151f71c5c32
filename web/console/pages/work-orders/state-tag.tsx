import type { OrderItem } from '#command/work-order/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const looks = {
  planned: ['tone-grey', 'ring'],
  assigned: ['tone-blue', 'half'],
  begun: ['tone-purple', 'play'],
  done: ['tone-brown', 'diamond'],
  accepted: ['tone-green', 'tick'],
  cancelled: ['tone-grey', 'cross'],
} as const

/** How an order stands, by glyph, colour and word. */
export function OrderTag({ state }: { state: OrderItem['state'] }) {
  const w = useWords(words)
  const [tone, glyph] = looks[state]
  return (
    <span className={`tag ${tone}`}>
      <Glyph name={glyph} />
      {w[state]}
    </span>
  )
}

/** That an order was not done by its deadline. */
export function LateTag() {
  const w = useWords(words)
  return (
    <span className="tag tone-red">
      <Glyph name="late" />
      {w.late}
    </span>
  )
}
