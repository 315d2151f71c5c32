import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Actor, grantsOf, may, type Policy, type Scope, scopeOf } from './actor.ts'

const widestFirst: readonly Scope[] = ['district', 'unit', 'task', 'own']

const policy: Policy = {
  collector: { 'case.read': 'own', 'task.do': 'task' },
  unit_handler: { 'case.read': 'unit' },
  duty_chief: { 'case.read': 'district', 'case.void': 'district' },
}

const holder = (...posts: string[]): Actor => ({
  accountId: 'a',
  personId: 'p',
  districtId: 'd',
  name: 'lin',
  posts,
  unitIds: [],
  grants: grantsOf(policy, posts),
})

test('lin with two posts may do what either allows, as far as the wider one reaches', () => {
  const lin = holder('collector', 'unit_handler')
  assert.equal(scopeOf(lin, 'case.read'), 'unit')
  assert.equal(scopeOf(lin, 'task.do'), 'task')
  assert.equal(may(lin, 'case.void'), false)
})

test('stranger may do nothing, nor may somebody with a post that the table does not know', () => {
  for (const actor of [holder(), holder('mayor'), holder('constructor')]) {
    assert.equal(actor.grants.size, 0)
    assert.throws(() => scopeOf(actor, 'case.read'), { code: 'not_permitted', detail: { permission: 'case.read' } })
  }
  assert.equal(may(undefined, 'case.read'), false)
})

test('of any posts in any order, the widest scope holds and no permission comes from nowhere', () => {
  const post = fc.constantFrom('a', 'b', 'c', 'd')
  const permission = fc.constantFrom('read', 'write', 'void')
  const table = fc.dictionary(post, fc.dictionary(permission, fc.constantFrom(...widestFirst)))
  fc.assert(
    fc.property(table, fc.array(post), (given, posts) => {
      const expected = new Map<string, Scope>()
      for (const scope of [...widestFirst].reverse())
        for (const each of posts)
          for (const [name, granted] of Object.entries(given[each] ?? {}))
            if (granted === scope) expected.set(name, scope)
      assert.deepEqual(new Map([...grantsOf(given, posts)].sort()), new Map([...expected].sort()))
      assert.deepEqual(
        new Map([...grantsOf(given, [...posts].reverse())].sort()),
        new Map([...grantsOf(given, posts)].sort()),
      )
    }),
  )
})
