import { stageNames } from '#city/case/contract.ts'
import { Glyph, type GlyphName } from './glyph.tsx'
import { defineWords, useWords } from './language.ts'
import type { Tone } from './tokens.ts'

export type Stage = keyof typeof stageNames

const looks: Readonly<Record<Stage, { glyph: GlyphName; tone: Tone }>> = {
  reported: { glyph: 'ring', tone: 'grey' },
  confirming: { glyph: 'ring', tone: 'grey' },
  confirmed: { glyph: 'ring', tone: 'grey' },
  filed: { glyph: 'half', tone: 'brown' },
  returned: { glyph: 'back', tone: 'brown' },
  dispatched: { glyph: 'play', tone: 'blue' },
  handling: { glyph: 'play', tone: 'blue' },
  suspended: { glyph: 'pause', tone: 'grey' },
  handled: { glyph: 'diamond', tone: 'purple' },
  verifying: { glyph: 'diamond', tone: 'purple' },
  verified: { glyph: 'diamond', tone: 'purple' },
  failed: { glyph: 'back', tone: 'red' },
  closed: { glyph: 'tick', tone: 'green' },
  refused: { glyph: 'cross', tone: 'grey' },
  void: { glyph: 'bar', tone: 'grey' },
  merged: { glyph: 'join', tone: 'grey' },
}

const english: Readonly<Record<Stage, string>> = {
  reported: 'To accept',
  confirming: 'Being confirmed',
  confirmed: 'To file',
  filed: 'To dispatch',
  dispatched: 'To sign for',
  handling: 'In hand',
  returned: 'To redirect',
  suspended: 'Suspended',
  handled: 'To verify',
  verifying: 'Being verified',
  verified: 'To close',
  failed: 'To rework',
  closed: 'Closed',
  refused: 'Refused',
  void: 'Void',
  merged: 'Merged',
}

const stageWords = defineWords(
  Object.fromEntries(
    (Object.keys(stageNames) as Stage[]).map((stage) => [stage, { zh: stageNames[stage], en: english[stage] }]),
  ) as Record<Stage, { zh: string; en: string }>,
)

export const useStageNames = (): Readonly<Record<Stage, string>> => useWords(stageWords)

/** Where a case stands: glyph, word and colour together. */
export function StageTag({ stage }: { stage: Stage }) {
  const names = useStageNames()
  const { glyph, tone } = looks[stage]
  return (
    <span className={`tag tone-${tone}`}>
      <Glyph name={glyph} />
      {names[stage]}
    </span>
  )
}
