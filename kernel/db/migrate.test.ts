import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listMigrations } from './migrate.ts'

test('migrations have dated names, no two the same, and are listed in that order', () => {
  const names = listMigrations().map((migration) => migration.name)
  assert.ok(names.length > 0)
  for (const name of names) assert.match(name, /^\d{4}-\d{2}-\d{2}-\d{2}-[a-z0-9-]+$/)
  assert.equal(new Set(names).size, names.length)
  assert.deepEqual(names, [...names].sort())
})

test('a migration is known by the digest of its text', () => {
  for (const { text, checksum } of listMigrations()) {
    assert.match(checksum, /^[0-9a-f]{64}$/)
    assert.ok(text.trim().length > 0)
  }
})
