import { useSyncExternalStore } from 'react'
import { viewFile } from '#kernel/files/contract.ts'
import { addressOf } from '../client.ts'

/** A picture of a case with what it shows. */
export type Photo = { readonly fileId: string; readonly caption: string }

const changed = new Map<string, string>()
const listeners = new Set<() => void>()
let changes = 0

/** A photo has been redacted on this screen: every picture of it is asked for anew. */
export function markChanged(fileId: string): void {
  changes += 1
  changed.set(fileId, `${Date.now()}`)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Draws again whatever shows photos once one of them has changed. */
export const usePhotoChanges = (): number => useSyncExternalStore(subscribe, () => changes)

export function photoAddress(fileId: string, variant: 'thumb' | 'screen' | 'original'): string {
  const again = changed.get(fileId)
  return addressOf(viewFile, { params: { fileId, variant }, ...(again ? { query: { again } } : {}) })
}
