import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { loadModule } from 'libpg-query'
import { expectNone } from './expect.ts'
import { listMigrations } from './sql-source.ts'
import { type Catalogue, readMigrations, type Table } from './tables.ts'

before(() => loadModule())

const spread = (table: Table): string => table.comment.match(/^(distributed|reference|local):/)?.[1] ?? ''

function faultsOf({ tables, faults }: Catalogue): string[] {
  const all = [...tables.values()].filter((table) => !table.partition)
  const uncommented = all
    .filter((table) => spread(table) === '')
    .map((table) => `${table.at} ${table.name} needs a comment that starts with distributed:, reference: or local:`)
  const distributed = all.filter((table) => spread(table) === 'distributed')
  return [
    ...faults,
    ...uncommented,
    ...distributed.flatMap(keyFaults),
    ...distributed.flatMap((one) => referenceFaults(one, tables)),
  ]
}

function keyFaults(table: Table): string[] {
  const wrong = table.keys
    .filter((key) => key.columns[0] !== 'district_id')
    .map(
      (key) =>
        `${key.at} ${table.name}: ${key.kind} ${key.name} must start with district_id, as the table is distributed`,
    )
  const hasPrimary = table.keys.some((key) => key.kind === 'primary key')
  return hasPrimary ? wrong : [...wrong, `${table.at} ${table.name} is distributed and has no primary key`]
}

function referenceFaults(table: Table, tables: ReadonlyMap<string, Table>): string[] {
  return table.references.flatMap(({ columns, table: target, targetColumns, at }) => {
    const other = tables.get(target)
    const kind = other ? spread(other) : ''
    if (kind === 'reference' || !other) return []
    if (kind === 'local') return [`${at} ${table.name} is distributed and may not refer to the local table ${target}`]
    const first = columns[0] === 'district_id' && (targetColumns[0] ?? 'district_id') === 'district_id'
    return first ? [] : [`${at} ${table.name}: the foreign key to ${target} must start with district_id on both sides`]
  })
}

test('every table says how it is spread, and a distributed one has district_id first in every key', () => {
  expectNone(faultsOf(readMigrations(listMigrations())))
})

const wrong: [about: string, migration: string, rule: RegExp][] = [
  ['no comment', 'create table city.a (district_id text primary key)', /needs a comment/],
  [
    'a key of its own',
    `create table city.a (district_id text, id uuid primary key); comment on table city.a is 'distributed: x'`,
    /primary key a_pkey must start/,
  ],
  [
    'a unique column',
    `create table city.a (district_id text, n text unique, primary key (district_id, n)); comment on table city.a is 'distributed: x'`,
    /unique constraint a_n_key must start/,
  ],
  [
    'a unique expression',
    `create table city.a (district_id text primary key, n text); create unique index u on city.a (lower(n)); comment on table city.a is 'distributed: x'`,
    /unique index u must start/,
  ],
  [
    'a foreign key across districts',
    `create table city.a (district_id text, id uuid, b uuid references city.a (id), primary key (district_id, id)); comment on table city.a is 'distributed: x'`,
    /on both sides/,
  ],
  [
    'a time without zone',
    `create table city.a (t timestamp); comment on table city.a is 'local: x'`,
    /use timestamptz/,
  ],
  ['a serial', `create table city.a (t bigserial); comment on table city.a is 'local: x'`, /made by the application/],
  [
    'an identity',
    `create table city.a (t int generated always as identity); comment on table city.a is 'local: x'`,
    /made by the application/,
  ],
  [
    'a varchar added later',
    `create table city.a (t text); comment on table city.a is 'local: x'; alter table city.a add column n varchar(9)`,
    /use text/,
  ],
  [
    'a deferrable',
    `create table city.a (t int unique deferrable); comment on table city.a is 'local: x'`,
    /deferrable/,
  ],
  ['a trigger', `create trigger t after insert on city.a for each row execute function f()`, /trigger/],
]

for (const [about, text, rule] of wrong) {
  test(`a migration with ${about} is refused`, () => {
    const faults = faultsOf(readMigrations([{ path: 'city/migrations/x.sql', text }]))
    assert.equal(faults.length, 1, faults.join('\n'))
    assert.match(faults[0] ?? '', rule)
  })
}

test('a key that a later migration replaces is judged as it is in the end', () => {
  const text = `create table city.a (district_id text, id uuid primary key);
    alter table city.a drop constraint a_pkey;
    alter table city.a add primary key (district_id, id);
    comment on table city.a is 'distributed: x'`
  assert.deepEqual(faultsOf(readMigrations([{ path: 'city/migrations/x.sql', text }])), [])
})
