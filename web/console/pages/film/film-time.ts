/** The speeds offered: at 1 a minute of the case takes a minute, at 60 a second. */
export const speeds = [1, 5, 10, 20, 30, 60] as const
export type Speed = (typeof speeds)[number]

export const usualSpeed: Speed = 20

/** A gap longer than this is played as though it were this long, and marked. */
const longestGapMs = 60_000
/** However fast, every moment stays long enough to be seen. */
const shortestShownMs = 900

/** Whether the time before a moment is shown shorter than its speed would have it. */
export const isCompressed = (sinceMs: number): boolean => sinceMs > longestGapMs

/** How long on the wall clock the film waits before it shows a moment that came `sinceMs` after the one before. */
export const waitMs = (sinceMs: number, speed: number): number =>
  Math.max(shortestShownMs, Math.min(sinceMs, longestGapMs) / speed)

/** What an address may say about where the film stands; anything else is left out. */
export type FilmSearch = { at?: number; speed?: Speed; view?: 'board' }

export function readFilmSearch(given: Record<string, unknown>): FilmSearch {
  const at = Number(given.at)
  const speed = speeds.find((each) => each === Number(given.speed))
  return {
    ...(Number.isInteger(at) && at > 0 ? { at } : {}),
    ...(speed ? { speed } : {}),
    ...(given.view === 'board' ? { view: 'board' as const } : {}),
  }
}
