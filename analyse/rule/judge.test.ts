import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeHistory } from './history.ts'
import { judgeOf } from './judge.ts'
import type { Told } from './memory.ts'
import { conditionFault, type RuleBodyInput } from './rule.ts'
import { sampleRule } from './sample-rule.ts'

type Heard = Exclude<Told, { kind: 'clock' }>

const start = Date.UTC(2026, 2, 2, 2)
const minutes = (n: number) => start + n * 60_000
const pm10 = (minute: number, value: number, more: Partial<Extract<Heard, { kind: 'value' }>> = {}): Heard => ({
  ...{ kind: 'value', at: minutes(minute), metric: 'pm10', unit: 'µg/m³', value, quality: 'ok' },
  ...more,
})
const fix = (minute: number, lon: number, lat = 31.2, speed = 10, fixed = true): Heard => ({
  ...{ kind: 'fix', at: minutes(minute), lon, lat, speed, fixed },
})

/** What a rule says of a history, as minutes after its start. */
function turnsOf(
  given: Partial<RuleBodyInput> & Pick<RuleBodyInput, 'condition'>,
  values: readonly Heard[],
  span: { until?: number; silentAfter?: number; heardAt?: number } = {},
): string[] {
  const { until = 600, silentAfter = 900, heardAt } = span
  const { turns } = judgeHistory(judgeOf(sampleRule(given)), values, {
    until: minutes(until),
    silentAfter,
    heardAt: heardAt === undefined ? null : minutes(heardAt),
  })
  return turns.map(({ kind, at }) => `${kind} ${(at - start) / 60_000}`)
}

const high = { kind: 'threshold', metric: 'pm10', unit: 'µg/m³', side: 'above', limit: 150, clear: 120 } as const

test('a value over its limit raises, and only one that is well below clears', () => {
  const values = [pm10(0, 100), pm10(1, 151), pm10(2, 140), pm10(3, 155), pm10(4, 120), pm10(5, 149)]
  assert.deepEqual(turnsOf({ condition: high }, values), ['raised 1', 'cleared 4'])
})

test('a value that its device calls bad, or in a unit nobody can convert, neither raises nor clears', () => {
  assert.deepEqual(turnsOf({ condition: high }, [pm10(0, 900, { quality: 'bad' }), pm10(1, 900, { unit: 'ppm' })]), [])
  const values = [pm10(0, 200), pm10(1, 10, { quality: 'unknown' }), pm10(2, 10, { unit: '' })]
  assert.deepEqual(turnsOf({ condition: high }, values), ['raised 0'])
  assert.deepEqual(turnsOf({ condition: high }, [pm10(0, 0.2, { unit: 'mg/m³' })]), ['raised 0'])
})

test('what must last is proved by values, and a hole in them begins it anew', () => {
  const condition = { kind: 'lasting' as const, seconds: 600, gapSeconds: 300, of: high }
  const all = Array.from({ length: 13 }, (_, minute) => pm10(minute, 160))
  assert.deepEqual(turnsOf({ condition }, all), ['raised 10'])
  assert.deepEqual(turnsOf({ condition }, [...all.slice(0, 6), pm10(7, 90), ...all.slice(8)]), [])
  assert.deepEqual(turnsOf({ condition }, [pm10(0, 160), pm10(20, 160), pm10(21, 160)]), [])
})

test('a cover that speaks only when it tilts is open once the clock says so, and closed when it says so', () => {
  const tilt = { kind: 'transition' as const, metric: 'tilted', to: [1] }
  const condition = { kind: 'lasting' as const, seconds: 30, by: 'clock' as const, of: tilt }
  const tilted = (minute: number, value: number) => pm10(minute, value, { metric: 'tilted', unit: '' })
  assert.deepEqual(turnsOf({ condition }, [tilted(0, 1), tilted(5, 0)]), ['raised 0.5', 'cleared 5'])
  assert.deepEqual(turnsOf({ condition }, [tilted(0, 1), tilted(0.4, 0)]), [], 'traffic shakes it for a moment')
})

test('a rise within its time raises, a slow one does not', () => {
  const condition = {
    ...{ kind: 'rate' as const, metric: 'pm10', unit: 'µg/m³', way: 'rises' as const, by: 50, withinSeconds: 600 },
  }
  assert.deepEqual(turnsOf({ condition }, [pm10(0, 100), pm10(5, 155), pm10(20, 160)]), ['raised 5'])
  assert.deepEqual(turnsOf({ condition }, [pm10(0, 100), pm10(8, 130), pm10(16, 160), pm10(24, 190)]), [])
})

