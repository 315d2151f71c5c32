import { type Severity, severityNames } from '#analyse/alarm/contract.ts'
import { Glyph, type GlyphName } from '#web/kit/glyph.tsx'
import { usePick } from '#web/kit/language.ts'
import './alarms.css'

const looks: Readonly<Record<Severity, { tone: string; glyph: GlyphName }>> = {
  notice: { tone: 'grey', glyph: 'ring' },
  minor: { tone: 'blue', glyph: 'half' },
  major: { tone: 'brown', glyph: 'diamond' },
  critical: { tone: 'red', glyph: 'late' },
}

/** How bad an alarm is, by glyph, colour and word. */
export function SeverityTag({ severity }: { severity: Severity }) {
  const pick = usePick()
  const { tone, glyph } = looks[severity]
  return (
    <span className={`alarm-tag ${tone}`}>
      <Glyph name={glyph} />
      {pick(severityNames[severity])}
    </span>
  )
}
