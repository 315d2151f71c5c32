import type { CoverState } from '#sense/coverage/contract.ts'
import { Glyph } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { looks } from './look.ts'
import { words } from './words.ts'

/** A result as colour, glyph and word. */
export function CoverTag({ state }: { state: CoverState }) {
  const w = useWords(words)
  return (
    <span className={`cover-tag ${looks[state].tone}`}>
      <Glyph name={looks[state].glyph} /> {w[state]}
    </span>
  )
}
