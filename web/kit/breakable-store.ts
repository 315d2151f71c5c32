/** The browser's storage, for what may as well be lost: a browser that stores nothing still works for now. */
export const breakableStore = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  set(key: string, value: string): void {
    try {
      localStorage.setItem(key, value)
    } catch {
      // What was chosen lasts as long as the page.
    }
  },
}
