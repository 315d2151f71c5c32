import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Condition, RuleBody } from '#analyse/rule/contract.ts'
import { conditionOf, linesOf } from './rows.ts'

const high: Condition = { kind: 'threshold', metric: 'pm10', unit: 'µg/m³', side: 'above', limit: 150, clear: 120 }
const away: Condition = {
  ...{ kind: 'fence', side: 'outside', marginMetres: 20 },
  area: {
    shape: 'polygon',
    ring: [
      [107, 31],
      [107.1, 31],
      [107.1, 31.1],
      [107, 31.1],
    ],
  },
}
const samples: Condition[] = [
  high,
  { kind: 'lasting', seconds: 600, by: 'values', gapSeconds: 300, of: high },
  { kind: 'rate', metric: 'ch4', unit: '%', way: 'rises', by: 1, withinSeconds: 60 },
  {
    kind: 'lasting',
    seconds: 30,
    by: 'clock',
    gapSeconds: 1_800,
    of: { kind: 'transition', metric: 'alarms', bit: 3, to: [1] },
  },
  { kind: 'silence', afterSeconds: 600 },
  { kind: 'any', of: [away, { kind: 'transition', metric: 'lid', to: [1, 2], from: [0] }] },
  { kind: 'lasting', seconds: 60, by: 'values', gapSeconds: 90, of: { kind: 'all', of: [high, away] } },
  {
    ...away,
    area: {
      shape: 'corridor',
      line: [
        [107, 31],
        [107.2, 31.05],
      ],
      metres: 50,
    },
  },
  { ...away, area: { shape: 'circle', centre: [107, 31], metres: 300 } },
]

test('what a rule says can be taken into the editor and comes out the same, and the contract takes it', () => {
  for (const condition of samples) {
    const made = conditionOf(linesOf(condition))
    assert.deepEqual(made, condition)
    assert.deepEqual(RuleBody.shape.condition.parse(made), condition)
  }
})
