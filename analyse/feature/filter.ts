import type { Box } from '#city/place/distance.ts'
import { boxBetween, type Crs } from './crs.ts'
import { FilterCursor } from './filter-cursor.ts'
import { type Token, wrong } from './filter-tokens.ts'

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

/** Reads a filter; coordinates in it are in `crs`. Error: `filter_invalid`. */
export function parseFilter(filter: string, crs: Crs): Condition {
  const cursor = new FilterCursor(filter)
  const condition = either(cursor, crs)
  if (cursor.here.kind !== 'end') throw cursor.expected('AND OR')
  return condition
}

const either = (cursor: FilterCursor, crs: Crs): Condition => joined(cursor, 'or', () => both(cursor, crs))
const both = (cursor: FilterCursor, crs: Crs): Condition => joined(cursor, 'and', () => single(cursor, crs))

function joined(cursor: FilterCursor, is: 'and' | 'or', next: () => Condition): Condition {
  const of = [next()]
  while (cursor.accept(is.toUpperCase())) of.push(next())
  return of.length === 1 ? of[0]! : { is, of }
}

function single(cursor: FilterCursor, crs: Crs): Condition {
  if (cursor.accept('NOT')) return cursor.deeper(() => ({ is: 'not', of: single(cursor, crs) }))
  if (cursor.accept('(')) {
    const inner = cursor.deeper(() => either(cursor, crs))
    cursor.must(')')
    return inner
  }
  cursor.countTerm()
  if (cursor.accept('S_INTERSECTS')) return meeting(cursor, crs)
  if (cursor.isWord('TRUE') || cursor.isWord('FALSE')) return { is: 'constant', value: truth(cursor.take()) }
  return predicate(cursor, propertyOf(cursor))
}

const truth = (token: Token): boolean => token.value.toLowerCase() === 'true'
const propertyOf = (cursor: FilterCursor): Token => cursor.mustBe('属性名 / a property', 'word', 'name')

function meeting(cursor: FilterCursor, crs: Crs): Condition {
  cursor.must('(')
  const property = propertyOf(cursor)
  cursor.must(',')
  cursor.must('BBOX')
  cursor.must('(')
  const at = cursor.here.at
  const sides = cursor.list(() => Number(cursor.mustBe('数 / a number', 'number').value))
  cursor.must(')')
  cursor.must(')')
  if (sides.length !== 4 && sides.length !== 6) throw wrong(at, 'BBOX 须有 4 个数', 'a BBOX has 4 numbers')
  const [a, b, c, d] = sides.length === 6 ? [sides[0], sides[1], sides[3], sides[4]] : sides
  return { is: 'meets', property, box: boxBetween([a!, b!], [c!, d!], crs, 'query.filter') }
}

function predicate(cursor: FilterCursor, property: Token): Condition {
  if (cursor.accept('IS')) {
    const isNot = cursor.accept('NOT')
    cursor.must('NULL')
    return negated({ is: 'null', property }, isNot)
  }
  const isNot = cursor.accept('NOT')
  if (cursor.accept('LIKE')) return negated({ is: 'like', property, pattern: patternOf(cursor) }, isNot)
  if (cursor.accept('IN')) {
    cursor.must('(')
    const among = cursor.list(() => literalOf(cursor))
    cursor.must(')')
    return negated({ is: 'in', property, among }, isNot)
  }
  if (cursor.accept('BETWEEN')) {
    const from = literalOf(cursor)
    cursor.must('AND')
    return negated({ is: 'between', property, from, to: literalOf(cursor) }, isNot)
  }
  const sign = cursor.here
  if (isNot || sign.kind !== 'sign' || !/^[=<>]/.test(sign.value))
    throw cursor.expected('= <> < <= > >= LIKE IN BETWEEN IS')
  cursor.take()
  return { is: 'compare', property, by: sign.value as Comparison, to: literalOf(cursor) }
}

function patternOf(cursor: FilterCursor): string {
  const token = storable(cursor.mustBe("'…'", 'text'))
  if (/(^|[^\\])(\\\\)*\\$/.test(token.value))
    throw wrong(token.at, '末尾的 \\ 没有转义任何字符', 'the \\ at the end escapes nothing')
  return token.value
}

function literalOf(cursor: FilterCursor): Literal {
  const token = cursor.here
  if (cursor.isWord('DATE') || cursor.isWord('TIMESTAMP')) return momentOf(cursor)
  if (cursor.isWord('TRUE') || cursor.isWord('FALSE')) return { type: 'boolean', value: truth(cursor.take()) }
  if (token.kind === 'number') return { type: 'number', value: Number(cursor.take().value) }
  if (token.kind === 'text') return { type: 'text', value: storable(cursor.take()).value }
  throw wrong(
    token.at,
    '此处应为文字、数、DATE 或 TIMESTAMP',
    'a text, a number, a DATE or a TIMESTAMP is expected here',
  )
}

function momentOf(cursor: FilterCursor): Literal {
  const isDay = cursor.take().value.toUpperCase() === 'DATE'
  cursor.must('(')
  const text = cursor.mustBe("'…'", 'text')
  cursor.must(')')
  const shape = isDay ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/
  const at = new Date(text.value)
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text.value.slice(0, 10)
  if (!shape.test(text.value) || !isReal) throw wrong(text.at, '日期或时刻格式不对', 'this is no such day or instant')
  return { type: isDay ? 'day' : 'instant', value: text.value }
}

const negated = (condition: Condition, isNot: boolean): Condition => (isNot ? { is: 'not', of: condition } : condition)

function storable(token: Token): Token {
  if (token.value.includes('\0')) throw wrong(token.at, '不可含空字符', 'it may not hold a null character')
  return token
}
