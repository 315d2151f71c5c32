import assert from 'node:assert/strict'
import { test } from 'node:test'
import mqtt from 'mqtt'
import { silentLog } from '#kernel/log.ts'
import { topicOf } from '../gateway/mqtt/topics.ts'
import { examinerOf } from './examiners.ts'
import { tryMqttDevice } from './listen-mqtt.ts'
import { reportOf } from './report.ts'
import type { Trials } from './trials.ts'

const lasting: Trials = { resendMs: 1_500, answerMs: 800, outageMs: 2_500 }

/** A lamp that is tried at a port of the command's own, until it is through or the time is up. */
async function tried(password: string, { trials = lasting, isMarked = true, atMostMs = 12_000 } = {}) {
  const examiner = examinerOf('mqtt')
  const stop = new AbortController()
  const stages: string[] = []
  let heard: (port: number) => void = () => undefined
  const listening = new Promise<number>((done) => {
    heard = done
  })
  const tell = (what: string): void => {
    if (what.includes(':')) heard(Number(what.split(':').at(-1)))
    else stages.push(what)
  }
  const options = { examiner, trials, port: 0, host: '127.0.0.1', credential: 'secret', log: silentLog, tell }
  const trying = tryMqttDevice({ ...options, signal: stop.signal })
  const lamp = mqtt.connect({
    host: '127.0.0.1',
    port: await listening,
    username: 'lamp-1',
    password,
    clientId: 'lamp-1',
    clean: false,
    protocolVersion: 4,
    reconnectPeriod: 150,
  })
  lamp.on('error', () => undefined)
  lamp.on('connect', () => lamp.subscribe(topicOf({ kind: 'down', sender: 'lamp-1' }), { qos: 1 }))
  lamp.on('message', (_topic, payload) => {
    const { id } = JSON.parse(payload.toString())
    lamp.publish(topicOf({ kind: 'answer', sender: 'lamp-1' }), JSON.stringify({ id, ok: true }), { qos: 1 })
  })
  const sent = new Set<string>()
  lamp.on('packetsend', (packet) => {
    if (packet.cmd !== 'publish') return
    packet.dup = isMarked && sent.has(String(packet.payload))
    sent.add(String(packet.payload))
  })
  const timer = setInterval(() => {
    const report = { at: new Date().toISOString(), values: { level: { value: 70, unit: '%' } } }
    lamp.publish(topicOf({ kind: 'up', sender: 'lamp-1' }), JSON.stringify(report), { qos: 1 }, () => undefined)
  }, 200)
  const late = setTimeout(() => stop.abort(), atMostMs)
  const sender = await trying
  clearTimeout(late)
  clearInterval(timer)
  await lamp.endAsync(true)
  const report = reportOf(examiner, 'mqtt', { from: new Date(0), to: new Date() })
  return { ...report, sender, stages, outcomes: new Map(report.checks.map(({ id, outcome }) => [id, outcome])) }
}

test('a lamp that is brought along is tried at a broker of its own, without a database', {
  timeout: 30_000,
}, async () => {
  const { sender, stages, outcomes, grade } = await tried('secret')
  assert.equal(sender, 'lamp-1')
  // It may speak at once when it is there, and have caught up as soon as it is back.
  assert.deepEqual(
    stages.filter((one) => one !== 'listening' && one !== 'after'),
    ['withholding', 'asking', 'cut', 'done'],
  )
  for (const id of ['credential', 'retransmission', 'dup', 'query', 'reconnect', 'backfill', 'qos'])
    assert.equal(outcomes.get(id), 'passed', id)
  assert.deepEqual([outcomes.get('will'), grade], ['failed', 'B'])
})

test('one that shows a wrong password, or does not mark what it sends again, is told so', {
  timeout: 30_000,
}, async () => {
  const stranger = await tried('guess', { atMostMs: 1_500 })
  assert.deepEqual([stranger.outcomes.get('credential'), stranger.frames], ['failed', 0])
  const unmarked = await tried('secret', { isMarked: false, trials: { resendMs: 1_500 } })
  assert.deepEqual([unmarked.outcomes.get('retransmission'), unmarked.outcomes.get('dup')], ['passed', 'failed'])
})
