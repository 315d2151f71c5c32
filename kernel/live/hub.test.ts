import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import fc from 'fast-check'
import { silentLog } from '../log.ts'
import type { OutboxEvent } from '../outbox/outbox.ts'
import { type Hub, type HubOptions, type LiveSource, makeHub } from './hub.ts'
import type { RawReply, StreamRequest } from './stream.ts'

/** A log of events in memory, of which old ones may be forgotten. */
function memoryLog() {
  const events: OutboxEvent[] = []
  let forgotten = 0
  const source: LiveSource = {
    extent: async () => ({ head: events.length, oldest: events.length > forgotten ? forgotten + 1 : 0 }),
    after: async (_, position, limit) => events.slice(Math.max(position, forgotten)).slice(0, limit),
  }
  return {
    source,
    events,
    append(topic = 'case.filed', payload: unknown = { n: events.length + 1 }) {
      const position = events.length + 1
      const recordedAt = new Date('2026-11-22T02:00:00Z')
      events.push({ districtId: 'dachuan', outboxId: `${position}`, topic, key: 'k', payload, recordedAt, position })
    },
    forget(upTo: number) {
      forgotten = upTo
    },
  }
}

/** A client's end of the line: takes what is written at once, or not at all while it `sleeps`. */
class Line extends EventEmitter implements Pick<RawReply, 'writableLength' | 'destroyed'> {
  received = ''
  writableLength = 0
  destroyed = false
  sleeps = false
  status = 0
  writeHead(status: number) {
    this.status = status
    return this
  }
  write(block: string) {
    if (this.destroyed) return false
    if (this.sleeps) this.writableLength += Buffer.byteLength(block)
    else this.received += block
    return !this.sleeps
  }
  end(last = '') {
    if (last !== '') this.write(last)
    this.destroy()
    return this
  }
  destroy() {
    if (this.destroyed) return this
    this.destroyed = true
    this.emit('close')
    return this
  }
}
const raw = (line: Line) => line as unknown as RawReply

type Heard = { readonly id: number; readonly event: string; readonly data: unknown }

/** What a browser's EventSource would make of it: events with data, and the last id seen. */
function hear(text: string): { heard: Heard[]; lastEventId: string } {
  let lastEventId = ''
  const heard: Heard[] = []
  for (const block of text.split('\n\n').slice(0, -1)) {
    const fields = block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line) ?? ['', '', ''])
    const value = (name: string) => fields.find(([, field]) => field === name)?.[2]
    lastEventId = value('id') ?? lastEventId
    const data = value('data')
    if (data !== undefined)
      heard.push({ id: Number(lastEventId), event: value('event') ?? 'message', data: JSON.parse(data) })
  }
  return { heard, lastEventId }
}

const hubOver = (source: LiveSource, more: Partial<HubOptions> = {}): Hub =>
  makeHub({ source, log: silentLog, page: 3, ...more })
const asking = (more: Partial<StreamRequest> = {}): StreamRequest => ({
  actorId: 'zhou',
  districtId: 'dachuan',
  allow: () => true,
  ...more,
})
const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code
const ids = (line: Line) => hear(line.received).heard.map((event) => event.id)

test('zhou hears what happens after she opened the page, and where she stands before anything does', async () => {
  const log = memoryLog()
  log.append()
  const hub = hubOver(log.source)
  const line = new Line()
  await hub.openStream(raw(line), asking())
  assert.deepEqual([line.status, hear(line.received)], [200, { heard: [], lastEventId: '1' }])
  log.append('case.closed', { stage: 'closed' })
  await hub.pull()
  assert.deepEqual(hear(line.received).heard, [
    {
      id: 2,
      event: 'message',
      data: { topic: 'case.closed', key: 'k', at: '2026-11-22T02:00:00.000Z', data: { stage: 'closed' } },
    },
  ])
})

