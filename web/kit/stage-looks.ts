import type { stageNames } from '#city/case/contract.ts'
import type { GlyphName } from './glyph-name.ts'
import type { Tone } from './tokens.ts'

export type Stage = keyof typeof stageNames

/** The glyph and the tone of each stage of a case. */
export const stageLooks: Readonly<Record<Stage, { glyph: GlyphName; tone: Tone }>> = {
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
  failed: { glyph: 'again', tone: 'red' },
  closed: { glyph: 'tick', tone: 'green' },
  refused: { glyph: 'cross', tone: 'grey' },
  void: { glyph: 'bar', tone: 'grey' },
  merged: { glyph: 'join', tone: 'grey' },
}
