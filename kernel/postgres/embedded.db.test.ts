import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { silentLog as log } from '#kernel/log.ts'
import { Problem } from '#kernel/problem.ts'
import { type Embedded, findRunning, startEmbedded } from './embedded.ts'
import { placeOf } from './folder.ts'
import { findPostmaster } from './postmaster.ts'
import { isAlive, pidOf } from './process-mark.ts'

let dataDir = ''
let server: Embedded

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yiwang-embedded-'))
  server = await startEmbedded({ dataDir, log })
})

after(async () => {
  await server.stop()
  await rm(await placeOf(dataDir), { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
})

async function ask(url: string, text: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

const running = async () => {
  const found = await findPostmaster(join(await placeOf(dataDir), 'pgdata'))
  assert.ok(found)
  return found
}

const code = (wanted: string) => (error: unknown) => error instanceof Problem && error.code === wanted

test('a new folder becomes a durable UTF-8 database with checksums that listens on loopback only', async () => {
  assert.deepEqual(await ask(server.url, 'select 1'), [[1]])
  const [row] = await ask(
    server.url,
    `select current_setting('fsync'), current_setting('data_checksums'), current_setting('server_encoding'),
            current_setting('listen_addresses'), current_setting('timezone'), lower('ÅÉ'), upper('éß一网')`,
  )
  assert.deepEqual(row, ['on', 'on', 'UTF8', '127.0.0.1', 'UTC', 'åé', 'Éß一网'])
  assert.equal(server.alreadyRunning, false)
})

test('the server takes nobody without the password, over the socket or over loopback', async () => {
  const wrong = new URL(server.url)
  wrong.password = 'guess'
  await assert.rejects(ask(wrong.href, 'select 1'), /password authentication failed/)
  wrong.search = ''
  await assert.rejects(ask(wrong.href, 'select 1'), /password authentication failed/)
  const loopback = new URL(server.url)
  loopback.search = ''
  assert.deepEqual(await ask(loopback.href, 'select 1'), [[1]])
})

test('a second start on the same folder finds the running server and says whose it is', async () => {
  const second = await startEmbedded({ dataDir, log })
  assert.equal(second.alreadyRunning, true)
  assert.equal(second.ownerPid, process.pid)
  assert.equal(second.url, server.url)
  await second.stop()
  assert.deepEqual(await ask(server.url, 'select 1'), [[1]])
  assert.equal(await findRunning(dataDir), server.url)
})

test('committed rows survive kill -9 of the postmaster and the port stays the same', async () => {
  await ask(server.url, 'create table kept as select generate_series(1, 1000) as n')
  const { mark } = await running()
  process.kill(pidOf(mark), 'SIGKILL')
  while (isAlive(mark)) await pause(10)
  assert.equal(await findRunning(dataDir), undefined)
  const before = server.url
  server = await startEmbedded({ dataDir, log })
  assert.equal(server.url, before)
  assert.equal(server.adopted, false)
  assert.deepEqual(await ask(server.url, 'select count(*)::int, sum(n)::int from kept'), [[1000, 500500]])
})

test('a postmaster.pid that names a living stranger does not keep the database from starting', async () => {
  await server.stop()
  const pidFile = join(await placeOf(dataDir), 'pgdata/postmaster.pid')
  await writeFile(pidFile, `${process.pid}\n${dataDir}/pgdata\n1\n5432\n\n127.0.0.1\n  0 0\nready   \n`)
  assert.equal(await findRunning(dataDir), undefined)
  server = await startEmbedded({ dataDir, log })
  assert.equal(server.alreadyRunning, false)
  assert.deepEqual(await ask(server.url, 'select count(*)::int from kept'), [[1000]])
})

test('a database whose owner was killed is adopted by the next start, without a restart', async () => {
  await server.stop()
  const owner = spawn(process.execPath, ['--input-type=module', '-e', ownerScript()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(owner.stdout, 'data')
  const orphan = await running()
  const meanwhile = await startEmbedded({ dataDir, log })
  assert.equal(meanwhile.alreadyRunning, true)
  assert.equal(meanwhile.ownerPid, owner.pid)
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  server = await startEmbedded({ dataDir, log })
  assert.equal(server.adopted, true)
  assert.equal((await running()).mark, orphan.mark)
  await server.stop()
  assert.equal(isAlive(orphan.mark), false)
  server = await startEmbedded({ dataDir, log })
})

const ownerScript = () =>
  `
  const { startEmbedded } = await import(${JSON.stringify(import.meta.resolve('./embedded.ts'))})
  const { silentLog: log } = await import(${JSON.stringify(import.meta.resolve('#kernel/log.ts'))})
  await startEmbedded({ dataDir: process.env.DATA_DIR, log })
  console.log('up')
  setInterval(() => {}, 1000)`.replace('process.env.DATA_DIR', () => JSON.stringify(dataDir))

test('two starts at once on a new folder give one server', async () => {
  const fresh = await mkdtemp(join(tmpdir(), 'yiwang-embedded-'))
  const both = await Promise.all([startEmbedded({ dataDir: fresh, log }), startEmbedded({ dataDir: fresh, log })])
  assert.equal(both[0].url, both[1].url)
  assert.equal(both.filter((one) => one.alreadyRunning).length, 1)
  await Promise.all(both.map((one) => one.stop()))
  await rm(await placeOf(fresh), { recursive: true, force: true })
  await rm(fresh, { recursive: true, force: true })
})

test('a folder too deep for a Unix socket still works', async () => {
  const top = await mkdtemp(join(tmpdir(), 'yiwang-embedded-'))
  const deep = join(top, ...Array.from({ length: 4 }, () => '深'.repeat(20)))
  const started = await startEmbedded({ dataDir: deep, log })
  assert.deepEqual(await ask(started.url, 'select 1'), [[1]])
  await started.stop()
  await rm(await placeOf(deep), { recursive: true, force: true })
  await rm(top, { recursive: true, force: true })
})

test('each expected failure is one coded sentence', async () => {
  const top = await mkdtemp(join(tmpdir(), 'yiwang-embedded-'))
  await writeFile(join(top, 'file'), '')
  await assert.rejects(startEmbedded({ dataDir: join(top, 'file/data'), log }), code('database_folder_not_writable'))

  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  assert.ok(address && typeof address === 'object')
  await assert.rejects(
    startEmbedded({ dataDir: join(top, 'a'), port: address.port, log }),
    code('database_port_in_use'),
  )
  taken.close()

  await mkdir(join(top, 'b/pgdata'), { recursive: true })
  await writeFile(join(top, 'b/password'), 'x')
  await writeFile(join(top, 'b/pgdata/PG_VERSION'), '14\n')
  const folder = join(top, 'b')
  await assert.rejects(startEmbedded({ dataDir: folder, log }), (error) => {
    assert.ok(error instanceof Problem)
    assert.deepEqual(error.detail, { folder, found: '14', wanted: '18' })
    return true
  })
  assert.equal(await readFile(join(top, 'b/pgdata/PG_VERSION'), 'utf8'), '14\n')

  await mkdir(join(top, 'c/pgdata'), { recursive: true })
  await writeFile(join(top, 'c/pgdata/PG_VERSION'), '18\n')
  // A service user cannot be handed data that already lies in a folder it may not reach.
  const refusal = (await placeOf(dataDir)) === dataDir ? 'database_password_lost' : 'database_refuses_root'
  await assert.rejects(startEmbedded({ dataDir: join(top, 'c'), log }), code(refusal))
  await rm(await placeOf(join(top, 'a')), { recursive: true, force: true })
  await rm(top, { recursive: true, force: true })
})
