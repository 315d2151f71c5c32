import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { readRecord, type SpoolRecord, writeRecord } from './record.ts'
import { Spool, SpoolFull } from './spool.ts'

const base = mkdtempSync(join(tmpdir(), 'yiwang-spool-'))
after(() => rmSync(base, { recursive: true, force: true }))

const frame = (number: number, size = 20): SpoolRecord => ({
  protocol: 'jt808',
  sender: `1380013${String(number).padStart(4, '0')}`,
  receivedAt: 1_790_000_000_000 + number,
  bytes: Buffer.alloc(size, number % 256),
})

const all = async (spool: Spool, from = 0): Promise<SpoolRecord[]> =>
  (await spool.read(from, { records: 1_000_000 })).map(({ record }) => record)

test('what was kept is read again in its order, also after the spool was opened anew', async () => {
  const folder = join(base, 'plain')
  const spool = await Spool.open(folder, { segmentBytes: 500 })
  const frames = Array.from({ length: 60 }, (_, i) => frame(i, i * 7))
  await Promise.all(frames.map((one) => spool.append(one)))
  for (const one of frames) await spool.append(one)
  assert.deepEqual(await all(spool), [...frames, ...frames])
  const { id, end } = spool
  await spool.close()
  const again = await Spool.open(folder, { segmentBytes: 500 })
  assert.deepEqual([again.id, again.end], [id, end])
  assert.equal((await all(again)).length, 120)
  await again.append(frame(7))
  assert.deepEqual(
    (await all(again, end)).map(({ sender }) => sender),
    ['13800130007'],
  )
  await again.close()
})

test('a reader goes on from its position, and segments behind it are removed, never one it still needs', async () => {
  const folder = join(base, 'release')
  const spool = await Spool.open(folder, { segmentBytes: 300 })
  for (let i = 0; i < 40; i++) await spool.append(frame(i))
  const first = await spool.read(0, { records: 10 })
  const position = first.at(-1)!.next
  await spool.release(position)
  assert.ok(spool.start > 0 && spool.start <= position)
  assert.equal((await all(spool, position)).length, 30)
  assert.equal((await all(spool, 0)).at(-1)?.sender, '13800130039')
  await spool.release(spool.end)
  assert.equal(readdirSync(folder).filter((name) => name.endsWith('.spool')).length, 1)
  await spool.close()
})

test('a record that a power cut left half written is cut off, and the next one follows the last whole one', async () => {
  const folder = join(base, 'cut')
  const spool = await Spool.open(folder)
  for (let i = 0; i < 5; i++) await spool.append(frame(i))
  await spool.close()
  const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.spool'))!)
  truncateSync(path, statSync(path).size - 3)
  const again = await Spool.open(folder)
  await again.append(frame(9))
  assert.deepEqual(
    (await all(again)).map(({ receivedAt }) => receivedAt % 1000),
    [0, 1, 2, 3, 9],
  )
  await again.close()
})

test('a spool damaged in the middle is not opened as if nothing were missing', async () => {
  const folder = join(base, 'damaged')
  const spool = await Spool.open(folder)
  for (let i = 0; i < 5; i++) await spool.append(frame(i))
  await spool.close()
  const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.spool'))!)
  const bytes = await readFile(path)
  bytes[70]! ^= 1
  writeFileSync(path, bytes)
  await assert.rejects(Spool.open(folder), /damaged at byte/)
})

test('a spool that somebody writes is opened by nobody else, until it is closed', async () => {
  const folder = join(base, 'held')
  const spool = await Spool.open(folder)
  await assert.rejects(Spool.open(folder), /another process writes/)
  await spool.close()
  await (await Spool.open(folder)).close()
})

test('a full spool takes nothing more until somebody took something away', async () => {
  const spool = await Spool.open(join(base, 'full'), { segmentBytes: 200, mostBytes: 1_000 })
  let kept = 0
  await assert.rejects(async () => {
    for (; kept < 100; kept++) await spool.append(frame(kept))
  }, SpoolFull)
  assert.ok(kept > 10)
  await spool.release(spool.end)
  await spool.append(frame(1))
  await spool.close()
})

test('nothing that was acknowledged is lost when the process is killed, six times over', async () => {
  const folder = join(base, 'killed')
  const script = `
    import { Spool } from ${JSON.stringify(import.meta.resolve('./spool.ts'))}
    const spool = await Spool.open(${JSON.stringify(folder)}, { segmentBytes: 20000 })
    let number = Number(process.argv[1])
    for (;;) {
      await Promise.all(Array.from({ length: 20 }, async () => {
        const mine = number++
        await spool.append({ protocol: 'x', sender: String(mine), receivedAt: mine, bytes: new Uint8Array(mine % 900) })
        process.stdout.write(mine + '\\n')
      }))
    }`
  const acknowledged = new Set<string>()
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, String(round * 1_000_000)])
    let out = ''
    child.stdout.on('data', (data) => {
      out += data
      if (out.length > 200 + round * 60) child.kill('SIGKILL')
    })
    await new Promise((done) => child.once('close', done))
    for (const line of out.split('\n').slice(0, -1)) acknowledged.add(line)
  }
  const spool = await Spool.open(folder, { segmentBytes: 20_000 })
  const there = (await all(spool)).map(({ sender }) => sender)
  assert.ok(acknowledged.size > 120)
  assert.deepEqual(
    [...acknowledged].filter((one) => !there.includes(one)),
    [],
  )
  assert.equal(new Set(there).size, there.length)
  await spool.close()
})

test('a record with any single bit turned is never read as another', () => {
  const record = fc.record({
    protocol: fc.string({ maxLength: 10 }),
    sender: fc.string({ maxLength: 20 }),
    receivedAt: fc.nat(),
    bytes: fc.uint8Array({ maxLength: 60 }),
  })
  fc.assert(
    fc.property(record, fc.nat(), (one, where) => {
      const bytes = writeRecord(one)
      const read = readRecord(bytes, 0)
      assert.ok(typeof read !== 'string')
      assert.deepEqual(
        { ...read.record, bytes: [...read.record.bytes] },
        { ...structuredClone(one), bytes: [...one.bytes] },
      )
      const bit = where % (bytes.length * 8)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      assert.equal(typeof readRecord(bytes, 0), 'string')
    }),
  )
})
