const SOON_MS = 800
const SPREAD_MS = 700
const REST_MS = 10_000

/** Something to be asked again when it may have changed. */
export type Refresher = {
  /** It has changed: at once where what is on the screen is concerned, else when its time has come. */
  ask(isUrgent: boolean): void
  stop(): void
}

/**
 * Asks again soon after the first change, then no oftener than every ten seconds while changes go on; an urgent one is not made
 * to wait. Screens are spread a little, so that five hundred of them do not ask in the same instant.
 */
export function makeRefresher(
  refresh: () => void,
  { now = Date.now, random = Math.random }: { now?: () => number; random?: () => number } = {},
): Refresher {
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  const run = () => {
    timer = undefined
    due = Number.POSITIVE_INFINITY
    last = now()
    refresh()
  }
  return {
    ask(isUrgent) {
      const soon = now() + SOON_MS + (isUrgent ? 0 : random() * SPREAD_MS)
      const at = isUrgent ? soon : Math.max(soon, last + REST_MS + random() * SPREAD_MS)
      if (at >= due) return
      clearTimeout(timer)
      due = at
      timer = setTimeout(run, at - now())
    },
    stop: () => clearTimeout(timer),
  }
}
