import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayStandBelow, whyNotRetired } from './unit.ts'

const unit = (unitId: string, parentId: string | null = null, retiredOn: string | null = null) => ({
  unitId,
  parentId,
  retiredOn,
})
const bare = { posts: 0, home: 0, openCases: 0, duties: 0, children: 0, rules: 0 }

test('a unit stands below one in service that is not below it', () => {
  const units = [unit('bureau'), unit('roads', 'bureau'), unit('crew', 'roads'), unit('old', null, '2026-01-01')]
  assert.equal(mayStandBelow(units, 'crew', 'bureau'), true)
  for (const parent of ['roads', 'crew', 'old', 'nowhere'])
    assert.equal(mayStandBelow(units, 'roads', parent), false, parent)
})

test('a unit retires with nothing left behind, or with a successor for what is left', () => {
  const why = (hanging: object, successor: Parameters<typeof whyNotRetired>[2]) =>
    whyNotRetired(unit('roads'), { ...bare, ...hanging }, successor)?.code
  assert.equal(why({}, null), undefined)
  assert.equal(why({ rules: 2 }, null), undefined, 'rules find nobody there and ask on; they are shown, not moved')
  for (const hanging of [{ openCases: 1 }, { duties: 1 }, { home: 1 }]) {
    assert.equal(why(hanging, null), 'unit_needs_successor')
    assert.equal(why(hanging, unit('gardens')), undefined)
    assert.equal(why(hanging, unit('gone', null, '2026-01-01')), 'unit_successor_unknown')
    assert.equal(why(hanging, unit('roads')), 'unit_successor_unknown')
    assert.equal(why(hanging, undefined), 'unit_successor_unknown')
  }
  assert.equal(why({ posts: 1 }, unit('gardens')), 'unit_has_posts')
  assert.equal(why({ children: 1 }, unit('gardens')), 'unit_has_children')
})
