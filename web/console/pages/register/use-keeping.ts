import { useEffect, useRef, useState } from 'react'
import { saveDraft } from '#serve/call/contract.ts'
import { call } from '#web/kit/client.ts'
import { makeSaver, type SaveState } from '#web/kit/saver.ts'
import { draftOf, type Filled, isBegun } from './filled.ts'

const everyMs = 1_000

/** Where the keeping of a draft stands, and when it was last kept. */
export type Keeping = { readonly state: SaveState | 'empty'; readonly at: number | undefined }

/** Keeps what is written on the server, every second while it changes and once more when the page is left, until it `isOver`. */
export function useKeeping(draftId: string, values: Partial<Filled>, isOver: () => boolean): Keeping {
  const [keeping, setKeeping] = useState<Keeping>({ state: 'empty', at: undefined })
  const over = useRef(isOver)
  useEffect(() => {
    over.current = isOver
  })
  const [saver] = useState(() =>
    makeSaver<Partial<Filled>>({
      settleMs: everyMs,
      send: async (content, outlives) => {
        // What has been registered must not come back as a draft.
        if (!over.current()) await call(saveDraft, { params: { draftId }, body: draftOf(content) }, { outlives })
      },
      onState: (state) => setKeeping(({ at }) => ({ state, at: state === 'saved' ? Date.now() : at })),
    }),
  )
  const first = useRef(values)
  useEffect(() => {
    if (values !== first.current && isBegun(values)) saver.put(values)
  }, [saver, values])
  useEffect(() => {
    // Somebody who writes without a pause is kept every second all the same.
    const ticking = setInterval(() => saver.flush(), everyMs)
    const leaving = () => saver.flush(true)
    window.addEventListener('pagehide', leaving)
    return () => {
      clearInterval(ticking)
      window.removeEventListener('pagehide', leaving)
      leaving()
    }
  }, [saver])
  return keeping
}
