import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectNone } from './expect.ts'
import { listSources, nodesOf, parse, read, type Source } from './source.ts'

const longestFile = 400
const longestFunction = 80

/** `place` is what an exemption names: `path` for a file, `path#name` for a function. */
type Oversize = { place: string; message: string }

type Exemption = { place: string; reason: string }

type Span = { start: number; end: number }

function oversizeOf(source: Source): Oversize[] {
  const { path, text, lineAt } = source
  const lines = text.replace(/\n$/, '').split('\n').length
  const tooLong =
    lines > longestFile ? [{ place: path, message: `${path} has ${lines} lines, at most ${longestFile}` }] : []
  return [
    ...tooLong,
    ...functionsOf(source).flatMap(({ name, start, end }) => longFunction(name, lineAt(start), lineAt(end))),
  ]

  function longFunction(name: string, first: number, last: number): Oversize[] {
    const length = last - first + 1
    if (length <= longestFunction) return []
    const message = `${path}:${first} function ${name} has ${length} lines, at most ${longestFunction}`
    return [{ place: `${path}#${name}`, message }]
  }
}

function functionsOf({ parsed }: Source): (Span & { name: string })[] {
  const names = new Map<number, string>()
  const found: (Span & { name: string })[] = []
  for (const node of nodesOf(parsed.program)) {
    if (node.type === 'VariableDeclarator' && node.init && node.id.type === 'Identifier') {
      names.set(node.init.start, node.id.name)
    }
    const isFunction = node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression'
    if (!isFunction && node.type !== 'ArrowFunctionExpression') continue
    const name = node.id?.name ?? names.get(node.start) ?? 'anonymous'
    found.push({ name, start: node.start, end: node.end })
  }
  return found
}

test(`no file is over ${longestFile} lines and no function over ${longestFunction}, but for the exemptions`, () => {
  const exemptions = JSON.parse(read('tools/tree/exemptions.json')) as Exemption[]
  const oversize = listSources().flatMap(oversizeOf)
  const exempt = new Set(exemptions.map((one) => one.place))
  const wrong = oversize.filter((one) => !exempt.has(one.place)).map((one) => one.message)
  const needless = exemptions
    .filter(({ place, reason }) => !reason || !oversize.some((one) => one.place === place))
    .map(({ place }) => `tools/tree/exemptions.json: ${place} is no longer oversize or has no reason; remove the entry`)
  expectNone([...wrong, ...needless])
})

test('a long function is found by name, inside another one too', () => {
  const body = 'work()\n'.repeat(80)
  const source = parse('x.ts', `const outer = () => {\n${body}}\nfunction short() {}\n`)
  assert.deepEqual(
    oversizeOf(source).map((one) => one.message),
    ['x.ts:1 function outer has 82 lines, at most 80'],
  )
})
