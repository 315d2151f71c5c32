import type { GlyphName } from './glyph-name.ts'

export type { GlyphName } from './glyph-name.ts'

const paths: Readonly<Record<GlyphName, string>> = {
  ring: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm0 1.4a3.1 3.1 0 1 1 0 6.2 3.1 3.1 0 0 1 0-6.2Z',
  half: 'M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm0 1.4v6.2a3.1 3.1 0 0 1 0-6.2Z',
  play: 'M2.8 1.6 10.4 6l-7.6 4.4Z',
  diamond: 'M6 .8 11.2 6 6 11.2.8 6Zm0 2L2.8 6 6 9.2 9.2 6Z',
  tick: 'm1.4 6.3 1-1 2.3 2.2 5-5.2 1 1-6 6.3Z',
  late: 'M6 1.2 11.6 11H.4Z',
  pause: 'M2.5 2h2.4v8H2.5Zm4.6 0h2.4v8H7.1Z',
  back: 'M5.2 1.6v2.2h1.6a3.4 3.4 0 0 1 0 6.8H3V9.2h3.8a2 2 0 0 0 0-4H5.2v2.2L1.4 4.5Z',
  again: 'M6.1 2.2a4.3 4.3 0 1 1-4.2 5.2h1.5a2.9 2.9 0 1 0 2.7-3.8v1.9L2.4 2.8 6.1.2Z',
  cross: 'm2 3 1-1 3 3 3-3 1 1-3 3 3 3-1 1-3-3-3 3-1-1 3-3Z',
  bar: 'M1.5 5.2h9v1.6h-9Z',
  join: 'M1.5 2h1.6v3.2h4.3L5.8 3.6l1-1L10.4 6 6.8 9.6l-1-1 1.6-1.8H1.5Z',
}

export const Glyph = ({ name }: { name: GlyphName }) => (
  <svg width="12" height="12" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
    <path fillRule="evenodd" d={paths[name]} />
  </svg>
)
