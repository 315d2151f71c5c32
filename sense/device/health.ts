/**
 * Whether a device is heard: `unknown` once it has been silent for longer than its kind may be, which says nothing of what it
 * measures; `never` before its first frame.
 */
export type Health = 'heard' | 'unknown' | 'never'

export function healthOf(heardAt: Date | null, silentAfterSeconds: number, now: Date): Health {
  if (!heardAt) return 'never'
  return now.getTime() - heardAt.getTime() <= silentAfterSeconds * 1000 ? 'heard' : 'unknown'
}

/** How well a device keeps to its protocol, graded for whoever buys it. */
export type Grade = 'A' | 'B' | 'C' | 'D'

/** Frames that a grade needs at least: a handful says nothing. */
export const enoughFrames = 100

/**
 * A: no frame refused and no deviation; B: every frame read, one deviation in a hundred frames at most; C: at most one frame
 * in a hundred refused; D: worse. Undefined before there are enough frames. A rule of this platform [J].
 */
export function gradeOf(counts: { frames: number; refused: number; deviations: number }): Grade | undefined {
  const { frames, refused, deviations } = counts
  if (frames < enoughFrames) return undefined
  if (refused === 0 && deviations === 0) return 'A'
  if (refused === 0 && deviations / frames <= 0.01) return 'B'
  return refused / frames <= 0.01 ? 'C' : 'D'
}
