const prefix = 'yiwang.draft.'

/** What was typed and not yet sent, kept while this tab lives: it survives a reload, and nobody finds it after the tab is closed. */
export const keptDraft = {
  read(key: string): object | undefined {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null')
      return typeof kept === 'object' && kept !== null ? kept : undefined
    } catch {
      return undefined
    }
  },
  write(key: string, values: object): void {
    try {
      sessionStorage.setItem(prefix + key, JSON.stringify(values))
    } catch {
      // A browser that stores nothing still lets the form be sent.
    }
  },
  forget(key: string): void {
    try {
      sessionStorage.removeItem(prefix + key)
    } catch {
      // Nothing was kept.
    }
  },
}
