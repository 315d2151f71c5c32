import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeOf } from '../rule/judge.ts'
import { RuleBody } from '../rule/rule.ts'
import { type FenceBody, type FenceRule, type FenceTemplate, ruleOf } from './fence.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const route: FenceBody = {
  name: '渣土外运线路',
  area: {
    shape: 'corridor',
    line: [
      [107.5, 31.2],
      [107.6, 31.2],
    ],
    metres: 50,
  },
  windows: [{ days: everyDay, from: '22:00', to: '05:00' }],
  source: { text: '核准线路', mark: 'J' },
}
const at = (clock: string) => Date.parse(`2026-03-02T${clock}:00+08:00`)

/** When an alarm begins and ends, told positions as clock, metres north of the line, km/h. */
function turns(template: FenceTemplate, fence: FenceBody, fixes: readonly (readonly [string, number, number])[]) {
  const rule: FenceRule = { template, code: 'x-rule', deviceKinds: ['dump-truck'], minutes: 5, kmh: 40 }
  const body = RuleBody.parse(
    ruleOf({ fenceId: '01890000-0000-7000-8000-000000000001', revision: 1, body: fence }, rule),
  )
  const judge = judgeOf({ ruleId: 'r', version: 1, body, timeZone: 'Asia/Shanghai' })
  const memory = judge.fresh()
  return fixes.flatMap(([clock, north, speed]) => {
    const told = { kind: 'fix', at: at(clock), lon: 107.55, lat: 31.2 + north / 110_900, speed, fixed: true } as const
    const turn = judge.tell(memory, told)
    return turn ? [`${clock} ${turn.kind}`] : []
  })
}

test('a truck that leaves its route for five minutes is told of, one that turns round a corner is not', () => {
  assert.deepEqual(
    turns('left', { ...route, windows: [] }, [
      ['09:00', 0, 30],
      ['09:01', 200, 30],
      ['09:03', 0, 30],
      ['09:05', 300, 30],
      ['09:08', 300, 30],
      ['09:10', 300, 30],
      ['09:20', 0, 30],
    ]),
    ['09:10 raised', '09:20 cleared'],
  )
})

test('entering counts in the hours of the fence alone, over midnight too', () => {
  assert.deepEqual(
    turns('entered', route, [
      ['09:00', 0, 30],
      ['21:00', 500, 30],
      ['22:30', 0, 30],
      ['23:00', 500, 30],
    ]),
    ['22:30 raised', '23:00 cleared'],
  )
})

test('standing longer than its minutes and driving faster than its speed are told of inside only', () => {
  const always = { ...route, windows: [] }
  const stands = (north: number) => ['09:00', '09:02', '09:04', '09:06'].map((clock) => [clock, north, 0] as const)
  assert.deepEqual(turns('standing', always, stands(0)), ['09:06 raised'])
  assert.deepEqual(turns('standing', always, stands(500)), [])
  const speeds = (north: number) => ['09:00', '09:01', '09:02'].map((clock) => [clock, north, 55] as const)
  assert.deepEqual(turns('speeding', always, speeds(0)), ['09:01 raised'])
  assert.deepEqual(turns('speeding', always, speeds(500)), [])
})
