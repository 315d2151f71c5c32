import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { installationSecret } from './secret-file.ts'

test('the secret is made once, is long, is its owner’s alone and leaves no draft behind', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-secret-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const dataDir = join(folder, 'data')
  const first = installationSecret(dataDir).reveal()
  assert.ok(Buffer.from(first, 'base64url').length >= 32)
  assert.equal(installationSecret(dataDir).reveal(), first)
  assert.equal(statSync(join(dataDir, 'secret')).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(dataDir), ['secret'])
})
