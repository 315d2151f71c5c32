import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { loadModule, parseSync } from 'libpg-query'
import { expectNone } from './expect.ts'
import { isTest } from './layers.ts'
import { listSources, parse } from './source.ts'
import { bulkTargetsOf, listMigrations, piecesOf } from './sql-source.ts'
import { parseMigration, schemasDefinedBy, type Write, writesIn, writesOfPiece } from './sql-writes.ts'

before(() => loadModule())

const capabilities = ['city', 'sense', 'analyse', 'serve', 'command', 'supervise']

/** The schemas that files in `path`'s folder may write; undefined where the rule does not apply (tests, benchmarks). */
function schemasOf(path: string): string[] | undefined {
  const [top = '', second = ''] = path.split('/')
  if (isTest(path) || top === 'bench' || path.includes('/testing/')) return undefined
  if (top === 'kernel') return ['kernel', 'auth', 'public']
  if (top === 'industry') return [second, second.replaceAll('-', '_')]
  return capabilities.includes(top) ? [top] : []
}

const ownerOf = (schema: string): string => (['auth', 'public'].includes(schema) ? 'kernel' : schema)

function wrongWrites(path: string, line: number, writes: readonly Write[], text: string): string[] {
  const owned = schemasOf(path)
  if (!owned) return []
  return writes.flatMap(({ verb, schema, table }) => {
    if (schema === undefined) {
      const isTemporary = new RegExp(`create\\s+temp(orary)?\\s+table\\s+(if not exists\\s+)?${table}\\b`, 'i').test(
        text,
      )
      // Bulk writers are handed their table by callers, whose own calls are read below.
      if (isTemporary || path === 'kernel/db/bulk.ts' || path === 'kernel/db/copy.ts') return []
      return [`${path}:${line} ${verb}s ${table}: write schema.table out, so that it can be seen who writes what`]
    }
    if (owned.includes(schema)) return []
    return [
      `${path}:${line} ${verb}s ${schema}.${table}: only the folder ${ownerOf(schema)} writes the schema ${schema}`,
    ]
  })
}

test('only its own folder writes a schema, in templates, queries and bulk copies', () => {
  const wrong = listSources().flatMap((source) => {
    const templates = piecesOf(source).flatMap((piece) =>
      wrongWrites(source.path, piece.line, writesOfPiece(piece), source.text),
    )
    const copies = bulkTargetsOf(source).flatMap(({ table, line }) => {
      const [schema, name] = table?.split('.') ?? []
      const write = { verb: 'copie', schema: name ? schema : undefined, table: name ?? schema ?? 'a table' }
      return wrongWrites(source.path, line, [write], source.text)
    })
    return [...templates, ...copies]
  })
  expectNone(wrong)
})

test('a template without holes that starts like a statement is valid PostgreSQL', () => {
  const wrong = listSources().flatMap((source) =>
    piecesOf(source).flatMap(({ line, parts, holes }) => {
      if (holes > 0 || !/^\s*(select|insert|update|delete|with|merge)\b/i.test(parts[0] ?? '')) return []
      try {
        parseSync(parts[0] ?? '')
        return []
      } catch (error) {
        return [`${source.path}:${line} ${(error as Error).message}`]
      }
    }),
  )
  expectNone(wrong)
})

test('a migration is valid PostgreSQL and touches only the schema of its own folder', () => {
  const wrong = listMigrations().flatMap(({ path, text }) => {
    const owned = schemasOf(path) ?? []
    const { statements, fault } = parseMigration(path, text)
    const strange = statements.flatMap(({ stmt, line }) => [
      ...schemasDefinedBy(stmt)
        .filter((schema) => !owned.includes(schema))
        .map((schema) => `${path}:${line} defines something in schema ${schema}, which is not its folder's`),
      ...wrongWrites(path, line, writesIn(stmt), text),
    ])
    return fault ? [fault, ...strange] : strange
  })
  expectNone(wrong)
})

test('migrations have dated names, no two alike, so that their order is the same everywhere', () => {
  const seen = new Set<string>()
  const wrong = listMigrations().flatMap(({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const known = seen.has(name)
    seen.add(name)
    if (known) return [`${path} has the name of another migration`]
    return /^\d{4}-\d{2}-\d{2}-\d{2}-[a-z0-9-]+\.sql$/.test(name) ? [] : [`${path} is not named YYYY-MM-DD-nn-name.sql`]
  })
  expectNone(wrong)
})

// `<name>` stands for a hole of the template.
const samples: [about: string, template: string, writes: string[]][] = [
  ['a plain insert', '`insert into city.case (id) values (<id>)`', ['city.case']],
  [
    'a write inside with',
    '`with gone as (delete from serve.reply returning *) insert into command.task select * from gone`',
    ['command.task', 'serve.reply'],
  ],
  ['a nested fragment', '`select * from city.case where <filter> order by <order>`', []],
  ['a table as a hole', '`update <table> set a = <a>`', ['?.hole_0']],
  ['a schema with a hole', '`delete from kernel.<ident> where a = <a>`', ['kernel.hole_0']],
  ['a lone condition', '`district_id = <district> and deleted_at is null`', []],
  ['a row lock', '`select 1 from city.case for update <skip>`', []],
  ['a fragment of an upsert', '`on conflict (id) do update set a = excluded.a`', []],
  ['text only tokens can read', '`<head> insert into city.case <columns> <source> )`', ['city.case']],
]

for (const [about, template, writes] of samples) {
  test(`what ${about} writes is seen`, () => {
    const [piece] = piecesOf(parse('serve/x.ts', `const q = sql${template.replaceAll('<', '${').replaceAll('>', '}')}`))
    assert.ok(piece)
    assert.deepEqual(
      writesOfPiece(piece)
        .map((one) => `${one.schema ?? '?'}.${one.table}`)
        .sort(),
      writes,
    )
  })
}

test('a capability that writes another one’s table is refused, and a test is not', () => {
  const writes = [{ verb: 'insert', schema: 'command', table: 'task' }]
  assert.equal(wrongWrites('serve/reply/store.ts', 1, writes, '').length, 1)
  assert.equal(wrongWrites('serve/reply/store.db.test.ts', 1, writes, '').length, 0)
  assert.equal(wrongWrites('cities/dachuan/seed.ts', 1, writes, '').length, 1)
})
