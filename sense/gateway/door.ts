import type { GatewayCounts } from './counts.ts'

/** How many connections a gateway lets in, at all and from one address. */
export type DoorLimits = { mostConnections?: number | undefined; mostOfAddress?: number | undefined }

/** Counts connections as they come and go, and refuses those beyond the limits. */
export class Door {
  readonly #limits: DoorLimits
  readonly #counts: GatewayCounts
  readonly #ofAddress = new Map<string, number>()
  #open = 0

  constructor(limits: DoorLimits, counts: GatewayCounts) {
    this.#limits = limits
    this.#counts = counts
  }

  /** Lets one in. Gives false, and counts why, where there are too many. */
  enter(address: string): boolean {
    const { mostConnections = 20_000, mostOfAddress = 10_000 } = this.#limits
    const ofAddress = this.#ofAddress.get(address) ?? 0
    if (this.#open >= mostConnections) return this.#refuse('too many connections')
    if (ofAddress >= mostOfAddress) return this.#refuse('too many connections of one address')
    this.#ofAddress.set(address, ofAddress + 1)
    this.#open++
    this.#counts.connections++
    return true
  }

  leave(address: string): void {
    const left = (this.#ofAddress.get(address) ?? 1) - 1
    if (left > 0) this.#ofAddress.set(address, left)
    else this.#ofAddress.delete(address)
    this.#open--
    this.#counts.connections--
  }

  #refuse(reason: string): false {
    this.#counts.refused.set(reason, (this.#counts.refused.get(reason) ?? 0) + 1)
    return false
  }
}
