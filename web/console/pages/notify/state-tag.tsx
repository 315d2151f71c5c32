import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const shown = {
  pending: { tone: 'brown', word: 'pending', glyph: 'ring' },
  queued: { tone: 'brown', word: 'queued', glyph: 'ring' },
  delivered: { tone: 'green', word: 'delivered', glyph: 'tick' },
  sent: { tone: 'green', word: 'sent', glyph: 'tick' },
  dead: { tone: 'red', word: 'dead', glyph: 'late' },
} as const

/** Where a message stands: colour, sign and word. */
export function StateTag({ state }: { state: keyof typeof shown }) {
  const w = useWords(words)
  const { tone, word } = shown[state]
  return (
    <span className={`tag tone-${tone}`}>
      <Glyph name={shown[state].glyph} />
      {w[word]}
    </span>
  )
}
