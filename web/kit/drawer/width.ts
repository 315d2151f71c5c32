import { breakableStore } from '../breakable-store.ts'

const key = (name: string) => `yiwang.drawer.${name}`
const LEAST = 380
const STEP = 80

/** A width that leaves the list beside it in sight and the panel readable. */
export const fitting = (width: number, screen: number): number =>
  Math.round(Math.max(LEAST, Math.min(width, screen - 160)))

/** The width this browser last gave a drawer, or else the usual one. */
export function widthOf(name: string, usual: number): number {
  const kept = Number(breakableStore.get(key(name)))
  return Number.isFinite(kept) && kept > 0 ? kept : usual
}

export const keepWidth = (name: string, width: number): void => breakableStore.set(key(name), String(width))

/** Wider or narrower by the keyboard. */
export const stepped = (width: number, wider: boolean): number => width + (wider ? STEP : -STEP)

/** Who stands before and after one of a list; nobody at its ends, and nobody where it is not on the list. */
export function neighbours(ids: readonly string[], id: string | undefined) {
  const at = id === undefined ? -1 : ids.indexOf(id)
  return {
    at: at < 0 ? undefined : at,
    previous: at > 0 ? ids[at - 1] : undefined,
    next: at >= 0 ? ids[at + 1] : undefined,
  }
}
