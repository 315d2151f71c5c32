import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Sealer } from '#kernel/sealed.ts'
import type { KnownDevice } from './directory.ts'

const context = 'sense/senders'

/**
 * The list of senders on disk, so that a gateway that starts while the database is away knows whom to hear. It is sealed: it
 * names every terminal and holds what credentials are checked against.
 */
export class SendersFile {
  readonly #path: string
  readonly #sealer: Sealer
  #kept = ''

  constructor(path: string, sealer: Sealer) {
    this.#path = path
    this.#sealer = sealer
  }

  /** The list as it was last kept, or undefined where there is none that opens. */
  read(): KnownDevice[] | undefined {
    try {
      const known: unknown = JSON.parse(this.#sealer.open(readFileSync(this.#path), context))
      return Array.isArray(known) ? (known as KnownDevice[]) : undefined
    } catch {
      // Not there yet, cut short, or of another installation: nobody is known then, as on a first start.
      return undefined
    }
  }

  /** Keeps the list where it differs from what is kept. Whole or not at all. */
  write(devices: readonly KnownDevice[]): void {
    const text = JSON.stringify(devices)
    const digest = createHash('sha256').update(text).digest('base64')
    if (digest === this.#kept) return
    const draft = `${this.#path}.${process.pid}`
    writeFileSync(draft, this.#sealer.seal(text, context), { mode: 0o600 })
    renameSync(draft, this.#path)
    this.#kept = digest
  }
}
