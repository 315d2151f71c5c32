import type { Standing } from '#supervise/target/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const looks = {
  met: { tone: 'tone-green', glyph: 'tick' },
  short: { tone: 'tone-red', glyph: 'late' },
  disputed: { tone: 'tone-purple', glyph: 'half' },
  unknown: { tone: 'tone-grey', glyph: 'ring' },
} as const

/** Where an indicator stands, by colour, glyph and word. */
export function StandingTag({ standing }: { standing: Standing }) {
  const w = useWords(words)
  const { tone, glyph } = looks[standing]
  return (
    <span className={`tag ${tone}`}>
      <Glyph name={glyph} />
      {w[standing]}
    </span>
  )
}
