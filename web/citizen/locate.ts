import { useCallback, useState } from 'react'
import { patchDraft } from './draft.ts'

export type Locating = 'idle' | 'asking' | 'denied'

/** Asks the phone where it is; the answer goes into the draft. Refused, absent and timed out are one path: `denied`. */
export function useLocating(): { state: Locating; locate: () => void } {
  const [state, setState] = useState<Locating>('idle')
  const locate = useCallback(() => {
    if (!navigator.geolocation) return setState('denied')
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // The browser promises WGS84; the pin on the map shows when a phone breaks the promise.
        patchDraft({
          point: {
            frame: 'WGS84',
            lon: coords.longitude,
            lat: coords.latitude,
            accuracyMetres: Math.round(coords.accuracy),
          },
        })
        setState('idle')
      },
      () => setState('denied'),
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 },
    )
  }, [])
  return { state, locate }
}
