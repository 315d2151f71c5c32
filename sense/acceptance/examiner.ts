import type { CheckBook } from './check.ts'

/**
 * Looks at what one device sends, strictly: nothing is mended, everything that departs from the standard is written down.
 * `at` is when the bytes came, null where that is not known, as with frames out of a file.
 */
export type Examiner = {
  readonly book: CheckBook
  /** Whole frames that were read. */
  readonly frames: number
  readonly sender: string | undefined
  /** The edition of its standard that the device speaks, as far as it says so. */
  readonly edition: string | undefined
  /** What no table of ours knows, by name. */
  readonly unknown: ReadonlyMap<string, number>
  /** Bytes as the wire brought them. Gives the device's own times in them. */
  take(bytes: Uint8Array, at: Date | null): Date[]
  /** A frame as the gateway kept it, which has no marks, escapes or checksum left to look at. */
  takeKept(bytes: Uint8Array, at: Date): Date[]
  /** A kept frame as it may stand in a report, where something in it may not. */
  evidence?(bytes: Uint8Array): string
  /** A new connection: what counts from its beginning begins again. */
  connected(): void
  /** No more will come. */
  end(): void
}

/** Counts one more of a name, within bounds. */
export function countUnknown(unknown: Map<string, number>, name: string): void {
  const count = unknown.get(name)
  if (count !== undefined || unknown.size < 500) unknown.set(name, (count ?? 0) + 1)
}

const minute = 60_000

/** How far a device's clock may be off while it is connected. A rule of this platform [J]. */
export const mostClockMs = 2 * minute

/** A device's own time beside the time of arrival: what is wrong with it, or undefined. `isLate` is of what was kept back. */
export function clockFault(
  own: Date | undefined,
  at: Date | null,
  isLate: boolean,
): { zh: string; en: string } | undefined {
  if (!own) return { zh: '时间不存在', en: 'there is no such time' }
  if (!at) return undefined
  const ahead = own.getTime() - at.getTime()
  if (ahead > mostClockMs) return { zh: `快 ${secondsOf(ahead)} 秒`, en: `${secondsOf(ahead)} s ahead` }
  if (!isLate && ahead < -mostClockMs) return { zh: `慢 ${secondsOf(-ahead)} 秒`, en: `${secondsOf(-ahead)} s behind` }
  return undefined
}

const secondsOf = (ms: number): number => Math.round(ms / 1000)
