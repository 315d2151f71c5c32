import { Glyph, type GlyphName } from '#web/kit/glyph.tsx'
import { useLanguage } from '#web/kit/language.ts'
import type { Tone } from '#web/kit/tokens.ts'
import type { Progress } from './questions.ts'

const looks: Readonly<Record<string, readonly [GlyphName, Tone]>> = {
  received: ['ring', 'grey'],
  reported: ['ring', 'grey'],
  confirming: ['ring', 'grey'],
  confirmed: ['ring', 'grey'],
  filed: ['half', 'brown'],
  returned: ['half', 'brown'],
  dispatched: ['play', 'blue'],
  handling: ['play', 'blue'],
  failed: ['play', 'blue'],
  suspended: ['pause', 'grey'],
  handled: ['diamond', 'purple'],
  verifying: ['diamond', 'purple'],
  verified: ['diamond', 'purple'],
  closed: ['tick', 'green'],
  solved: ['tick', 'green'],
  refused: ['cross', 'grey'],
  void: ['bar', 'grey'],
  merged: ['join', 'grey'],
}

/** Where a report stands, in the server's own words; an unknown state still shows its word. */
export function StateTag({ state }: { state: Progress['state'] }) {
  const language = useLanguage()
  const [glyph, tone] = looks[state.code] ?? ['ring', 'grey']
  return (
    <span className={`tag tone-${tone}`}>
      <Glyph name={glyph} />
      {state[language]}
    </span>
  )
}
