import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { handbookFiles } from './handbook.ts'

const folder = join(import.meta.dirname, '../docs/handbook')

test('the printed handbook says what the help page says; node tools/launch.mjs tools/handbook.ts writes it anew', () => {
  const files = handbookFiles()
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(files).sort())
  for (const [name, text] of Object.entries(files)) assert.equal(readFileSync(join(folder, name), 'utf8'), text, name)
})
