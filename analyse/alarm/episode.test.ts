import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { spanSeconds } from '../rule/condition.ts'
import { judgeHistory } from '../rule/history.ts'
import { judgeOf } from '../rule/judge.ts'
import type { Evidence, Told, Turn } from '../rule/memory.ts'
import { sampleRule } from '../rule/sample-rule.ts'
import { mend, type Span, spansOf, takeTurn } from './episode.ts'

const evidence: Evidence = { kind: 'clock', heardAt: null }
const turn = (kind: Turn['kind'], at: number): Turn => ({ kind, at, evidence })
const brief = (spans: readonly Span[]) => spans.map(({ from, to, times }) => [from, to, times])

test('what begins again soon after it ended is the same alarm once more', () => {
  const turns = [turn('raised', 0), turn('cleared', 10), turn('raised', 15), turn('cleared', 20), turn('raised', 90)]
  assert.deepEqual(brief(spansOf(turns, 30)), [
    [0, 20, 2],
    [90, null, 1],
  ])
  assert.deepEqual(brief(spansOf(turns, 0)), [
    [0, 10, 1],
    [15, 20, 1],
    [90, null, 1],
  ])
})

test('a turn that says what stands already changes nothing', () => {
  assert.equal(takeTurn({ from: 0, to: null }, { kind: 'raised', at: 5 }, 10), undefined)
  assert.equal(takeTurn({ from: 0, to: 3 }, { kind: 'cleared', at: 5 }, 10), undefined)
  assert.equal(takeTurn(undefined, { kind: 'cleared', at: 5 }, 10), undefined)
})

const turns = fc
  .array(fc.record({ kind: fc.constantFrom('raised' as const, 'cleared' as const), after: fc.nat(50) }), {
    maxLength: 40,
  })
  .map((steps) => {
    let at = 0
    return steps.map(({ kind, after }) => {
      at += after
      return turn(kind, at)
    })
  })

test('whatever the turns: one alarm at a time, in order, none closer than the flap time, every beginning counted', () => {
  fc.assert(
    fc.property(turns, fc.nat(60), (given, flap) => {
      const spans = spansOf(given, flap)
      for (const [n, span] of spans.entries()) {
        const next = spans[n + 1]
        assert.ok(span.to === null || span.from <= span.to)
        assert.ok(next === undefined || (span.to !== null && next.from - span.to >= flap))
      }
      let isOpen = false
      let beginnings = 0
      for (const { kind } of given) {
        if (kind === 'raised' && !isOpen) beginnings++
        isOpen = kind === 'raised'
      }
      assert.equal(
        spans.reduce((sum, { times }) => sum + times, 0),
        beginnings,
      )
      assert.equal(spans.filter(({ to }) => to === null).length, isOpen ? 1 : 0)
    }),
  )
})

test('a longer flap time never makes more alarms, and the time they cover only grows', () => {
  fc.assert(
    fc.property(turns, fc.nat(40), fc.nat(40), (given, flap, more) => {
      const covered = (spans: readonly Span[]) => spans.reduce((sum, { from, to }) => sum + ((to ?? 10_000) - from), 0)
      const [tight, wide] = [spansOf(given, flap), spansOf(given, flap + more)]
      assert.ok(wide.length <= tight.length)
      assert.ok(covered(wide) >= covered(tight))
    }),
  )
})

// One rule that lasts, with its hysteresis; minutes of values, some of them wild.
const judge = judgeOf(
  sampleRule({
    condition: {
      ...{ kind: 'lasting', seconds: 120, gapSeconds: 600 },
      of: { kind: 'threshold', metric: 'm', unit: '', side: 'above', limit: 10, clear: 8 },
    },
    flapSeconds: 0,
  }),
)
type Value = Extract<Told, { kind: 'value' }>
const value = (minute: number, v: number): Value => ({
  ...{ kind: 'value', at: minute * 60_000, metric: 'm', unit: '', value: v, quality: 'ok' },
})
const judged = (values: readonly Value[], until: number) =>
  spansOf(judgeHistory(judge, values, { until, silentAfter: 900 }).turns, 0)

