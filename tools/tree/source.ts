import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { type Node, type ParseResult, parseSync, visitorKeys } from 'oxc-parser'

/** The repository's root; every path in these tests is relative to it and uses forward slashes. */
export const root = join(import.meta.dirname, '../..')

const notOurs = new Set(['node_modules', '.git', 'data', 'dist', 'artefacts'])

let all: readonly string[] | undefined

/** Every file of the repository whose name ends in one of `endings`. */
export function listFiles(...endings: string[]): readonly string[] {
  all ??= [...walk(root)].sort()
  return all.filter((path) => endings.some((ending) => path.endsWith(ending)))
}

/** The names of the top-level folders that are ours. */
export const listTopFolders = (): string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !notOurs.has(entry.name))
    .map((entry) => entry.name)

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (notOurs.has(entry.name) && (entry.name !== 'data' || folder === root)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path)
    else yield relative(root, path).replaceAll('\\', '/')
  }
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

export type Source = { path: string; text: string; parsed: ParseResult; lineAt: (offset: number) => number }

const sources = new Map<string, Source>()

/** One parsed TypeScript or JavaScript file. */
export function sourceOf(path: string): Source {
  const known = sources.get(path)
  if (known) return known
  const made = parse(path, read(path))
  sources.set(path, made)
  return made
}

/** Parses text as if it lay at `path`; offsets become line numbers. */
export function parse(path: string, text: string): Source {
  const parsed = parseSync(path, text, { sourceType: 'module' })
  return { path, text, parsed, lineAt: (offset) => text.slice(0, offset).split('\n').length }
}

export const listSources = (): Source[] => listFiles('.ts', '.tsx', '.mts', '.mjs').map(sourceOf)

export type Import = { specifier: string; line: number; atRunTime: boolean; dynamic: boolean }

/** Every node of a syntax tree, parents before their children. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node
  const fields = node as unknown as Record<string, unknown>
  for (const key of visitorKeys[node.type] ?? []) {
    for (const child of [fields[key]].flat()) if (child) yield* nodesOf(child as Node)
  }
}

/** Every import and re-export of a file. `import { type A }` still loads its module: only `import type` does not. */
export function importsOf({ parsed, lineAt }: Source): Import[] {
  return [...nodesOf(parsed.program)].flatMap((node) => {
    const found = importOf(node)
    if (!found || typeof found.specifier !== 'string') return []
    const { specifier, kind } = found
    const dynamic = node.type === 'ImportExpression'
    return [{ specifier, line: lineAt(node.start), atRunTime: kind !== 'type', dynamic }]
  })
}

function importOf(node: Node): { specifier: unknown; kind: string | null | undefined } | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: node.source.value, kind: node.importKind }
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return { specifier: node.source?.value, kind: node.exportKind }
    case 'ImportExpression':
      return { specifier: node.source.type === 'Literal' ? node.source.value : undefined, kind: 'value' }
    case 'TSImportType':
      return { specifier: node.source.value, kind: 'type' }
    default:
      return undefined
  }
}

/** The file of ours that a specifier in `from` names; undefined for packages and node's own modules. */
export function resolveImport(from: string, specifier: string): string | undefined {
  const path = specifier.split('?')[0] ?? specifier
  if (path.startsWith('#')) return path.slice(1)
  if (path.startsWith('.')) return normalize(join(dirname(from), path)).replaceAll('\\', '/')
  return undefined
}
