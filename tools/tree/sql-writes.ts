import { type Node, parseSync, type SqlError, scanSync } from 'libpg-query'
import type { SqlPiece } from './sql-source.ts'

/** A table that a piece of SQL changes; `schema` is undefined when it is not written out. */
export type Write = { verb: string; schema: string | undefined; table: string }

type Json = { [key: string]: Json | Json[] | string | number | undefined }

const changing: Record<string, string> = {
  InsertStmt: 'insert',
  UpdateStmt: 'update',
  DeleteStmt: 'delete',
  MergeStmt: 'merge',
}

/** Every table that parsed SQL changes, inside `with` and functions' arguments too. */
export function writesIn(tree: unknown): Write[] {
  if (Array.isArray(tree)) return tree.flatMap(writesIn)
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree as Json).flatMap(([key, value]) => [
    ...writesOfNode(key, value as Json),
    ...writesIn(value),
  ])
}

function writesOfNode(key: string, value: Json): Write[] {
  const verb = changing[key]
  if (verb) return [write(verb, value.relation as Json)]
  if (key === 'CopyStmt' && value.is_from) return [write('copy', value.relation as Json)]
  if (key !== 'TruncateStmt') return []
  return (value.relations as Json[]).map((one) => write('truncate', one.RangeVar as Json))
}

const write = (verb: string, range: Json): Write => ({
  verb,
  schema: range.schemaname as string | undefined,
  table: range.relname as string,
})

/** What a template changes. Text that no statement can be made of is read token by token. */
export function writesOfPiece(piece: SqlPiece): Write[] {
  for (const text of readings(piece)) {
    const tree = tryParse(text)
    if (tree) return writesIn(tree)
  }
  return writesByToken(fill(piece, (at, before) => (namesSomething(before) ? `hole_${at}` : `$${at + 1}`)))
}

// A hole is a value in most places, a name after these words, and sometimes a fragment that may be left out.
function* readings(piece: SqlPiece): Generator<string> {
  const asValue = fill(piece, (at, before) => (namesSomething(before) ? `hole_${at}` : `$${at + 1}`))
  const leftOut = fill(piece, (at, before) => (namesSomething(before) ? `hole_${at}` : ''))
  for (const text of [asValue, leftOut]) {
    yield text
    yield `select 1 where ${text}`
    yield `select ${text}`
    yield `select 1 from hole ${text}`
  }
}

const namesSomething = (before: string): boolean =>
  /(\.|\b(into|update|from|join|table|truncate|only|conflict on constraint))\s*"?$/i.test(before)

const fill = ({ parts, holes }: SqlPiece, hole: (at: number, before: string) => string): string =>
  parts.reduce((text, part, at) => (at > holes ? text : `${text}${hole(at - 1, text)}${part}`))

function tryParse(text: string): unknown {
  try {
    return parseSync(text)
  } catch {
    return undefined
  }
}

function writesByToken(text: string): Write[] {
  const tokens = scanOrSplit(text)
  return tokens.flatMap((token, at) => {
    const verb = token.toLowerCase()
    const before = (tokens[at - 1] ?? '').toLowerCase()
    const next = (tokens[at + 1] ?? '').toLowerCase()
    const first = tokens.slice(at + (next === 'only' || next === 'table' || next === 'into' || next === 'from' ? 2 : 1))
    const isWrite =
      (verb === 'insert' && next === 'into') ||
      (verb === 'merge' && next === 'into') ||
      (verb === 'delete' && next === 'from') ||
      verb === 'truncate' ||
      // Not `for update`, `on update`, `do update set`.
      (verb === 'update' && !['for', 'key', 'on', 'do', 'then'].includes(before) && next !== 'set')
    if (!isWrite) return []
    const [schema, dot, table] = first
    return [dot === '.' ? { verb, schema, table: table ?? '' } : { verb, schema: undefined, table: schema ?? '' }]
  })
}

function scanOrSplit(text: string): string[] {
  try {
    return scanSync(text).tokens.map((token) => token.text.replace(/^"(\w+)"$/, '$1'))
  } catch {
    return text.match(/\w+|\S/g) ?? []
  }
}

/** The schema in which a statement of a migration makes or changes an object, where it names one. */
export function schemasDefinedBy(statement: Node): string[] {
  const value = Object.values(statement)[0] as Json
  const range = (value.relation ?? value.view ?? (value.into as Json | undefined)?.rel) as Json | undefined
  if ('CreateSchemaStmt' in statement) return [statement.CreateSchemaStmt.schemaname ?? '']
  if ('CreateFunctionStmt' in statement) return namesOf(statement.CreateFunctionStmt.funcname ?? []).slice(0, 1)
  const defines = [
    'CreateStmt',
    'AlterTableStmt',
    'IndexStmt',
    'ViewStmt',
    'CreateTableAsStmt',
    'RenameStmt',
    'CreateTrigStmt',
  ]
  if (!defines.some((kind) => kind in statement)) return []
  return [(range?.schemaname as string | undefined) ?? 'public']
}

/** The statements of a migration with the lines on which they start, or what is wrong with its SQL. */
export function parseMigration(
  path: string,
  text: string,
): { statements: { stmt: Node; line: number }[]; fault?: string } {
  const bytes = Buffer.from(text)
  const lineAt = (offset: number) => bytes.subarray(0, offset).toString().split('\n').length
  try {
    const statements = (parseSync(text).stmts ?? []).flatMap(({ stmt, stmt_location = 0, stmt_len }) => {
      const own = bytes.subarray(stmt_location, stmt_len ? stmt_location + stmt_len : undefined).toString()
      const blank = own.match(/^(\s|--.*\n)*/)?.[0] ?? ''
      return stmt ? [{ stmt: stmt as Node, line: lineAt(stmt_location + Buffer.byteLength(blank)) }] : []
    })
    return { statements }
  } catch (error) {
    const at = lineAt((error as SqlError).sqlDetails?.cursorPosition ?? 0)
    return { statements: [], fault: `${path}:${at} ${(error as Error).message}` }
  }
}

/** The texts of a list of names. */
export const namesOf = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((node) => ('String' in node ? (node.String.sval ?? []) : []))
