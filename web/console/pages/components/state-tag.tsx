import { Glyph, type GlyphName } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import type { Tone } from '#web/kit/tokens.ts'
import { stateWords } from './words.ts'

export type State = keyof typeof stateWords

const looks: Readonly<Record<State, readonly [GlyphName, Tone]>> = {
  intact: ['tick', 'green'],
  damaged: ['late', 'red'],
  lost: ['cross', 'red'],
  disused: ['pause', 'brown'],
  removed: ['bar', 'grey'],
}

/** The state of a component: glyph, word and colour together. */
export function StateTag({ state }: { state: State }) {
  const [glyph, tone] = looks[state]
  return (
    <span className={`tag tone-${tone}`}>
      <Glyph name={glyph} />
      {useWords(stateWords)[state]}
    </span>
  )
}
