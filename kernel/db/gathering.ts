import type { Db } from './db.ts'

type Held<Item, Answer> = {
  readonly items: Item[]
  readonly waiting: { readonly done: (answer: Answer) => void; readonly failed: (error: unknown) => void }[]
}

/**
 * What several ask of one transaction in the same turn, asked at one go: a statement costs as much again as the rows it writes. `ask`
 * gives the answers in the order of the items; if it fails, everybody who asked hears so.
 */
export class Gathering<Item, Answer> {
  readonly #ask: (tx: Db, items: readonly Item[]) => Promise<readonly Answer[]>
  readonly #held = new WeakMap<Db, Held<Item, Answer>>()

  constructor(ask: (tx: Db, items: readonly Item[]) => Promise<readonly Answer[]>) {
    this.#ask = ask
  }

  add(tx: Db, item: Item): Promise<Answer> {
    return new Promise((done, failed) => {
      const held = this.#held.get(tx) ?? { items: [], waiting: [] }
      held.items.push(item)
      held.waiting.push({ done, failed })
      if (held.items.length > 1) return
      this.#held.set(tx, held)
      setImmediate(() => {
        this.#held.delete(tx)
        void this.#settle(tx, held)
      })
    })
  }

  async #settle(tx: Db, { items, waiting }: Held<Item, Answer>): Promise<void> {
    try {
      const answers = await this.#ask(tx, items)
      waiting.forEach(({ done }, at) => {
        done(answers[at]!)
      })
    } catch (error) {
      for (const { failed } of waiting) failed(error)
    }
  }
}