type Live = {
  kept: { episodeId: string; from: number; to: number | null }[]
  values: Value[]
  memory: ReturnType<typeof judge.fresh>
}

/** Takes values as they arrive, late ones by judging the stretch again, as the round does. */
function arrive(live: Live, batch: readonly Value[], now: number): void {
  const known = new Set(live.values.map(({ at }) => at))
  const fresh = batch.filter(({ at }) => !known.has(at)).toSorted((a, b) => a.at - b.at)
  live.values = [...live.values, ...fresh].toSorted((a, b) => a.at - b.at)
  const { until } = live.memory
  const late = until === null ? undefined : fresh.find(({ at }) => at <= until)
  if (!late) {
    const { turns: told } = judgeHistory(judge, fresh, { until: now, silentAfter: 900, memory: live.memory })
    for (const one of told) {
      const last = live.kept.at(-1)
      const change = takeTurn(last, one, 0)
      if (change === 'begins') live.kept.push({ episodeId: `e${live.kept.length}`, from: one.at, to: null })
      if (change === 'again' && last) last.to = null
      if (change === 'ends' && last) last.to = one.at
    }
    return
  }
  const from = late.at - spanSeconds(judge.rule.body.condition) * 1000 - 1
  const open = live.kept.find((one) => one.from < from && (one.to === null || one.to >= from))
  const before = live.values.filter(({ at }) => at < from).at(-1)
  const memory = judge.fresh(open !== undefined)
  if (before) judge.tell(memory, before)
  memory.active = open !== undefined
  const again = judgeHistory(
    judge,
    live.values.filter(({ at }) => at >= from),
    { until: now, silentAfter: 900, memory },
  )
  live.memory = again.memory
  const standing = open && { from: open.from, again: open.from, to: null, times: 1, evidence }
  const spans = spansOf(again.turns, 0, standing)
  for (const mending of mend(live.kept, spans, late.at)) {
    const held = 'episodeId' in mending ? live.kept.find(({ episodeId }) => episodeId === mending.episodeId) : undefined
    if (mending.kind === 'missed')
      live.kept.push({ episodeId: `e${live.kept.length}`, from: mending.span.from, to: mending.span.to })
    if (mending.kind === 'earlier' && held) held.from = mending.at
    if (mending.kind === 'ended' && held?.to === null) held.to = mending.at
    live.kept.sort((a, b) => a.from - b.from)
  }
}

test('an alarm that values give in order is found too when they arrive late and out of order, once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(5, 9, 15), { minLength: 5, maxLength: 40 }),
      fc.array(fc.nat(1_000), { minLength: 40, maxLength: 40 }),
      fc.integer({ min: 1, max: 8 }),
      (series, shuffle, size) => {
        const values = series.map((v, minute) => value(minute, v))
        const until = series.length * 60_000
        const order = values.map((one, n) => ({ one, key: shuffle[n] ?? 0 })).toSorted((a, b) => a.key - b.key)
        const live: Live = { kept: [], values: [], memory: judge.fresh() }
        for (let n = 0; n < order.length; n += size)
          arrive(
            live,
            order.slice(n, n + size).map(({ one }) => one),
            until,
          )
        for (const span of judged(values, until))
          assert.equal(
            live.kept.filter((one) => one.from <= (span.to ?? until) && span.from <= (one.to ?? until)).length > 0,
            true,
            `missed ${JSON.stringify(span)} among ${JSON.stringify(live.kept)}`,
          )
        const open = live.kept.filter(({ to }) => to === null)
        assert.ok(open.length <= 1, 'one stands at a time')
        assert.equal(
          open.length === 1,
          judged(values, until).some(({ to }) => to === null),
          'what stands is what stands',
        )
      },
    ),
  )
})
