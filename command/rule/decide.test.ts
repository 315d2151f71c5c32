import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chooseUnit, decide } from './decide.ts'
import { dutiesFor } from './duty.ts'
import { type Moment, momentOf } from './facts.ts'
import { choosePerson } from './person.ts'
import { reasonOf, whyNot } from './reason.ts'
import { compileRules, type Rule } from './rule.ts'
import { dutyTable, roadCase, rule, world } from './samples.ts'
import type { Facts } from './variables.ts'

const monday: Moment = {
  hour: 10n,
  weekday: 1n,
  isWorkTime: true,
  emergency: false,
  on: '2026-03-02',
  utcDay: '2026-03-02',
}
const duties = (question: Parameters<typeof dutiesFor>[1]) => dutiesFor(dutyTable, question)
const decided = (rules: Rule[], facts: Facts = roadCase, moment = monday) =>
  decide(compileRules(rules), duties, facts, moment)

test('the first rule that holds decides, and the next one of another unit is the runner-up', () => {
  const { chosen, runnerUp, asked } = decided([
    rule('night', 'hour >= 22', 'sanitation'),
    rule('hotline', 'source == "hotline"', 'street-two'),
    rule('same', 'category == "06013"', 'street-two'),
    rule('roads', 'category.startsWith("06")', 'roads'),
  ])
  assert.equal(chosen?.rule?.id, 'hotline')
  assert.equal(runnerUp?.rule?.id, 'roads')
  assert.deepEqual(
    asked.map(({ outcome }) => outcome),
    ['not_holding', 'decides', 'holds_later', 'holds_later'],
  )
  assert.match(whyNot(runnerUp!, chosen!).zh, /排在“hotline”之后/)
})

test('where no rule holds the duty table decides, and its wider line is the runner-up', () => {
  const { chosen, runnerUp } = decided([rule('night', 'hour >= 22', 'street-two')])
  assert.deepEqual([chosen?.unitId, chosen?.rule, runnerUp?.unitId], ['roads', null, 'sanitation'])
  assert.match(reasonOf(chosen!).zh, /职责表：类别 06013/)
})

test('the reason names the rule, its authority and the values that it read', () => {
  const { chosen, values } = decided([
    rule('hotline', 'source == "hotline" && hour < 12', 'roads', { authority: '区政府令第 8 号' }),
  ])
  const { zh, en } = reasonOf(chosen!, values)
  assert.match(zh, /规则“hotline”（依据 区政府令第 8 号；来源=hotline；几点（0–23）=10/)
  assert.match(en, /authority: 区政府令第 8 号; source=hotline/)
})

test('a rule for the owner of a component is passed over where there is none', () => {
  const rules = [rule('owner', 'true', 'component_owner'), rule('rest', 'true', 'roads')]
  assert.equal(decided(rules).chosen?.rule?.id, 'rest')
  assert.equal(decided(rules).asked[0]?.outcome, 'finds_nobody')
  assert.equal(decided(rules, { ...roadCase, componentOwner: 'sanitation' }).chosen?.unitId, 'sanitation')
})

test('a rule counts from its first day and no longer on its last', () => {
  const rules = [rule('march', 'true', 'street-two', { from: '2026-03-01', to: '2026-04-01' })]
  const on = (day: string) => decided(rules, roadCase, { ...monday, on: day }).chosen?.unitId
  assert.deepEqual(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(on), [
    'roads',
    'street-two',
    'street-two',
    'roads',
  ])
})

test('the quick choice and the explained one never differ', () => {
  const when = fc.constantFrom(
    'true',
    'hour < 12',
    'source == "hotline"',
    'category == "01003"',
    'street == "513399002"',
  )
  const unit = fc.constantFrom('roads', 'sanitation', 'street-two', 'duty', 'component_owner')
  const period = fc.constantFrom(null, '2026-03-01', '2026-03-02', '2026-03-03')
  const rules = fc.array(fc.record({ when, unit, from: period, to: period }), { maxLength: 6 })
  const facts = fc.record({
    category: fc.constantFrom('01003', '06013', '07001', ''),
    street: fc.constantFrom('513399001', '513399002', ''),
    componentOwner: fc.constantFrom('', 'roads'),
    hour: fc.bigInt({ min: 0n, max: 23n }),
  })
  fc.assert(
    fc.property(rules, facts, (given, some) => {
      const compiled = compileRules(given.map((each, at) => rule(`r${at}`, each.when, each.unit, each)))
      const about = { ...roadCase, ...some, community: some.street && `${some.street}001`, cell: '' }
      const quick = chooseUnit(compiled, duties, about, monday)
      const { chosen, runnerUp } = decide(compiled, duties, about, monday)
      assert.deepEqual(quick, chosen)
      assert.ok(!runnerUp || runnerUp.unitId !== chosen?.unitId)
    }),
  )
})

const candidate = (name: string, openCases: number, onShift: boolean, onBeat = false) => ({
  personId: name,
  name,
  openCases,
  onBeat,
  onShiftUntil: onShift ? new Date('2026-03-02T10:00:00Z') : null,
})

test('luzheng, who is on shift, is proposed before a colleague at home with less in hand', () => {
  const people = [candidate('luzheng', 5, true), candidate('laowang', 1, false), candidate('xiaoli', 7, true)]
  const chosen = choosePerson({ by: 'on_shift' }, people)
  assert.equal(chosen?.name, 'luzheng')
  assert.match(chosen?.reason.zh ?? '', /当前在班，2 人中在办最少：5 件/)
  assert.equal(choosePerson({ by: 'least_load' }, people)?.name, 'laowang')
  assert.equal(choosePerson({ by: 'none' }, people), undefined)
})

test('where nobody is on shift the whole unit is asked, and the reason says so', () => {
  const chosen = choosePerson({ by: 'on_shift' }, [candidate('laowang', 1, false), candidate('luzheng', 0, false)])
  assert.equal(chosen?.name, 'luzheng')
  assert.match(chosen?.reason.zh ?? '', /当前无人在班/)
})

test('whoever answers for the beat goes first where the rule says so', () => {
  const people = [candidate('luzheng', 0, true), candidate('laowang', 9, false, true)]
  assert.equal(choosePerson({ by: 'beat' }, people)?.name, 'laowang')
})

test('a rule may ask whether an emergency is in force, at the instant of the decision and no other', () => {
  const stretch = { onAt: new Date('2026-03-02T02:00:00Z'), offAt: new Date('2026-03-02T08:00:00Z') }
  const during = (at: string) => momentOf(world.calendar, new Date(at), [stretch]).emergency
  assert.deepEqual(
    ['2026-03-02T01:59:59Z', '2026-03-02T02:00:00Z', '2026-03-02T07:59:59Z', '2026-03-02T08:00:00Z'].map(during),
    [false, true, true, false],
  )
})
