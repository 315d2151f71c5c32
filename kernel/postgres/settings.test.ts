import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quote, renderSettings } from './settings.ts'

const giga = 1024 ** 3

test('memory settings follow the machine and stay within bounds', () => {
  const at = (memory: number) => renderSettings({ port: 1, socketDir: undefined }, memory)
  assert.match(at(24 * giga), /shared_buffers = '1024MB'/)
  assert.match(at(1 * giga), /shared_buffers = '128MB'/)
  assert.match(at(512 * giga), /effective_cache_size = '8192MB'/)
})

test('durability is never traded for speed and nothing listens beyond loopback', () => {
  const text = renderSettings({ port: 5432, socketDir: '/x' })
  for (const line of [`fsync = 'on'`, `synchronous_commit = 'on'`, `full_page_writes = 'on'`])
    assert.ok(text.includes(line))
  assert.ok(text.includes(`listen_addresses = '127.0.0.1'`))
})

test('a folder with a quote or a backslash in its name cannot end the setting early', () => {
  assert.equal(quote("it's\\here"), "'it''s\\\\here'")
})
