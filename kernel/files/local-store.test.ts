import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { chmod, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { digestOf } from './file-store.ts'
import { openLocalStore } from './local-store.ts'

const base = mkdtempSync(join(tmpdir(), 'yiwang-files-'))
after(() => rmSync(base, { recursive: true, force: true }))

const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code
const meta = { mediaType: 'text/plain' }
const listed = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((e) => e.name)
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}
const placeOf = (root: string, sha256: string) =>
  join(root, 'files', 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)

test('content is found again under its SHA-256 and carries its SM3 too', async () => {
  const root = join(base, 'plain')
  const store = await openLocalStore(root)
  const stored = await store.put(Buffer.from('abc'), meta)
  assert.deepEqual(stored, {
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    bytes: 3,
  })
  assert.equal(await store.has(stored.sha256), true)
  assert.equal(await text((await store.open(stored.sha256)).stream), 'abc')
  assert.equal(await readFile(placeOf(root, stored.sha256), 'utf8'), 'abc')
  assert.deepEqual(await store.put(Buffer.from('abc'), meta), stored)
  assert.equal((await listed(root)).length, 1)
})

test('one changed bit and the content is refused before a byte of it leaves; putting it again heals it', async () => {
  const root = join(base, 'bit')
  const store = await openLocalStore(root)
  const { sha256 } = await store.put(Buffer.from('evidence'), meta)
  const place = placeOf(root, sha256)
  await chmod(place, 0o600)
  await writeFile(place, 'evidencd')
  await assert.rejects(store.open(sha256), refused('file_corrupt'))
  await store.put(Buffer.from('evidence'), meta)
  assert.equal(await text((await store.open(sha256)).stream), 'evidence')
})

test('content that is gone is told apart from content that changed', async () => {
  const store = await openLocalStore(join(base, 'gone'))
  const { sha256 } = await store.put(Buffer.from('x'), meta)
  await store.remove(sha256)
  assert.equal(await store.has(sha256), false)
  await assert.rejects(store.open(sha256), refused('file_missing'))
})

test('an address that is no digest never becomes a path', async () => {
  const store = await openLocalStore(join(base, 'path'))
  for (const address of ['../../../etc/passwd', '', 'AB'.repeat(32), `${'a'.repeat(63)}/`])
    await assert.rejects(async () => store.open(address), refused('file_not_found'))
})

test('a sender that breaks off leaves nothing to be seen', async () => {
  const root = join(base, 'broken')
  const store = await openLocalStore(root)
  async function* breaking() {
    yield Buffer.alloc(100_000, 1)
    throw new Error('connection reset')
  }
  await assert.rejects(store.put(breaking(), meta), /connection reset/)
  assert.deepEqual(await listed(root), [])
})

test('a sender that goes on for ever is stopped at the limit', async () => {
  const root = join(base, 'endless')
  const store = await openLocalStore(root)
  async function* endless() {
    for (;;) yield Buffer.alloc(65_536)
  }
  await assert.rejects(store.put(endless(), { ...meta, maxBytes: 1_048_576 }), refused('file_too_large'))
  assert.deepEqual(await listed(root), [])
})

test('a server killed in the middle of a put leaves a draft that is never visible and is cleared later', async () => {
  const root = join(base, 'killed')
  const content = Buffer.alloc(300_000, 5)
  const program = `
    const { openLocalStore } = await import(${JSON.stringify(join(import.meta.dirname, 'local-store.ts'))})
    const store = await openLocalStore(${JSON.stringify(root)})
    async function* halting() {
      yield Buffer.alloc(200_000, 5)
      process.stdout.write('half')
      await new Promise((resolve) => setTimeout(resolve, 60_000))
    }
    await store.put(halting(), { mediaType: 'text/plain' })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  await new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill('SIGKILL')
  })
  const store = await openLocalStore(root)
  assert.equal((await listed(join(root, 'files', 'partial'))).length, 1)
  assert.deepEqual(await listed(join(root, 'files', 'sha256')), [])
  assert.equal(await store.has(digestOf(content).sha256), false)
  assert.deepEqual(await all(store.list(new Date(Date.now() + 1000))), [])
  assert.equal(await store.clearPartial(new Date(Date.now() - 1000)), 0)
  assert.equal(await store.clearPartial(new Date(Date.now() + 1000)), 1)
  assert.deepEqual(await listed(root), [])
})

test('putting content again renews its age, so that a sweep leaves it alone', async () => {
  const root = join(base, 'age')
  const store = await openLocalStore(root)
  const { sha256, bytes } = await store.put(Buffer.from('old'), meta)
  const longAgo = new Date('2026-01-01T00:00:00Z')
  await utimes(placeOf(root, sha256), longAgo, longAgo)
  const yesterday = new Date(Date.now() - 86_400_000)
  assert.deepEqual(await all(store.list(yesterday)), [{ sha256, bytes }])
  await store.put(Buffer.from('old'), meta)
  assert.deepEqual(await all(store.list(yesterday)), [])
})

test('many puts of the same content at once end as one whole file', async () => {
  const root = join(base, 'same')
  const store = await openLocalStore(root)
  const content = Buffer.alloc(400_000, 9)
  const all = await Promise.all(Array.from({ length: 12 }, () => store.put(content, meta)))
  assert.equal(new Set(all.map((stored) => stored.sha256)).size, 1)
  assert.equal((await listed(root)).length, 1)
  assert.equal((await store.open(all[0]!.sha256)).bytes, content.length)
})
