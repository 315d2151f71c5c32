import type { Spot } from '#analyse/chronic/contract.ts'
import { Glyph, type GlyphName } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import './chronic.css'
import { words } from './words.ts'

const looks: Readonly<Record<Spot['state'], { tone: string; glyph: GlyphName }>> = {
  open: { tone: 'red', glyph: 'play' },
  watched: { tone: 'blue', glyph: 'half' },
  cleared: { tone: 'green', glyph: 'tick' },
}

export function SpotTag({ state }: { state: Spot['state'] }) {
  const w = useWords(words)
  const { tone, glyph } = looks[state]
  return (
    <span className={`spot-tag ${tone}`}>
      <Glyph name={glyph} />
      {w[state]}
    </span>
  )
}