test('a bit of an alarm word raises only when it comes from a state that counts', () => {
  const condition = { kind: 'transition' as const, metric: 'alarms', bit: 20, to: [1], from: [0] }
  const word = (minute: number, value: number) => pm10(minute, value, { metric: 'alarms', unit: '' })
  assert.deepEqual(turnsOf({ condition }, [word(0, 1 << 20)]), [], 'where it came from is unknown')
  assert.deepEqual(turnsOf({ condition }, [word(0, 1), word(1, (1 << 20) + 1), word(2, 1)]), ['raised 1', 'cleared 2'])
})

test('silence is raised by the clock once its time is up and cleared by the next frame', () => {
  const condition = { kind: 'silence' as const }
  assert.deepEqual(turnsOf({ condition }, [pm10(0, 1), pm10(60, 1)], { until: 61 }), ['raised 15', 'cleared 60'])
  assert.deepEqual(turnsOf({ condition }, [], { heardAt: 0 }), ['raised 15'])
  assert.deepEqual(turnsOf({ condition }, []), [], 'what was never heard is not silent')
  const ofMetric = { kind: 'silence' as const, metric: 'pm10', afterSeconds: 600 }
  const other = (minute: number) => pm10(minute, 1, { metric: 'noise' })
  const values = [pm10(0, 1), other(5), pm10(8, 1, { quality: 'bad' }), other(14), pm10(30, 1)]
  assert.deepEqual(turnsOf({ condition: ofMetric }, values, { until: 31 }), ['raised 10', 'cleared 30'])
})

test('a truck that leaves its area raises, but not while it swings about the border or has no position', () => {
  const ring: [number, number][] = [
    [107.5, 31.19],
    [107.51, 31.19],
    [107.51, 31.21],
    [107.5, 31.21],
  ]
  const condition = {
    ...{
      kind: 'fence' as const,
      side: 'outside' as const,
      area: { shape: 'polygon' as const, ring },
      marginMetres: 30,
    },
  }
  const values = [fix(0, 107.505), fix(1, 107.5101), fix(2, 107.6, 31.2, 10, false), fix(3, 107.512), fix(4, 107.5099)]
  assert.deepEqual(turnsOf({ condition }, values), ['raised 3'])
  assert.deepEqual(turnsOf({ condition }, [...values, fix(5, 107.505)]), ['raised 3', 'cleared 5'])
})

test('a way is kept within its corridor', () => {
  const line: [number, number][] = [
    [107.5, 31.2],
    [107.52, 31.2],
  ]
  const condition = {
    ...{ kind: 'fence' as const, side: 'outside' as const, marginMetres: 0 },
    area: { shape: 'corridor' as const, line, metres: 50 },
  }
  assert.deepEqual(turnsOf({ condition }, [fix(0, 107.51, 31.2003), fix(1, 107.51, 31.201), fix(2, 107.51)]), [
    'raised 1',
    'cleared 2',
  ])
})

test('outside its hours a rule holds for nobody, and an alarm ends with them', () => {
  // Ten in the morning in Beijing is the start.
  const windows = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '10:05', to: '10:20' }]
  const values = [pm10(0, 200), pm10(6, 200), pm10(30, 200)]
  assert.deepEqual(turnsOf({ condition: high, windows }, values), ['raised 6', 'cleared 20'])
  const overNight = [{ days: [7], from: '22:00', to: '10:03' }]
  assert.deepEqual(turnsOf({ condition: high, windows: overNight }, [pm10(0, 200), pm10(5, 200)]), [
    'raised 0',
    'cleared 3',
  ])
})

test('of several all must hold, or any; what is unknown decides nothing', () => {
  const fast = { kind: 'threshold' as const, metric: 'speed', unit: 'km/h', side: 'above' as const, limit: 20 }
  const all = { kind: 'all' as const, of: [high, fast] }
  assert.deepEqual(turnsOf({ condition: all }, [pm10(0, 200)]), [])
  const values = [pm10(0, 200), fix(1, 107.5, 31.2, 30), pm10(2, 100)]
  assert.deepEqual(turnsOf({ condition: all }, values), ['raised 1', 'cleared 2'])
  const any = { kind: 'any' as const, of: [high, fast] }
  assert.deepEqual(turnsOf({ condition: any }, [fix(0, 107.5, 31.2, 5), pm10(1, 200), pm10(2, 100)]), [
    'raised 1',
    'cleared 2',
  ])
})

test('what makes no sense together is refused', () => {
  assert.equal(conditionFault({ ...high, clear: 160 }), 'clear_wrong_side')
  assert.equal(
    conditionFault({ kind: 'lasting', seconds: 60, by: 'values', gapSeconds: 60, of: { kind: 'silence' } }),
    'silence_lasting',
  )
  assert.equal(conditionFault(high), undefined)
})
