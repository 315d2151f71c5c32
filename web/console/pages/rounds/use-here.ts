import { useCallback } from 'react'

type Here = { frame: 'WGS84'; lon: number; lat: number }

/** Asks the device where it is; without leave or signal nothing, after a few seconds at most. */
export function useHere(): () => Promise<Here | undefined> {
  return useCallback(
    () =>
      new Promise((resolve) => {
        if (!('geolocation' in navigator)) return resolve(undefined)
        navigator.geolocation.getCurrentPosition(
          ({ coords }) => resolve({ frame: 'WGS84', lon: coords.longitude, lat: coords.latitude }),
          () => resolve(undefined),
          { enableHighAccuracy: true, timeout: 5_000, maximumAge: 60_000 },
        )
      }),
    [],
  )
}
