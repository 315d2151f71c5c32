import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { loadModule } from 'libpg-query'
import { expectNone } from './expect.ts'
import { listSources, nodesOf, parse, read, root, type Source } from './source.ts'
import { listMigrations } from './sql-source.ts'
import { readMigrations } from './tables.ts'

before(() => loadModule())

// Words of this trade as they would look in pinyin; no English word no place name and nobody of the cast is among them.
const pinyin = new Set(
  'anjian bujian shijian paiqian chuzhi hecha heshi jiean guazhang zuofei duban wangge caijiyuan jiandu zhihui chengguan bumen jiezhen shequ xiaoqu gongdan'.split(
    ' ',
  ),
)

/** Words of an identifier: camelCase, PascalCase, snake_case and kebab-case taken apart. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .map((word) => word.toLowerCase())

function pinyinIn(source: Source): string[] {
  const seen = new Set<string>()
  for (const node of nodesOf(source.parsed.program)) {
    if (node.type !== 'Identifier' || !wordsOf(node.name).some((word) => pinyin.has(word))) continue
    seen.add(`${source.path}:${source.lineAt(node.start)} ${node.name} is pinyin; the glossary has the English word`)
  }
  return [...seen]
}

test('names in code are never pinyin', () => {
  expectNone(listSources().flatMap(pinyinIn))
})

test('pinyin is found inside longer names and ordinary words are left alone', () => {
  const source = parse('x.ts', 'const openAnjian = 1\nconst wangge_code = 2\nconst dispatch = 3')
  assert.equal(pinyinIn(source).length, 2)
})

/** The glossary's tables: the words of a last column headed “not” (不用), with the word to use instead. */
function rejectedWords(glossary: string): Map<string, string> {
  const rejected = new Map<string, string>()
  let columns: string[] = []
  for (const line of glossary.split('\n')) {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    if (cells.length < 3) columns = []
    else if (columns.length === 0) columns = cells.map((cell) => cell.toLowerCase())
    else {
      const not = columns.findIndex((name) => name === 'not' || name === '不用')
      const word = columns.findIndex((name) => name === 'word' || name === '用词')
      for (const one of (cells[not] ?? '').split(/[,，、]/)) {
        const clean = one.trim().toLowerCase()
        if (/^[a-z]+$/.test(clean)) rejected.set(clean, cells[word] ?? '')
      }
    }
  }
  return rejected
}

test('no type and no table is called by a word that the glossary rejects', (t) => {
  if (!existsSync(join(root, 'GLOSSARY.md'))) return t.skip('GLOSSARY.md is not written yet')
  const rejected = rejectedWords(read('GLOSSARY.md'))
  const types = listSources().flatMap((source) =>
    [...nodesOf(source.parsed.program)].flatMap((node) => {
      const isType = node.type === 'TSTypeAliasDeclaration' || node.type === 'TSInterfaceDeclaration'
      const better = isType ? rejected.get(node.id.name.toLowerCase()) : undefined
      return isType && better !== undefined
        ? [`${source.path}:${source.lineAt(node.start)} type ${node.id.name}: the glossary says ${better}`]
        : []
    }),
  )
  const tables = [...readMigrations(listMigrations()).tables.values()].flatMap(({ name, at }) => {
    const better = rejected.get(name.slice(name.indexOf('.') + 1))
    return better === undefined ? [] : [`${at} table ${name}: the glossary says ${better}`]
  })
  expectNone([...types, ...tables])
})

test('rejected words are read from the glossary’s tables', () => {
  const page = '| 中文 | word | not |\n|---|---|---|\n| 案件 | `case` | issue, ticket |\n| 督办 | urge | – |\n'
  assert.deepEqual([...rejectedWords(page).keys()], ['issue', 'ticket'])
})
