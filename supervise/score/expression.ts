import { type Fraction, parseFraction } from './fraction.ts'

/** An expression taken apart. `none` is a value that does not exist; whatever is computed from it does not exist either. */
export type Expression =
  | { readonly kind: 'number'; readonly value: Fraction }
  | { readonly kind: 'name'; readonly name: string; readonly column: number }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: '+' | '-' | '*' | '/'
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'call'
      readonly name: FunctionName
      readonly args: readonly Expression[]
      readonly column: number
    }

/** What an expression may call, with how many arguments. `band(名, 值)` takes the name of a band first. */
export const functions = {
  min: [2, 8],
  max: [2, 8],
  round: [2, 2],
  orElse: [2, 2],
  band: [2, 2],
} as const satisfies Record<string, readonly [least: number, most: number]>
export type FunctionName = keyof typeof functions

export type Fault = { readonly column: number; readonly zh: string; readonly en: string }
export type Parsed = { readonly expression: Expression } | { readonly fault: Fault }

/** Longer or deeper ones are refused: with them evaluating takes a bounded number of steps and cannot be made to grow. */
export const bounds = { characters: 500, depth: 24 } as const

type Token = { readonly kind: 'number' | 'name' | 'sign' | 'end'; readonly text: string; readonly column: number }

class Refused extends Error {
  readonly fault: Fault
  constructor(column: number, zh: string, en: string) {
    super(en)
    this.fault = { column, zh, en }
  }
}

/**
 * Reads arithmetic as officials print it: names in any script, decimals and percentages, + − × ÷ or * /, brackets, and the
 * functions above. There are no comparisons, strings, loops or fields to reach through.
 */
export function parseExpression(text: string): Parsed {
  if (text.length > bounds.characters)
    return {
      fault: {
        column: 1,
        zh: `表达式超过 ${bounds.characters} 个字符`,
        en: `longer than ${bounds.characters} characters`,
      },
    }
  try {
    return { expression: new Reader(tokensOf(text)).whole() }
  } catch (error) {
    if (error instanceof Refused) return { fault: error.fault }
    throw error
  }
}

const same: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '×': '*',
  '÷': '/',
  '−': '-',
  '＋': '+',
}
const pattern = /\s*(?:(\d+(?:\.\d+)?%?)|([\p{L}_][\p{L}\p{N}_]*)|([-+*/(),（），×÷−＋]))/uy

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (text.slice(pattern.lastIndex).trim() !== '') {
    const from = pattern.lastIndex
    const read = pattern.exec(text)
    if (!read) {
      const column = from + text.slice(from).search(/\S/) + 1
      throw new Refused(
        column,
        `不认识的符号“${text[column - 1]}”`,
        `the sign “${text[column - 1]}” means nothing here`,
      )
    }
    const [all, number, name, sign = ''] = read
    const kind = number ? 'number' : name ? 'name' : 'sign'
    const raw = number ?? name ?? sign
    tokens.push({ kind, text: same[raw] ?? raw, column: from + all.length - raw.length + 1 })
  }
  return [...tokens, { kind: 'end', text: '', column: text.length + 1 }]
}

class Reader {
  readonly tokens: readonly Token[]
  at = 0
  depth = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  whole(): Expression {
    const expression = this.sum()
    const { kind, text, column } = this.peek()
    if (kind !== 'end') throw new Refused(column, `“${text}”处应已结束`, `expected the end, found “${text}”`)
    return expression
  }

  sum(): Expression {
    let left = this.product()
    for (let operator = this.operator('+', '-'); operator; operator = this.operator('+', '-'))
      left = { kind: 'binary', operator, left, right: this.product() }
    return left
  }

  product(): Expression {
    let left = this.factor()
    for (let operator = this.operator('*', '/'); operator; operator = this.operator('*', '/'))
      left = { kind: 'binary', operator, left, right: this.factor() }
    return left
  }

  factor(): Expression {
    const token = this.peek()
    if (++this.depth > bounds.depth) throw new Refused(token.column, '括号嵌套过深', 'nested too deeply')
    const expression = this.factorAt(token)
    this.depth--
    return expression
  }

  factorAt(token: Token): Expression {
    this.at++
    if (token.kind === 'number') return this.number(token)
    if (token.kind === 'name')
      return this.peek().text === '(' ? this.call(token) : { ...token, kind: 'name', name: token.text }
    if (token.text === '-') return { kind: 'negative', of: this.factor() }
    if (token.text !== '(') throw unexpected(token)
    const inner = this.sum()
    this.expect(')')
    return inner
  }

  number(token: Token): Expression {
    const value = parseFraction(token.text)
    if (!value) throw new Refused(token.column, '数字过长', 'the number is too long')
    return { kind: 'number', value }
  }

  call({ text, column }: Token): Expression {
    if (!Object.hasOwn(functions, text))
      throw new Refused(column, `没有函数“${text}”`, `there is no function “${text}”`)
    const name = text as FunctionName
    this.expect('(')
    const args = [this.sum()]
    while (this.peek().text === ',') {
      this.at++
      args.push(this.sum())
    }
    this.expect(')')
    const [least, most] = functions[name]
    if (args.length < least || args.length > most)
      throw new Refused(column, `函数“${name}”的参数个数不对`, `wrong number of arguments for “${name}”`)
    if (name === 'band' && args[0]?.kind !== 'name')
      throw new Refused(column, 'band 的第一个参数须是分段的名称', 'the first argument of band is the name of a band')
    return { kind: 'call', name, args, column }
  }

  peek(): Token {
    return this.tokens[this.at] as Token
  }

  operator<T extends string>(...wanted: readonly T[]): T | undefined {
    const { kind, text } = this.peek()
    const found = kind === 'sign' ? wanted.find((each) => each === text) : undefined
    if (found) this.at++
    return found
  }

  expect(sign: string): void {
    const token = this.peek()
    if (token.text !== sign) throw unexpected(token)
    this.at++
  }
}

function unexpected({ kind, text, column }: Token): Refused {
  if (kind === 'end') return new Refused(column, '表达式没有写完', 'the expression ends too early')
  return new Refused(column, `“${text}”放错了地方`, `“${text}” is out of place`)
}

/** The names that an expression reads; those of bands are apart. */
export function namesIn(
  expression: Expression,
): { readonly name: string; readonly column: number; readonly band: boolean }[] {
  switch (expression.kind) {
    case 'number':
      return []
    case 'name':
      return [{ name: expression.name, column: expression.column, band: false }]
    case 'negative':
      return namesIn(expression.of)
    case 'binary':
      return [...namesIn(expression.left), ...namesIn(expression.right)]
    case 'call':
      return expression.args.flatMap((arg, at) =>
        namesIn(arg).map((each) => ({ ...each, band: each.band || (expression.name === 'band' && at === 0) })),
      )
  }
}
