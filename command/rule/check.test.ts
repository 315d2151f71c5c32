import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkRules } from './check.ts'
import type { Rule } from './rule.ts'
import { rule, world } from './samples.ts'
import type { World } from './world.ts'

const monday = new Date('2026-03-02T02:00:00Z')
const codes = (rules: Rule[], of: World = world, counted = new Map()) =>
  checkRules(rules, of, monday, counted).map(({ code, ruleId }) => (ruleId ? `${ruleId} ${code}` : code))

test('sound rules have nothing against them', () => {
  const rules = [
    rule('night', 'category == "06013" && hour >= 22', 'street-two'),
    rule('roads', 'category.startsWith("06") && street in ["513399001"]', 'roads'),
    rule('owner', 'kind == "component"', 'component_owner'),
    rule('components', 'kind == "component"', 'duty', { person: { by: 'on_shift' } }),
  ]
  assert.deepEqual(codes(rules), [])
})

test('a rule that cannot be read, or compares unlike things, is refused with its place', () => {
  const [unread, mistyped] = checkRules(
    [rule('a', 'hour >', 'roads'), rule('b', 'true &&\nhour == "x"', 'roads')],
    world,
    monday,
  )
  assert.deepEqual([unread?.ruleId, unread?.code, unread?.line, unread?.column], ['a', 'not_readable', 1, 7])
  assert.deepEqual([mistyped?.ruleId, mistyped?.code, mistyped?.line, mistyped?.column], ['b', 'type_mismatch', 2, 1])
})

test('units, people, streets and categories that do not exist are refused, each by its name', () => {
  const named = { by: 'named', personId: '0192d3c4-0000-7000-8000-000000000009' } as const
  assert.deepEqual(codes([rule('a', 'hour > 3', 'nobody')]), ['a unknown_unit'])
  assert.deepEqual(codes([rule('a', 'hour > 3', 'roads', { coUnits: ['nobody'] })]), ['a unknown_unit'])
  assert.deepEqual(codes([rule('a', 'hour > 3', 'roads', { person: named })]), ['a unknown_person'])
  assert.deepEqual(codes([rule('a', 'hour > 3', 'roads', { coUnits: ['roads'] })]), ['a lead_helps'])
  const twice = { coUnits: ['street-two', 'street-two'] }
  assert.deepEqual(codes([rule('a', 'hour > 3', 'roads', twice)]), ['a helper_twice'])
  const [street] = checkRules([rule('a', 'hour > 3 &&\n  street == "513399009"', 'roads')], world, monday)
  assert.deepEqual([street?.code, street?.line, street?.column], ['unknown_value', 2, 13])
  assert.match(street?.zh ?? '', /街道编码“513399009”不存在/)
  assert.deepEqual(codes([rule('a', 'category in ["06013", "99999"]', 'roads')]), ['a unknown_value'])
  assert.deepEqual(codes([rule('a', 'category.startsWith("99")', 'roads')]), ['a unknown_value'])
  assert.deepEqual(codes([rule('a', 'source == "telepathy"', 'roads')]), ['a unknown_value'])
  assert.deepEqual(codes([rule('a', 'lastUnit == "gone"', 'roads')]), ['a unknown_value'])
})

test('two rules with the same condition and different units contradict each other, unless their periods do not meet', () => {
  const a = rule('a', 'category == "06013" && hour < 8', 'roads')
  const b = rule('b', '(hour < 8) && category == "06013"', 'sanitation')
  assert.deepEqual(codes([a, b]), ['b contradiction'])
  assert.deepEqual(
    codes([
      { ...a, to: '2026-05-01' },
      { ...b, from: '2026-05-01' },
    ]),
    [],
  )
})

test('a rule that an earlier one never lets be reached is refused, and the earlier one is named', () => {
  const wide = rule('wide', 'category.startsWith("06")', 'roads')
  const [found] = checkRules([wide, rule('narrow', 'category == "06013" && hour >= 20', 'sanitation')], world, monday)
  assert.deepEqual([found?.ruleId, found?.code], ['narrow', 'never_wins'])
  assert.match(found?.zh ?? '', /“wide”/)
  assert.deepEqual(codes([wide, rule('again', 'category.startsWith("06")', 'roads')]), ['again never_wins'])
})

test('a rule reached at some hours only is reached', () => {
  const rules = [
    rule('day', 'category == "06013" && isWorkTime', 'roads'),
    rule('always', 'category == "06013"', 'sanitation'),
  ]
  assert.deepEqual(codes(rules), [])
})

test('a rule behind one for owners of components is reached by what has no owner', () => {
  assert.deepEqual(
    codes([rule('owner', 'kind == "component"', 'component_owner'), rule('rest', 'kind == "component"', 'roads')]),
    [],
  )
})

test('what decided a real case is never called unreachable', () => {
  const rules = [rule('wide', 'hour >= 0', 'roads'), rule('narrow', 'hour >= 20', 'sanitation')]
  assert.deepEqual(codes(rules), ['narrow never_wins'])
  assert.deepEqual(codes(rules, world, new Map([['narrow', { held: 1, decided: 1 }]])), [])
})

test('a condition that nothing meets is pointed out but not refused', () => {
  const [found] = checkRules([rule('never', 'hour > 30', 'roads')], world, monday)
  assert.deepEqual([found?.code, found?.level], ['never_matches', 'notice'])
})

test('cases that nobody would answer for are listed by category and street', () => {
  const bare = { ...world, duties: [] }
  const covering = rule('all-but-rubbish', 'category != "07001"', 'roads')
  const [found] = checkRules([covering], bare, monday)
  assert.equal(found?.code, 'no_owner')
  assert.match(found?.zh ?? '', /07001 暴露垃圾，一街道 等 2 种情形/)
  assert.deepEqual(codes([covering, rule('rubbish', 'category == "07001" && isWorkTime', 'sanitation')], bare), [
    'no_owner',
  ])
  assert.deepEqual(codes([covering, rule('rubbish', 'category == "07001"', 'sanitation')], bare), [])
})

test('an id used twice and a period that ends before it begins are refused', () => {
  assert.ok(codes([rule('a', 'hour < 3', 'roads'), rule('a', 'hour > 3', 'roads')]).includes('a same_id'))
  assert.deepEqual(codes([rule('a', 'hour < 3', 'roads', { from: '2026-03-01', to: '2026-03-01' })]), [
    'a wrong_period',
  ])
})

test('two hundred rules are checked in a few seconds', () => {
  const rules = Array.from({ length: 200 }, (_, at) =>
    rule(
      `r${at}`,
      `category == "06013" && hour == ${at % 24} && weekday == ${1 + (at % 7)} && returns == ${at}`,
      'roads',
    ),
  )
  const began = performance.now()
  checkRules(rules, world, monday)
  assert.ok(performance.now() - began < 15_000)
})
