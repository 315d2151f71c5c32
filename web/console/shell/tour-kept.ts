const keyOf = (personId: string): string => `yiwang.tour.${personId}`

/** Whether this person has taken the tour in this browser or left it. A browser that remembers nothing shows none. */
export function isTourDone(personId: string): boolean {
  try {
    return localStorage.getItem(keyOf(personId)) !== null
  } catch {
    return true
  }
}

export function keepTourDone(personId: string): void {
  try {
    localStorage.setItem(keyOf(personId), '1')
  } catch {
    // Shown again next time, and left again.
  }
}

const again = 'yiwang-tour'

/** Asks for the tour to be taken again. */
export const askForTour = (): void => void window.dispatchEvent(new Event(again))

export function onTourAsked(show: () => void): () => void {
  window.addEventListener(again, show)
  return () => window.removeEventListener(again, show)
}
