/** Why bytes from outside cannot be what they claim to be. */
export type MalformedReason = 'short' | 'rest' | 'checksum' | 'length' | 'escape' | 'digit' | 'value'

/** Bytes that break their protocol: what is wrong with them, and at which offset of what was being read. */
export class Malformed extends Error {
  readonly reason: MalformedReason
  readonly at: number

  constructor(reason: MalformedReason, at: number, detail: string) {
    super(`${detail} at byte ${at}`)
    this.name = 'Malformed'
    this.reason = reason
    this.at = at
  }
}
