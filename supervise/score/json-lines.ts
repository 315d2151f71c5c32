import type { Words } from '#city/calendar/unit.ts'

/** A JSON text read with the line on which each value begins. */
export type Located = { readonly value: unknown; readonly lineOf: (path: readonly PropertyKey[]) => number }
export type Unreadable = { readonly line: number } & Words

const deepest = 20

class Broken extends Error {
  readonly at: number
  constructor(at: number) {
    super('broken')
    this.at = at
  }
}

/** Reads JSON; a path that is not there has the line of the nearest value above it. */
export function locateJson(text: string): Located | Unreadable {
  const places = new Map<string, number>()
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  try {
    const scanner = new Scanner(text, places)
    scanner.value('', 0)
    scanner.space()
    if (scanner.at < text.length) throw new Broken(scanner.at)
    return { value: JSON.parse(text), lineOf: (path) => lineAt(nearest(places, path)) }
  } catch (error) {
    if (!(error instanceof Broken) && !(error instanceof SyntaxError)) throw error
    const line = lineAt(error instanceof Broken ? error.at : 0)
    return { line, zh: '这一行不是合法的 JSON', en: 'this line is not valid JSON' }
  }
}

const keyOf = (path: readonly PropertyKey[]): string => path.map((part) => `/${String(part)}`).join('')

function nearest(places: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const found = places.get(keyOf(path.slice(0, length)))
    if (found !== undefined) return found
  }
  return 0
}

const text = /"(?:[^"\\\n]|\\.)*"/y
const plain = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y

class Scanner {
  readonly text: string
  readonly places: Map<string, number>
  at = 0

  constructor(source: string, places: Map<string, number>) {
    this.text = source
    this.places = places
  }

  value(path: string, depth: number): void {
    this.space()
    if (depth > deepest) throw new Broken(this.at)
    this.places.set(path, this.at)
    const sign = this.text[this.at]
    if (sign === '{') this.members(path, depth)
    else if (sign === '[') this.elements(path, depth)
    else this.read(sign === '"' ? text : plain)
  }

  members(path: string, depth: number): void {
    this.list('}', () => {
      const key = JSON.parse(this.read(text)) as string
      this.space()
      this.sign(':')
      this.value(`${path}/${key}`, depth + 1)
    })
  }

  elements(path: string, depth: number): void {
    let index = 0
    this.list(']', () => this.value(`${path}/${index++}`, depth + 1))
  }

  list(end: string, one: () => void): void {
    this.at++
    this.space()
    if (this.text[this.at] === end) {
      this.at++
      return
    }
    for (;;) {
      this.space()
      one()
      this.space()
      if (this.text[this.at] === end) break
      this.sign(',')
    }
    this.at++
  }

  sign(wanted: string): void {
    if (this.text[this.at] !== wanted) throw new Broken(this.at)
    this.at++
  }

  read(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (!found) throw new Broken(this.at)
    this.at += found[0].length
    return found[0]
  }

  space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
  }
}
