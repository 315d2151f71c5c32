import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutParts, type Part } from './parts.ts'
import { rulesOf } from './rules.ts'
import type { GoodFix } from './verdict.ts'

const rules = rulesOf()
const begin = Date.parse('2026-11-26T00:00:00Z')
const metre = 1 / 95_300

/** A day told in steps: so many seconds at so many km/h; `null` for silence. */
function told(...steps: readonly (readonly [seconds: number, kmh: number | null])[]): GoodFix[] {
  const fixes: GoodFix[] = []
  let [at, metres] = [begin, 0]
  const add = (speed: number) =>
    fixes.push({ at, lon: 107.5 + metres * metre, lat: 31.2, speed, fixed: true, verdict: 'ok', run: 0 })
  add(0)
  for (const [seconds, kmh] of steps) {
    for (let s = 0; s < seconds; s += 10) {
      at += 10_000
      metres += ((kmh ?? 0) / 3.6) * 10
      if (kmh !== null) add(kmh)
    }
  }
  return fixes
}

const kinds = (parts: readonly Part[]) => parts.map(({ kind }) => kind)

test('a truck that works, rests and works on makes two trips with a stop between', () => {
  const parts = cutParts(told([1_200, 15], [900, 0], [1_200, 15]), rules)
  assert.deepEqual(kinds(parts), ['trip', 'stop', 'trip'])
  const [, stop] = parts
  assert.ok(Math.abs((stop!.to - stop!.from) / 1000 - 900) < 60)
})

test('waiting at a light is no stop', () => {
  assert.deepEqual(kinds(cutParts(told([600, 20], [90, 0], [600, 20]), rules)), ['trip'])
})

test('silence is a gap and not a stop, however near the truck is found again', () => {
  const parts = cutParts(told([600, 15], [1_800, null], [600, 15]), rules)
  assert.deepEqual(kinds(parts), ['trip', 'gap', 'trip'])
  assert.equal(parts[1]!.why, 'silent')
  assert.ok(parts[1]!.to - parts[1]!.from >= 1_800_000)
})

test('a jump is a gap with its own name', () => {
  const fixes = told([600, 15]).map((fix, n) => (n > 30 ? { ...fix, run: 1 } : fix))
  assert.deepEqual(
    cutParts(fixes, rules).map(({ kind, why }) => [kind, why]),
    [
      ['trip', undefined],
      ['gap', 'jump'],
      ['trip', undefined],
    ],
  )
})

test('shunting in the yard belongs to the stop', () => {
  assert.deepEqual(kinds(cutParts(told([600, 0], [20, 15], [600, 0]), rules)), ['stop'])
})

const anySteps = fc.array(
  fc.tuple(
    fc.integer({ min: 1, max: 200 }).map((n) => n * 10),
    fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  ),
  { minLength: 1, maxLength: 12 },
)

test('whatever a day is: its parts lie end to end from the first position to the last, and only gaps hold silence', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const fixes = told(...steps)
      const parts = cutParts(fixes, rules)
      if (fixes.length < 2) return assert.equal(parts.length, 0)
      assert.equal(parts[0]!.from, fixes[0]!.at)
      assert.equal(parts.at(-1)!.to, fixes.at(-1)!.at)
      for (const [n, part] of parts.entries()) {
        assert.ok(part.to > part.from)
        if (n > 0) assert.equal(part.from, parts[n - 1]!.to)
        if (part.kind === 'gap') continue
        for (let at = part.first + 1; at <= part.last; at++)
          assert.ok(fixes[at]!.at - fixes[at - 1]!.at <= rules.gapSeconds * 1000)
      }
    }),
  )
})
