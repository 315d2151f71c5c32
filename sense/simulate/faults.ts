/** What may go wrong between a device and us, each as a share of the messages, 0 to 1. */
export type Faults = {
  /** The connection is cut after the message, before its answer is read. */
  cut: number
  /** The message is sent twice. */
  twice: number
  /** The message waits behind the next one. */
  reorder: number
  /** The message is sent much later than its own time, by up to `delayHours`. */
  delay: number
  delayHours: number
}

export const noFaults: Faults = { cut: 0, twice: 0, reorder: 0, delay: 0, delayHours: 48 }

/** Faults by name and share, as `cut=0.01,twice=0.05`. Throws `RangeError` for a name or share that is none. */
export function faultsOf(text: string): Faults {
  const faults = { ...noFaults }
  for (const part of text.split(',').filter(Boolean)) {
    const [name = '', share = ''] = part.split('=')
    const value = Number(share)
    const most = name === 'delayHours' ? 24 * 29 : 1
    if (!Object.hasOwn(faults, name) || share === '' || !(value >= 0 && value <= most)) throw new RangeError(part)
    faults[name as keyof Faults] = value
  }
  return faults
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
