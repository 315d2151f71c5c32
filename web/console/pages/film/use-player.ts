import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { CaseFrame } from '#city/case/contract.ts'
import { type FilmSearch, type Speed, usualSpeed, waitMs } from './film-time.ts'

export type Player = {
  /** The moment shown, from 0. */
  readonly at: number
  readonly last: number
  readonly isPlaying: boolean
  readonly speed: Speed
  /** Goes to a moment and stands still there. */
  goTo(at: number): void
  toggle(): void
  setSpeed(speed: Speed): void
}

/** Plays the frames of a case; where the film stands is in the address, so that a moment can be sent to somebody. */
export function usePlayer(frames: readonly CaseFrame[]): Player {
  const search = useSearch({ from: '/inside/cases/$id/film' })
  const navigate = useNavigate({ from: '/cases/$id/film' })
  const [isPlaying, setPlaying] = useState(false)
  const last = frames.length - 1
  const at = Math.min(last, (search.at ?? 1) - 1)
  const speed = search.speed ?? usualSpeed
  const set = (change: FilmSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })
  const sinceMs = frames[at + 1]?.sinceMs
  // biome-ignore lint/correctness/useExhaustiveDependencies: each moment waits once; `set` is made anew with every drawing.
  useEffect(() => {
    if (!isPlaying) return
    if (sinceMs === undefined) return setPlaying(false)
    const timer = setTimeout(() => set({ at: at + 2 }), waitMs(sinceMs, speed))
    return () => clearTimeout(timer)
  }, [isPlaying, at, sinceMs, speed])
  return {
    at,
    last,
    isPlaying,
    speed,
    goTo: (to) => {
      setPlaying(false)
      set({ at: Math.max(0, Math.min(last, to)) + 1 })
    },
    toggle: () => {
      if (!isPlaying && at === last) set({ at: 1 })
      setPlaying(!isPlaying)
    },
    setSpeed: (next) => set({ speed: next }),
  }
}
