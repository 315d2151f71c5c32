import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js'
import { type Finding, findingAt, findings } from './finding.ts'
import { type Facts, isVariable, type VariableName, variables } from './variables.ts'

/** How large a condition may be. What is within these bounds ends within microseconds: there is no loop and no pattern in it. */
export const bounds = { characters: 1000, nodes: 200, depth: 24, list: 100 } as const

/** One comparison of a variable with written values: what a check against the city's own lists looks at. */
export type Mention = {
  readonly variable: VariableName
  readonly values: readonly (string | bigint)[]
  /** `is` compares whole values, `begins` their beginning, `part` any part. */
  readonly as: 'is' | 'begins' | 'part'
  readonly at: number
}

/** A condition that may be run. `canonical` is the same text for conditions that differ only in spacing, order or brackets. */
export type Condition = {
  readonly text: string
  readonly canonical: string
  readonly mentions: readonly Mention[]
  readonly used: readonly VariableName[]
  readonly holds: (facts: Facts) => boolean
}

export type Read =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly finding: Finding }

const language = Object.entries(variables).reduce(
  (env, [name, { type }]) => env.registerVariable(name, type),
  new Environment({
    limits: {
      maxAstNodes: bounds.nodes,
      maxDepth: bounds.depth,
      maxListElements: bounds.list,
      maxMapEntries: 0,
      maxCallArguments: 1,
    },
  }),
)

/**
 * Reads a condition. Of the Common Expression Language a small part is let through: comparisons, `in`, `&&`, `||`, `!` and the
 * three plain questions about text. Its comprehensions, patterns and conversions are not, so nothing runs away.
 */
export function readCondition(text: string): Read {
  if (text.length > bounds.characters) return { ok: false, finding: findings.too_long({ most: bounds.characters }) }
  try {
    const parsed = language.parse(text)
    const stray = strayIn(parsed.ast)
    if (stray) return { ok: false, finding: findingAt(text, stray.start, findings.not_allowed({ what: stray.what })) }
    const { valid, type, error } = parsed.check()
    if (!valid && error) return { ok: false, finding: fromLibrary(text, error) }
    if (type !== 'bool')
      return { ok: false, finding: findingAt(text, 0, findings.not_a_condition({ type: `${type}` })) }
    const mentions = [...mentionsIn(parsed.ast)]
    const used = [...new Set(namesIn(parsed.ast))]
    return {
      ok: true,
      condition: { text, canonical: canonical(parsed.ast), mentions, used, holds: (facts) => parsed(facts) === true },
    }
  } catch (error) {
    if (error instanceof ParseError) return { ok: false, finding: fromLibrary(text, error) }
    throw error
  }
}

type Coded = { readonly code: string; readonly summary: string; readonly range?: { readonly start: number } }

function fromLibrary(text: string, { code, summary, range }: Coded): Finding {
  const at = range?.start ?? 0
  if (code === 'limit_exceeded') return findings.too_large(bounds)
  if (code === 'unknown_variable') {
    const name = /^[A-Za-z_]\w*/.exec(text.slice(at))?.[0] ?? ''
    return findingAt(text, at, findings.unknown_variable({ name }))
  }
  if (code === 'no_such_overload' || code === 'invalid_logical_operand')
    return findingAt(text, at, findings.type_mismatch({ reason: summary }))
  return findingAt(text, at, findings.not_readable({ reason: summary }))
}

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])
const questions: Readonly<Record<string, Mention['as']>> = { startsWith: 'begins', contains: 'part', endsWith: 'part' }

/** The first part that is outside the small language. */
function strayIn(node: ASTNode): { start: number; what: string } | undefined {
  if (node.op === 'id') return undefined
  if (node.op === 'value') return literal(node) ? undefined : { start: node.start, what: String(node.args) }
  if (node.op === 'rcall' && !Object.hasOwn(questions, node.args[0]))
    return { start: node.start, what: `${node.args[0]}()` }
  if (node.op === 'call') return { start: node.start, what: `${node.args[0]}()` }
  const known = comparisons.has(node.op) || ['&&', '||', '!_', 'list', 'rcall'].includes(node.op)
  if (!known) return { start: node.start, what: node.op }
  for (const child of childrenOf(node)) {
    const stray = strayIn(child)
    if (stray) return stray
  }
  return undefined
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '!_':
      return [node.args]
    case 'list':
      return node.args
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    default:
      return (node.args as readonly unknown[]).filter((part): part is ASTNode => isNode(part))
  }
}

const isNode = (part: unknown): part is ASTNode => typeof part === 'object' && part !== null && 'op' in part

const literal = (node: ASTNode): boolean =>
  node.op === 'value' && ['string', 'bigint', 'boolean'].includes(typeof node.args)

function* namesIn(node: ASTNode): Generator<VariableName> {
  if (node.op === 'id' && isVariable(node.args)) yield node.args
  for (const child of childrenOf(node)) yield* namesIn(child)
}

function* mentionsIn(node: ASTNode): Generator<Mention> {
  if (node.op === 'rcall') {
    const [name, receiver, given] = node.args
    yield* mention(receiver, given, questions[name] ?? 'part')
  } else if (node.op === 'in' && node.args[1].op === 'list') yield* mention(node.args[0], node.args[1].args, 'is')
  else if (comparisons.has(node.op)) {
    const [left, right] = node.args as [ASTNode, ASTNode]
    yield* mention(left, [right], 'is')
    yield* mention(right, [left], 'is')
  }
  for (const child of childrenOf(node)) yield* mentionsIn(child)
}

function* mention(name: ASTNode, given: readonly ASTNode[], as: Mention['as']): Generator<Mention> {
  if (name.op !== 'id' || !isVariable(name.args)) return
  const written = given.filter(literal)
  const values = written.map((node) => node.args as string | bigint).filter((value) => typeof value !== 'boolean')
  if (values.length > 0) yield { variable: name.args, values, as, at: written[0]!.start }
}

/** The condition with its operands in one order, so that equal ones read equal. */
function canonical(node: ASTNode): string {
  const parts = childrenOf(node).map(canonical)
  switch (node.op) {
    case 'value':
      return typeof node.args === 'bigint' ? `${node.args}` : JSON.stringify(node.args)
    case 'id':
      return node.args
    case 'rcall':
      return `${node.args[0]}(${parts.join(',')})`
    case '&&':
    case '||': {
      const flat = flatten(node, node.op).map(canonical)
      return `(${[...new Set(flat)].sort().join(node.op)})`
    }
    case 'list':
      return `[${[...new Set(parts)].sort().join(',')}]`
    case '==':
    case '!=':
      return `(${parts.sort().join(node.op)})`
    default:
      return `(${node.op} ${parts.join(' ')})`
  }
}

const flatten = (node: ASTNode, op: '&&' | '||'): readonly ASTNode[] =>
  node.op === op ? childrenOf(node).flatMap((child) => flatten(child, op)) : [node]
