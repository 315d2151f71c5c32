/** The shapes that go with a state; drawn, because fonts give these characters different widths. */
export type GlyphName =
  | 'ring'
  | 'half'
  | 'play'
  | 'diamond'
  | 'tick'
  | 'late'
  | 'pause'
  | 'back'
  | 'again'
  | 'cross'
  | 'bar'
  | 'join'
