import { featureProblems } from './problems.ts'

/** A piece of CQL2 text, and at which character it begins (from 1). */
export type Token = {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign' | 'end'
  readonly value: string
  readonly at: number
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /'(?:[^']|'')*'/y],
  ['name', /"[^"]*"/y],
  ['number', /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['sign', /<>|<=|>=|[=<>(),]/y],
]

/** The tokens of a filter, the last one its end. Error: `filter_invalid`. */
export function tokensOf(filter: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    while (/\s/.test(filter[at] ?? '')) at++
    if (at >= filter.length) break
    const found = patterns.flatMap(([kind, pattern]) => {
      pattern.lastIndex = at
      const text = pattern.exec(filter)?.[0]
      return text === undefined ? [] : [{ kind, text }]
    })[0]
    if (!found) throw wrong(at + 1, '无法识别的字符', 'this character means nothing here')
    tokens.push({ kind: found.kind, value: bare(found.kind, found.text), at: at + 1 })
    at += found.text.length
  }
  return [...tokens, { kind: 'end', value: '', at: filter.length + 1 }]
}

function bare(kind: Token['kind'], text: string): string {
  if (kind === 'text') return text.slice(1, -1).replaceAll("''", "'")
  return kind === 'name' ? text.slice(1, -1) : text
}

export const wrong = (at: number, zh: string, en: string) =>
  featureProblems.filter_invalid({ at, reason: { zh, en } }, 'query.filter')
