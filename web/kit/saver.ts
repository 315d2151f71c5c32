/** Where something that saves itself stands. */
export type SaveState = 'saved' | 'changed' | 'saving' | 'refused'

/** Saves what is put in once the hands rest, one saving at a time, and at once when the page is left. */
export type Saver<T> = {
  put(content: T): void
  /** Saves now what waits. `isLeaving`: nobody may be there any more when the answer comes. */
  flush(isLeaving?: boolean): void
}

/** Of several contents put in while one is being saved only the last is sent; one that was refused is tried again with the next. */
export function makeSaver<T>(options: {
  settleMs: number
  send: (content: T, isLeaving: boolean) => Promise<void>
  onState: (state: SaveState, error?: unknown) => void
}): Saver<T> {
  const { settleMs, send, onState } = options
  let kept: { readonly content: T } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  let owed: { readonly isLeaving: boolean } | undefined
  const flush = (isLeaving = false): void => {
    clearTimeout(timer)
    if (!kept) return
    if (isBusy) {
      owed = { isLeaving: isLeaving || owed?.isLeaving === true }
      return
    }
    const sent = kept
    kept = undefined
    isBusy = true
    onState('saving')
    send(sent.content, isLeaving).then(
      () => {
        isBusy = false
        const due = owed
        owed = undefined
        onState(kept ? 'changed' : 'saved')
        if (due) flush(due.isLeaving)
      },
      (error: unknown) => {
        isBusy = false
        owed = undefined
        kept ??= sent
        onState('refused', error)
      },
    )
  }
  return {
    put(content) {
      kept = { content }
      onState('changed')
      clearTimeout(timer)
      timer = setTimeout(flush, settleMs)
    },
    flush,
  }
}
