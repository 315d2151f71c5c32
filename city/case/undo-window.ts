/**
 * How long a refusal may be undone: the ten seconds that the screen offers, and time for a slow line. Nothing about it leaves the house
 * before that.
 */
export const UNDO_WINDOW_MS = 30_000

export const isWithinUndo = (at: Date, now: Date): boolean => now.getTime() - at.getTime() <= UNDO_WINDOW_MS