test('what a stranger may not see never reaches her, but her cursor passes it', async () => {
  const log = memoryLog()
  const hub = hubOver(log.source)
  const line = new Line()
  await hub.openStream(raw(line), asking({ actorId: 'stranger', allow: (event) => event.topic === 'notice' }))
  for (const topic of ['case.filed', 'notice', 'case.closed']) log.append(topic)
  await hub.pull()
  hub.heartbeat()
  assert.deepEqual(ids(line), [2])
  assert.equal(hear(line.received).lastEventId, '3')
})

test('only the chosen view of an event is sent', async () => {
  const log = memoryLog()
  const hub = hubOver(log.source)
  const line = new Line()
  await hub.openStream(raw(line), asking({ view: ({ key }) => ({ key }) }))
  log.append('case.filed', { phone: '13800000000' })
  await hub.pull()
  assert.equal(line.received.includes('138'), false)
})

test('a cursor whose events are forgotten, or that was never given, is told to fetch afresh', async () => {
  const log = memoryLog()
  for (let n = 0; n < 9; n += 1) log.append()
  log.forget(5)
  const hub = hubOver(log.source)
  const open = async (lastEventId: string) => {
    const line = new Line()
    await hub.openStream(raw(line), asking({ lastEventId }))
    line.destroy()
    return hear(line.received)
  }
  assert.deepEqual(
    (await open('5')).heard.map((event) => event.id),
    [6, 7, 8, 9],
  )
  assert.deepEqual((await open('9')).heard, [])
  for (const lost of ['4', '0', '10', 'x', '-3', '1e3'])
    assert.deepEqual(await open(lost), { heard: [{ id: 9, event: 'reset', data: {} }], lastEventId: '9' }, lost)
  assert.deepEqual((await open('')).heard, [])
})

test('a client that stops reading is dropped at the limit, while the others hear everything', async () => {
  const log = memoryLog()
  const ends: string[] = []
  const hub = hubOver(log.source, { maxBufferedBytes: 2000, onEnd: (why) => ends.push(why) })
  const [slow, quick] = [new Line(), new Line()]
  for (const line of [slow, quick]) await hub.openStream(raw(line), asking())
  slow.sleeps = true
  for (let n = 0; n < 40; n += 1) log.append()
  await hub.pull()
  assert.deepEqual([slow.destroyed, ends, hub.count], [true, ['slow'], 1])
  assert.ok(slow.writableLength < 2300)
  assert.equal(ids(quick).length, 40)
})

test('a client that stops reading while it catches up is dropped too', async () => {
  const log = memoryLog()
  for (let n = 0; n < 40; n += 1) log.append()
  const hub = hubOver(log.source, { drainMs: 30 })
  const line = new Line()
  line.sleeps = true
  const stream = await hub.openStream(raw(line), asking({ lastEventId: '1' }))
  assert.deepEqual([stream.ended, line.destroyed], ['slow', true])
})

test('a line that takes nothing for three heartbeats is dropped', async () => {
  const hub = hubOver(memoryLog().source)
  const line = new Line()
  const stream = await hub.openStream(raw(line), asking())
  line.sleeps = true
  for (let n = 0; n < 3; n += 1) hub.heartbeat()
  assert.equal(stream.ended, undefined)
  hub.heartbeat()
  assert.equal(stream.ended, 'slow')
})

test('one person opens a few streams, all people together no more than the limit', async () => {
  const hub = hubOver(memoryLog().source, { maxStreams: 3, maxStreamsPerActor: 2 })
  const lines = [new Line(), new Line()]
  for (const line of lines) await hub.openStream(raw(line), asking())
  await assert.rejects(hub.openStream(raw(new Line()), asking()), refused('live_too_many_streams'))
  await hub.openStream(raw(new Line()), asking({ actorId: 'wang' }))
  await assert.rejects(hub.openStream(raw(new Line()), asking({ actorId: 'he' })), refused('live_full'))
  lines[0]?.destroy()
  await hub.openStream(raw(new Line()), asking())
})

