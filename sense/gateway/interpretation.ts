import type { Point } from '#city/place/frame.ts'

/** How good a value is: as the device says, or `unknown` where it says nothing that can be relied on. */
export type Quality = 'ok' | 'bad' | 'unknown'

/** One measured value. `at` is the device's own time. */
export type Sample = { metric: string; unit: string; at: Date; value: number; quality: Quality }

/** Where a device was. Speed in km/h, course in degrees, altitude in metres; `flags` are the protocol's own status bits. */
export type Track = {
  at: Date
  place: Point
  speed: number
  course: number
  altitude: number
  fixed: boolean
  flags: number
}

/** What one kept frame says of its device. */
export type Interpretation = {
  samples: Sample[]
  tracks: Track[]
  /** What is true of the device until something else is said: its card number, its driver, its software. */
  facts: Readonly<Record<string, string | number | boolean>>
  /** How the frame departs from its standard, or what in it could not be used. */
  deviations: string[]
}

/** What an interpreter knows of the device besides the frame. */
export type DeviceProfile = {
  /** Its name on the wire. */
  sender: string
  kind: string
  dictionaries: readonly string[]
  units: Readonly<Record<string, string>>
  /** How its maker's own JSON is read, where it speaks that. */
  mapping?: unknown
}

/** Reads one kept frame. Pure; throws `Malformed` where it cannot be read. `receivedAt` bounds what times are believed. */
export type Interpreter = (bytes: Uint8Array, device: DeviceProfile, receivedAt: Date) => Interpretation

const day = 86_400_000
const minute = 60_000

/**
 * Whether a device's own time can be believed: not more than five minutes ahead, not more than thirty days behind
 * (reports that were kept while there was no link).
 */
export const isBelievable = (at: Date, receivedAt: Date): boolean =>
  at.getTime() <= receivedAt.getTime() + 5 * minute && at.getTime() >= receivedAt.getTime() - 30 * day

export const nothing = (): Interpretation => ({ samples: [], tracks: [], facts: {}, deviations: [] })
