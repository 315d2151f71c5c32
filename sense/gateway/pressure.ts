/** What weighs on a gateway: bytes kept that nobody has taken over yet, and bytes that came and are not kept yet. */
export type Load = { backlog: number; waiting: number }

/**
 * How hard a gateway is pressed. `shed`: what can wait is neither kept nor acknowledged, so that its sender keeps it and sends it
 * again later. `stop`: nothing more is read from anybody.
 */
export type Pressure = 'none' | 'shed' | 'stop'

export type Marks = { shed: Load; stop: Load }

const mega = 1024 * 1024

/** Of the 8 GiB that a spool holds at most, places are shed from a half on, and nothing is read from seven eighths on [J]. */
export const usualMarks: Marks = {
  shed: { backlog: 4096 * mega, waiting: 32 * mega },
  stop: { backlog: 7168 * mega, waiting: 96 * mega },
}

// A pressure ends well below the mark at which it began, so that it does not come and go with every frame.
const easing = 0.8

/** How hard a load presses, given how hard it was before. */
export function pressureOf(load: Load, before: Pressure, marks: Marks = usualMarks): Pressure {
  const isAbove = ({ backlog, waiting }: Load, share: number): boolean =>
    load.backlog > backlog * share || load.waiting > waiting * share
  if (isAbove(marks.stop, before === 'stop' ? easing : 1)) return 'stop'
  return isAbove(marks.shed, before === 'none' ? 1 : easing) ? 'shed' : 'none'
}
