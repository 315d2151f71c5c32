import type { Node, TemplateLiteral } from 'oxc-parser'
import { listFiles, nodesOf, read, type Source } from './source.ts'

/** A piece of SQL in the tree: a migration, a `sql` template, or text handed to a driver's `query`. */
export type SqlPiece = { path: string; line: number; parts: readonly string[]; holes: number }

/** Every piece of SQL a TypeScript file holds. */
export function piecesOf(source: Source): SqlPiece[] {
  const found: SqlPiece[] = []
  const add = (quasi: TemplateLiteral) => {
    const parts = quasi.quasis.map((part) => part.value.cooked ?? part.value.raw)
    found.push({ path: source.path, line: source.lineAt(quasi.start), parts, holes: quasi.expressions.length })
  }
  for (const node of nodesOf(source.parsed.program)) {
    if (node.type === 'TaggedTemplateExpression' && isNamed(node.tag, 'sql')) add(node.quasi)
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue
    const [first] = node.arguments
    if (!isNamed(node.callee.property, 'query') || !first) continue
    if (first.type === 'TemplateLiteral') add(first)
    if (first.type === 'Literal' && typeof first.value === 'string') {
      found.push({ path: source.path, line: source.lineAt(first.start), parts: [first.value], holes: 0 })
    }
  }
  return found
}

const bulkWriters = ['copyRows', 'copyBinary', 'copyIfNew']

/** The table each call of a bulk writer writes: its name where it is a literal, else undefined. */
export function bulkTargetsOf(source: Source): { table: string | undefined; line: number }[] {
  const found: { table: string | undefined; line: number }[] = []
  for (const node of nodesOf(source.parsed.program)) {
    if (node.type !== 'CallExpression' || !bulkWriters.some((name) => isNamed(node.callee, name))) continue
    const table = node.arguments[1]
    const name = table?.type === 'Literal' && typeof table.value === 'string' ? table.value : undefined
    found.push({ table: name, line: source.lineAt(node.start) })
  }
  return found
}

const isNamed = (node: Node, name: string): boolean => node.type === 'Identifier' && node.name === name

/** The tree's migrations in the order in which they run: by their dated names, whatever folder they lie in. */
export function listMigrations(): { path: string; text: string }[] {
  const name = (path: string) => path.slice(path.lastIndexOf('/') + 1)
  return listFiles('.sql')
    .filter((path) => path.includes('/migrations/'))
    .sort((a, b) => (name(a) < name(b) ? -1 : 1))
    .map((path) => ({ path, text: read(path) }))
}
