import type { CoverState } from '#sense/coverage/contract.ts'
import type { GlyphName } from '#web/kit/glyph.tsx'

/** How a result looks: a colour on the map, a glyph and a tone beside its word. */
export const looks: Readonly<Record<CoverState, { glyph: GlyphName; tone: string; colour: string }>> = {
  covered: { glyph: 'tick', tone: 'green', colour: '#00806a' },
  partly: { glyph: 'half', tone: 'brown', colour: '#b86e00' },
  missed: { glyph: 'cross', tone: 'red', colour: '#c4121f' },
  unknown: { glyph: 'ring', tone: 'grey', colour: '#6b7280' },
  ahead: { glyph: 'bar', tone: 'blue', colour: '#7ba4e8' },
}

export const percent = (share: number): string => `${Math.floor(share * 100)}%`

/** An instant as `09:30` in Beijing. */
export const clockOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)
