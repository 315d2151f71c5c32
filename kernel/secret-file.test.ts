import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { installationSecret } from './secret-file.ts'

test('a secret is made once for each use, is long, is its owner’s alone and leaves no draft behind', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-secret-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const dataDir = join(folder, 'data')
  const first = installationSecret(dataDir, 'session').reveal()
  assert.ok(Buffer.from(first, 'base64url').length >= 32)
  assert.equal(installationSecret(dataDir, 'session').reveal(), first)
  assert.notEqual(installationSecret(dataDir, 'data').reveal(), first)
  for (const name of readdirSync(dataDir)) assert.equal(statSync(join(dataDir, name)).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(dataDir).sort(), ['data-secret', 'session-secret'])
})
