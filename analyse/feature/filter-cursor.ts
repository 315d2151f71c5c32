import { type Token, tokensOf, wrong } from './filter-tokens.ts'

const DEEPEST = 20
/** Terms of a filter, and members of a list. */
const MOST = 100

/** Goes through the tokens of a filter, and keeps count of how deep and how many. Every error is `filter_invalid`. */
export class FilterCursor {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0
  #terms = 0

  constructor(filter: string) {
    this.#tokens = tokensOf(filter)
  }

  get here(): Token {
    return this.#tokens[this.#at]!
  }

  /** The token here, and one step on; the end is never passed. */
  take(): Token {
    const token = this.here
    if (token.kind !== 'end') this.#at++
    return token
  }

  isWord(word: string): boolean {
    return this.here.kind === 'word' && this.here.value.toUpperCase() === word
  }

  accept(...words: readonly string[]): boolean {
    const isIt = words.some((word) => this.isWord(word) || (this.here.kind === 'sign' && this.here.value === word))
    if (isIt) this.take()
    return isIt
  }

  must(word: string): void {
    if (!this.accept(word)) throw this.expected(word)
  }

  /** A token of one of these kinds. */
  mustBe(what: string, ...kinds: readonly Token['kind'][]): Token {
    if (!kinds.includes(this.here.kind)) throw this.expected(what)
    return this.take()
  }

  expected(what: string) {
    return wrong(this.here.at, `此处应为 ${what}`, `${what} is expected here`)
  }

  deeper<T>(read: () => T): T {
    if (++this.#depth > DEEPEST)
      throw wrong(this.here.at, `嵌套超过 ${DEEPEST} 层`, `it is nested more than ${DEEPEST} deep`)
    const result = read()
    this.#depth--
    return result
  }

  countTerm(): void {
    if (++this.#terms > MOST) throw wrong(this.here.at, `条件超过 ${MOST} 个`, `there are more than ${MOST} terms`)
  }

  /** One or more, with commas between. */
  list<T>(read: () => T): T[] {
    const list = [read()]
    while (this.accept(',')) {
      if (list.length >= MOST) throw wrong(this.here.at, `列表超过 ${MOST} 项`, `a list has at most ${MOST} members`)
      list.push(read())
    }
    return list
  }
}
