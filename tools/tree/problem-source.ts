import type { Node, ObjectProperty } from 'oxc-parser'
import { isTest } from './layers.ts'
import { nodesOf, type Source } from './source.ts'

/** A problem code as the source defines it; `languages` are those it has words in. */
export type DefinedProblem = { code: string; path: string; line: number; languages: string[] }

/** The problem codes a file defines, tests left out. */
export function definedProblems(source: Source): DefinedProblem[] {
  if (isTest(source.path)) return []
  return [...nodesOf(source.parsed.program)].flatMap((node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return []
    if (node.callee.name !== 'defineProblems') return []
    const [list] = node.arguments
    return propertiesOf(list).map((property) => ({
      code: nameOf(property),
      path: source.path,
      line: source.lineAt(property.start),
      languages: propertiesOf(property.value).map(nameOf),
    }))
  })
}

const propertiesOf = (node: Node | undefined): ObjectProperty[] =>
  node?.type === 'ObjectExpression' ? node.properties.filter((one) => one.type === 'Property') : []

function nameOf({ key }: ObjectProperty): string {
  if (key.type === 'Identifier') return key.name
  return key.type === 'Literal' ? String(key.value) : ''
}
