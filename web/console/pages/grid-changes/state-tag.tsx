import type { listGridChanges } from '#city/grid/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { Glyph, type GlyphName } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

export type Change = ReplyOf<typeof listGridChanges>['items'][number]

const looks: Readonly<Record<Change['state'], { tone: string; glyph: GlyphName }>> = {
  planned: { tone: 'blue', glyph: 'ring' },
  effective: { tone: 'green', glyph: 'tick' },
  withdrawn: { tone: 'grey', glyph: 'cross' },
  undone: { tone: 'grey', glyph: 'cross' },
}

/** Where a change of cells stands: colour, sign and word. */
export function StateTag({ state }: { readonly state: Change['state'] }) {
  const w = useWords(words)
  const { tone, glyph } = looks[state]
  return (
    <span className={`tag tone-${tone}`}>
      <Glyph name={glyph} />
      {w[state]}
    </span>
  )
}
