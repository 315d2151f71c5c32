import type { Health } from '#sense/device/contract.ts'
import { Glyph, type GlyphName } from '#web/kit/glyph.tsx'
import { useWords } from '#web/kit/language.ts'
import './devices.css'
import { words } from './words.ts'

const looks: Readonly<Record<Health, { tone: string; glyph: GlyphName }>> = {
  heard: { tone: 'green', glyph: 'tick' },
  unknown: { tone: 'red', glyph: 'late' },
  never: { tone: 'grey', glyph: 'ring' },
}

/** Whether a device is heard, by glyph, colour and word. */
export function HealthTag({ health }: { health: Health }) {
  const w = useWords(words)
  const { tone, glyph } = looks[health]
  return (
    <span className={`device-tag ${tone}`}>
      <Glyph name={glyph} />
      {w[health]}
    </span>
  )
}
