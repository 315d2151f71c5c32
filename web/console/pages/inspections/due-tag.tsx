import type { DueItem } from '#command/inspection/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const looks = {
  overdue: ['tone-red', 'late'],
  due: ['tone-blue', 'ring'],
  done: ['tone-green', 'tick'],
  later: ['tone-grey', 'pause'],
} as const

/** How an inspection stands, by glyph, colour and word. */
export function DueTag({ state }: { state: DueItem['state'] }) {
  const w = useWords(words)
  const [tone, glyph] = looks[state]
  return (
    <span className={`tag ${tone}`}>
      <Glyph name={glyph} />
      {w[state]}
    </span>
  )
}
