import type { Expression } from './expression.ts'
import { add, compare, divide, type Fraction, multiply, negate, roundTo, subtract } from './fraction.ts'

/** A value, or none: a ratio of nothing to nothing has no value, and neither has what is made of it. */
export type Value = Fraction | undefined

/** Where an expression finds its names, and its bands. */
export type Surroundings = {
  readonly valueOf: (name: string) => Value
  readonly bandOf: (name: string, value: Fraction) => Value
}

/** Computes an expression exactly. */
export function evaluate(expression: Expression, around: Surroundings): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value
    case 'name':
      return around.valueOf(expression.name)
    case 'negative': {
      const value = evaluate(expression.of, around)
      return value && negate(value)
    }
    case 'binary': {
      const left = evaluate(expression.left, around)
      const right = evaluate(expression.right, around)
      return left && right && operations[expression.operator](left, right)
    }
    case 'call':
      return called(expression, around)
  }
}

const operations = { '+': add, '-': subtract, '*': multiply, '/': divide } as const

const longestDecimals = 9

function called({ name, args }: Extract<Expression, { kind: 'call' }>, around: Surroundings): Value {
  const [first, second] = args
  if (name === 'orElse') return evaluate(first as Expression, around) ?? evaluate(second as Expression, around)
  if (name === 'band') {
    const value = evaluate(second as Expression, around)
    return value && first?.kind === 'name' ? around.bandOf(first.name, value) : undefined
  }
  const values = args.map((arg) => evaluate(arg, around))
  if (values.includes(undefined)) return undefined
  const known = values as Fraction[]
  if (name === 'round') {
    const decimals = Number((known[1] as Fraction).over / (known[1] as Fraction).under)
    return roundTo(known[0] as Fraction, Math.min(Math.max(decimals, 0), longestDecimals))
  }
  const wanted = name === 'min' ? -1 : 1
  return known.reduce((best, each) => (compare(each, best) === wanted ? each : best))
}