test('signing out ends one’s own streams; stopping ends all and admits none', async () => {
  const hub = hubOver(memoryLog().source)
  const [zhou, wang] = [new Line(), new Line()]
  await hub.openStream(raw(zhou), asking())
  await hub.openStream(raw(wang), asking({ actorId: 'wang' }))
  hub.disconnect('zhou')
  assert.deepEqual([zhou.destroyed, wang.destroyed], [true, false])
  hub.close()
  assert.deepEqual([wang.destroyed, hub.count], [true, 0])
  await assert.rejects(hub.openStream(raw(new Line()), asking()), refused('live_full'))
})

test('a stream that cannot be begun leaves the reply to the route, with nothing written', async () => {
  const hub = hubOver({ ...memoryLog().source, extent: () => Promise.reject(new Error('no database')) })
  const line = new Line()
  await assert.rejects(hub.openStream(raw(line), asking()), /no database/)
  assert.deepEqual([line.status, line.destroyed, hub.count], [0, false, 0])
})

test('a permission check that fails ends that stream and no other', async () => {
  const log = memoryLog()
  const hub = hubOver(log.source)
  const [broken, sound] = [new Line(), new Line()]
  await hub.openStream(raw(broken), asking({ allow: () => assert.fail('no such post') }))
  await hub.openStream(raw(sound), asking())
  log.append()
  await hub.pull()
  assert.deepEqual([broken.destroyed, ids(sound)], [true, [1]])
})

type Act = 'append' | 'pull' | 'cut' | 'connect' | 'sleep' | 'wake' | 'heartbeat'
const acts = fc.array(
  fc.constantFrom<Act>(
    'append',
    'append',
    'append',
    'pull',
    'pull',
    'cut',
    'connect',
    'connect',
    'sleep',
    'wake',
    'heartbeat',
  ),
  { maxLength: 60 },
)

test('however lines break and answers are delayed, a client that resumes has heard every event once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), acts, async (scheduler, plan) => {
      const log = memoryLog()
      log.append()
      const hub = hubOver(
        {
          extent: scheduler.scheduleFunction(log.source.extent),
          after: scheduler.scheduleFunction(log.source.after),
        },
        { maxBufferedBytes: 700, drainMs: 1 },
      )
      const heard: Heard[] = []
      let lastEventId = '1'
      let line: Line | undefined
      const pending: Promise<unknown>[] = []
      const cut = () => {
        line?.destroy()
        if (!line) return
        const said = hear(line.received)
        heard.push(...said.heard)
        lastEventId = said.lastEventId || lastEventId
        line = undefined
      }
      const connect = () => {
        if (line?.destroyed) cut()
        if (line) return
        line = new Line()
        pending.push(hub.openStream(raw(line), asking({ lastEventId, allow: ({ position }) => position % 4 !== 0 })))
      }
      const steps: Record<Act, () => void> = {
        append: () => log.append(),
        pull: () => pending.push(hub.pull()),
        cut,
        connect,
        sleep: () => {
          if (line) line.sleeps = true
        },
        // A line that slept has lost what it did not take: the socket was reset.
        wake: () => line?.sleeps && cut(),
        heartbeat: () => hub.heartbeat(),
      }
      for (const act of plan) {
        steps[act]()
        if (scheduler.count() > 0 && log.events.length % 2 === 0) await scheduler.waitOne()
      }
      await scheduler.waitIdle()
      cut()
      connect()
      await scheduler.waitIdle()
      pending.push(hub.pull())
      await scheduler.waitIdle()
      await Promise.all(pending)
      cut()
      const expected = log.events
        .map((event) => event.position)
        .filter((position) => position > 1 && position % 4 !== 0)
      assert.deepEqual(
        heard.map((event) => event.id),
        expected,
      )
      assert.equal(hub.count, 0)
    }),
    { numRuns: 400 },
  )
})
