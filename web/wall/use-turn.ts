import { useEffect, useState } from 'react'
import type { Picture, Theme } from '#supervise/wall/contract.ts'

/** Which theme has its turn, and which of its two halves a single screen shows. */
export type Turn = { readonly theme: Theme; readonly half: 0 | 1 }

/** The place in the playlist after so many seconds: every wall of a district is at the same place. */
export function turnAt(playlist: Picture['playlist'], seconds: number): Turn {
  const whole = playlist.reduce((sum, item) => sum + item.seconds, 0)
  let left = seconds % whole
  for (const item of playlist) {
    if (left < item.seconds) return { theme: item.theme, half: left < item.seconds / 2 ? 0 : 1 }
    left -= item.seconds
  }
  return { theme: playlist[0]!.theme, half: 0 }
}

/** The present in seconds, one tick a second. */
export function useSeconds(): number {
  const [now, setNow] = useState(() => Math.floor(Date.now() / 1000))
  useEffect(() => {
    const timer = setInterval(() => setNow(Math.floor(Date.now() / 1000)), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
