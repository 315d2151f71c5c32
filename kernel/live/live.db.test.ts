import assert from 'node:assert/strict'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { testPool } from '#kernel/testing/db.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import { silentLog } from '../log.ts'
import { outbox } from '../outbox/outbox.ts'
import { startRelay } from '../outbox/relay.ts'
import { type LiveHub, startLiveHub } from './live.ts'

/** A hub behind a real server, fed by a real relay. */
async function serving(
  story: (parts: { districtId: string; port: number; hub: LiveHub; ends: string[] }) => Promise<void>,
): Promise<void> {
  const pool = await testPool()
  const districtId = `live-${newId()}`
  const ends: string[] = []
  const url = pool.pg.options.connectionString ?? ''
  const hub = await startLiveHub({
    pool,
    url,
    log: silentLog,
    maxBufferedBytes: 100_000,
    onEnd: (why) => ends.push(why),
  })
  const relay = await startRelay({ pool, subscribers: [], log: silentLog, pollMs: 20 })
  const server = createServer((request, reply) => {
    const last = request.headers['last-event-id']
    const lastEventId = typeof last === 'string' ? last : undefined
    void hub.openStream(reply, { actorId: 'zhou', districtId, lastEventId, allow: () => true })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await story({ districtId, port: (server.address() as AddressInfo).port, hub, ends })
  } finally {
    await relay.stop()
    await hub.stop()
    server.closeAllConnections()
    server.close()
    for (const table of ['outbox', 'outbox_head'])
      await pool.run(sql`delete from kernel.${sql.ident(table)} where district_id = ${districtId}`)
  }
}

async function tell(districtId: string, count: number, payload: unknown = {}): Promise<void> {
  const pool = await testPool()
  for (let n = 0; n < count; n += 1)
    await pool.transaction((tx) => outbox.add(tx, { districtId, topic: 'case.changed', key: `${n}`, payload }))
}

const connect = (port: number, lastEventId?: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
    get({ port, host: '127.0.0.1', headers, agent: false }, resolve).on('error', reject)
  })

/** Reads until `count` events with data have come; gives their ids. */
async function read(reply: IncomingMessage, count: number): Promise<number[]> {
  let text = ''
  for await (const chunk of reply.setEncoding('utf8')) {
    text += chunk
    const ids = [...text.matchAll(/^id: (\d+)\ndata: .*\n\n/gm)].map(([, id]) => Number(id))
    if (ids.length >= count) return ids
  }
  return []
}

test('what is committed is heard within a moment, and a line that broke resumes where it stood', async () => {
  await serving(async ({ districtId, port }) => {
    const first = await connect(port)
    assert.equal(first.headers['content-type'], 'text/event-stream; charset=utf-8')
    await tell(districtId, 1)
    const started = performance.now()
    assert.deepEqual(await read(first, 1), [1])
    assert.ok(performance.now() - started < 1000)
    first.destroy()
    await tell(districtId, 5)
    const second = await connect(port, '1')
    await tell(districtId, 3)
    assert.deepEqual(await read(second, 8), [2, 3, 4, 5, 6, 7, 8, 9])
    second.destroy()
  })
})

test('a socket nobody reads from is dropped, and memory stays small', async () => {
  await serving(async ({ districtId, port, hub, ends }) => {
    const idle = await connect(port)
    idle.pause()
    idle.on('error', () => undefined)
    for (let n = 0; n < 20 && hub.count > 0; n += 1) {
      await tell(districtId, 10, 'x'.repeat(50_000))
      await pause(50)
    }
    for (let n = 0; n < 100 && hub.count > 0; n += 1) await pause(50)
    assert.deepEqual([hub.count, ends], [0, ['slow']])
  })
})

test('stopping the server ends every stream properly, so that screens connect again with their cursor', async () => {
  await serving(async ({ port, hub, ends }) => {
    const reply = await connect(port)
    const ended = new Promise((resolve) => reply.resume().once('end', resolve))
    await hub.stop()
    await ended
    assert.deepEqual(ends, ['stopping'])
  })
})
