import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { protocolsOf } from '../gateway/protocols.ts'
import { Station } from '../simulate/station.ts'
import { locationAt, Terminal } from '../simulate/terminal.ts'
import { type ExaminedProtocol, examinerOf } from './examiners.ts'
import { tryDevice } from './listen.ts'
import { type Report, reportOf } from './report.ts'
import type { Trials } from './trials.ts'

const trials: Trials = { resendMs: 1_500, answerMs: 1_500, outageMs: 4_000 }

/** Tries a device that is driven by `drive` until it is through or the time is up. */
async function tried(
  name: ExaminedProtocol,
  drive: (port: number, signal: AbortSignal) => Promise<void>,
): Promise<Report> {
  const examiner = examinerOf(name)
  const protocol = protocolsOf('secret').find((one) => one.name === name)!
  const [from, stop] = [new Date(), new AbortController()]
  const timer = setTimeout(() => stop.abort(), 15_000)
  const listening = new Promise<number>((heard) => {
    const tell = (what: string) => void (what.includes(':') && heard(Number(what.split(':').at(-1))))
    void tryDevice({ protocol, examiner, trials, port: 0, host: '127.0.0.1', signal: stop.signal, tell }).then(() =>
      stop.abort(),
    )
  })
  await drive(await listening, stop.signal)
  clearTimeout(timer)
  return reportOf(examiner, name, { from, to: new Date() })
}

const outcome = (report: Report, id: string) => report.checks.find((one) => one.id === id)?.outcome
const beijing = { lon: 107.5, lat: 31.2 }
const ofNow = () => locationAt(new Date(Math.floor(Date.now() / 1000) * 1000), beijing)

/** A terminal that sends again, answers and keeps what it could not send, or one that does nothing of it. */
const terminal = (isGood: boolean) => async (port: number, signal: AbortSignal) => {
  const kept: ReturnType<typeof ofNow>[] = []
  while (!signal.aborted) {
    const one = await Terminal.connect(port, '013800138000').catch(() => undefined)
    if (!one || !(await one.signIn())) {
      kept.push(ofNow())
      await pause(400)
      continue
    }
    if (isGood && kept.length > 0) one.send('locationBatch', { kind: 1, locations: kept.splice(0) })
    await report(one, isGood, signal)
    one.end()
  }
}

async function report(one: Terminal, isGood: boolean, signal: AbortSignal): Promise<void> {
  void answer(one, isGood)
  while (!signal.aborted && !one.isClosed) {
    const acknowledged = one.acknowledged('location', ofNow())
    if (isGood && (await Promise.race([acknowledged, pause(600, 'none')])) === 'none') one.repeat()
    await pause(300)
  }
}

async function answer(one: Terminal, isGood: boolean): Promise<void> {
  for (;;) {
    const asked = await one.next(({ name }) => name === 'askAllParameters' || name === 'askLocation')
    if (!asked) return
    const { read, serial: replyTo } = asked
    if (!isGood) continue
    if (read.name === 'askLocation') one.send('locationReply', { replyTo, location: ofNow() })
    else one.send('parameters', { replyTo, parameters: [{ id: 1, bytes: Buffer.from('0000003c', 'hex') }] })
  }
}

test('a terminal that sends again, answers and catches up passes every trial', { timeout: 30_000 }, async () => {
  const good = await tried('jt808', terminal(true))
  const failed = good.checks.filter((one) => one.outcome === 'failed')
  assert.deepEqual(failed, [])
  for (const id of ['retransmission', 'query', 'backfill', 'registration', 'authentication'])
    assert.equal(outcome(good, id), 'passed', id)
  assert.ok(good.isWhole)
  assert.equal(good.grade, 'A')
})

test('a terminal that does none of it fails each trial', { timeout: 30_000 }, async () => {
  const bad = await tried('jt808', terminal(false))
  for (const id of ['retransmission', 'query', 'backfill']) assert.equal(outcome(bad, id), 'failed', id)
  assert.equal(bad.grade, 'D')
})

test('a station is asked for its time and sends again what was not acknowledged', { timeout: 30_000 }, async () => {
  const mn = 'A110000FEED0000000000001'
  const report = await tried('hj212', async (port, signal) => {
    const kept: Date[] = []
    while (!signal.aborted) {
      const one = await Station.connect('127.0.0.1', port, mn).catch(() => undefined)
      await pause(150)
      if (!one || one.isClosed) {
        kept.push(new Date())
        await pause(400)
        continue
      }
      one.answerQuestions(30)
      for (const at of kept.splice(0)) void one.minute(at, { a34002: 0.1 })
      while (!signal.aborted && !one.isClosed) {
        const at = new Date()
        const done = one.minute(at, { a34002: 0.1, a01001: 20 })
        if ((await Promise.race([done, pause(600, 'none')])) === 'none')
          void one.minute(at, { a34002: 0.1, a01001: 20 })
        await pause(300)
      }
      one.end()
    }
  })
  const failed = report.checks.filter((one) => one.outcome === 'failed')
  assert.deepEqual(failed, [])
  for (const id of ['retransmission', 'query', 'backfill']) assert.equal(outcome(report, id), 'passed', id)
})
