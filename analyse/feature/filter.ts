import type { Box } from '#city/place/distance.ts'
import { boxBetween, type Crs } from './crs.ts'
import { type Token, tokensOf, wrong } from './filter-tokens.ts'

export type Literal = {
  readonly type: 'text' | 'number' | 'boolean' | 'day' | 'instant'
  readonly value: string | number | boolean
}
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='

/** A condition of CQL2 text (OGC 21-065r2), as far as its basic classes go. */
export type Condition =
  | { readonly is: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition }
  | { readonly is: 'compare'; readonly property: Token; readonly by: Comparison; readonly to: Literal }
  | { readonly is: 'like'; readonly property: Token; readonly pattern: string }
  | { readonly is: 'in'; readonly property: Token; readonly among: readonly Literal[] }
  | { readonly is: 'between'; readonly property: Token; readonly from: Literal; readonly to: Literal }
  | { readonly is: 'null'; readonly property: Token }
  | { readonly is: 'meets'; readonly property: Token; readonly box: Box }
  | { readonly is: 'constant'; readonly value: boolean }

const DEEPEST = 20
const MOST_TERMS = 100

/** Reads a filter; coordinates in it are in `crs`. Error: `filter_invalid`. */
export function parseFilter(filter: string, crs: Crs): Condition {
  const tokens = tokensOf(filter)
  let [at, depth, terms] = [0, 0, 0]
  const here = (): Token => tokens[at]!
  const isWord = (word: string, token = here()) => token.kind === 'word' && token.value.toUpperCase() === word
  const isSign = (sign: string) => here().kind === 'sign' && here().value === sign
  const accept = (isIt: boolean): boolean => {
    if (isIt) at++
    return isIt
  }
  const must = (isIt: boolean, what: string): void => {
    if (!accept(isIt)) throw wrong(here().at, `此处应为 ${what}`, `${what} is expected here`)
  }
  const deeper = <T>(read: () => T): T => {
    if (++depth > DEEPEST) throw wrong(here().at, `嵌套超过 ${DEEPEST} 层`, `it is nested more than ${DEEPEST} deep`)
    const result = read()
    depth--
    return result
  }

  const either = (): Condition => joined('or', 'OR', both)
  const both = (): Condition => joined('and', 'AND', single)
  const joined = (is: 'and' | 'or', word: string, next: () => Condition): Condition => {
    const of = [next()]
    while (accept(isWord(word))) of.push(next())
    return of.length === 1 ? of[0]! : { is, of }
  }
  const single = (): Condition => {
    if (accept(isWord('NOT'))) return deeper(() => ({ is: 'not', of: single() }))
    if (accept(isSign('('))) {
      const inner = deeper(either)
      must(isSign(')'), ')')
      return inner
    }
    if (++terms > MOST_TERMS)
      throw wrong(here().at, `条件超过 ${MOST_TERMS} 个`, `there are more than ${MOST_TERMS} terms`)
    return isWord('S_INTERSECTS') ? meeting() : predicate()
  }
  const meeting = (): Condition => {
    at++
    must(isSign('('), '(')
    const property = name()
    must(isSign(','), ',')
    must(isWord('BBOX'), 'BBOX(…)')
    must(isSign('('), '(')
    const sides = [number()]
    while (accept(isSign(','))) sides.push(number())
    must(isSign(')'), ')')
    must(isSign(')'), ')')
    const [a, b, c, d] = sides.length === 6 ? [sides[0], sides[1], sides[3], sides[4]] : sides
    if (sides.length !== 4 && sides.length !== 6) throw wrong(here().at, 'BBOX 须有 4 个数', 'a BBOX has 4 numbers')
    return { is: 'meets', property, box: boxBetween([a!, b!], [c!, d!], crs, 'query.filter') }
  }
  const predicate = (): Condition => {
    if (here().kind === 'word' && /^(true|false)$/i.test(here().value))
      return { is: 'constant', value: tokens[at++]!.value.toLowerCase() === 'true' }
    const property = name()
    if (accept(isWord('IS'))) {
      const isNot = accept(isWord('NOT'))
      must(isWord('NULL'), 'NULL')
      return negated({ is: 'null', property }, isNot)
    }
    const isNot = accept(isWord('NOT'))
    if (accept(isWord('LIKE'))) return negated({ is: 'like', property, pattern: pattern() }, isNot)
    if (accept(isWord('IN'))) return negated({ is: 'in', property, among: among() }, isNot)
    if (accept(isWord('BETWEEN'))) {
      const from = literal()
      must(isWord('AND'), 'AND')
      return negated({ is: 'between', property, from, to: literal() }, isNot)
    }
    const sign = here()
    const isComparison = !isNot && sign.kind === 'sign' && /^[=<>]/.test(sign.value)
    must(isComparison, '= <> < <= > >= LIKE IN BETWEEN IS')
    return { is: 'compare', property, by: sign.value as Comparison, to: literal() }
  }
  const name = (): Token => {
    const token = here()
    must(token.kind === 'word' || token.kind === 'name', '属性名 / a property')
    return token
  }
  const number = (): number => {
    const token = here()
    must(token.kind === 'number', '数 / a number')
    return Number(token.value)
  }
  const pattern = (): string => {
    const token = here()
    must(token.kind === 'text', "'…'")
    if (/(^|[^\\])(\\\\)*\\$/.test(token.value))
      throw wrong(token.at, '末尾的 \\ 没有转义任何字符', 'the \\ at the end escapes nothing')
    return storable(token).value
  }
  const among = (): Literal[] => {
    must(isSign('('), '(')
    const list = [literal()]
    while (accept(isSign(','))) {
      if (list.length >= MOST_TERMS)
        throw wrong(here().at, `列表超过 ${MOST_TERMS} 项`, `a list has at most ${MOST_TERMS} members`)
      list.push(literal())
    }
    must(isSign(')'), ')')
    return list
  }
  const literal = (): Literal => {
    const token = here()
    at++
    if (token.kind === 'text') return { type: 'text', value: storable(token).value }
    if (token.kind === 'number') return { type: 'number', value: Number(token.value) }
    if (token.kind === 'word' && /^(true|false)$/i.test(token.value))
      return { type: 'boolean', value: token.value.toLowerCase() === 'true' }
    if (isWord('DATE', token) || isWord('TIMESTAMP', token)) return moment(token)
    throw wrong(
      token.at,
      '此处应为文字、数、DATE 或 TIMESTAMP',
      'a text, a number, a DATE or a TIMESTAMP is expected here',
    )
  }
  const moment = (token: Token): Literal => {
    must(isSign('('), '(')
    const text = here()
    must(text.kind === 'text', "'…'")
    must(isSign(')'), ')')
    const isDay = token.value.toUpperCase() === 'DATE'
    const shape = isDay ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/
    const at = new Date(text.value)
    if (
      !shape.test(text.value) ||
      Number.isNaN(at.getTime()) ||
      at.toISOString().slice(0, 10) !== text.value.slice(0, 10)
    )
      throw wrong(text.at, '日期或时刻格式不对', 'this is no such day or instant')
    return { type: isDay ? 'day' : 'instant', value: text.value }
  }

  const condition = either()
  must(here().kind === 'end', 'AND OR')
  return condition
}

const negated = (condition: Condition, isNot: boolean): Condition => (isNot ? { is: 'not', of: condition } : condition)

function storable(token: Token): Token {
  if (token.value.includes('\0')) throw wrong(token.at, '不可含空字符', 'it may not hold a null character')
  return token
}
