import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Post } from '#city/organisation/policy.ts'
import { policy } from '#city/organisation/policy.ts'
import { administratorPosts, lastOf, whyNotGiven } from './posts.ts'

const today = '2026-03-02'
const anquan = { personId: 'anquan' }
const of = (...posts: Post[]) => ({ personId: 'xin', held: posts.map((post) => ({ post, unitId: 'centre' })) })
const given = (post: Post, from = today, to: string | null = null) => ({ post, unitId: 'centre', from, to })
const why = (...input: Parameters<typeof whyNotGiven>) => whyNotGiven(...input)?.code

test('anquan gives posts to others, and none to himself', () => {
  assert.equal(why(anquan, of(), given('intake'), today), undefined)
  assert.equal(why(anquan, { personId: 'anquan', held: [] }, given('intake'), today), 'own_post')
})

test('an administrator’s post goes with no other post, either way round', () => {
  for (const post of administratorPosts) {
    assert.equal(why(anquan, of(post), given('leader'), today), 'administrators_apart')
    assert.equal(why(anquan, of('leader'), given(post), today), 'administrators_apart')
  }
  assert.equal(why(anquan, of('system_admin'), given('audit_admin'), today), 'administrators_apart')
  assert.equal(why(anquan, of('intake'), given('dispatcher'), today), undefined)
})

test('a post begins today or later, ends after it begins, and is held once in a unit', () => {
  assert.equal(why(anquan, of(), given('intake', '2026-03-01'), today), 'post_dates')
  assert.equal(why(anquan, of(), given('intake', '2026-03-05', '2026-03-05'), today), 'post_dates')
  assert.equal(why(anquan, of(), given('intake', '2026-03-05', '2026-03-06'), today), undefined)
  assert.equal(why(anquan, of('intake'), given('intake'), today), 'post_held')
})

test('the last administrator of a kind is known, so that the district is never without one', () => {
  const one = { personId: 'xitong', posts: [{ post: 'system_admin' }] }
  assert.equal(lastOf('xitong', one.posts, [one]), 'system_admin')
  assert.equal(lastOf('xitong', one.posts, [one, { personId: 'second', posts: one.posts }]), undefined)
  assert.equal(lastOf('lin', [{ post: 'intake' }], [one]), undefined)
})

test('what one of the three administrators may do, the other two may not', () => {
  const powers = {
    system_admin: ['account.write', 'organisation.write', 'catalogue.write', 'calendar.write'],
    security_admin: ['post.write', 'account.unlock'],
    audit_admin: ['audit.read', 'audit.export'],
  } as const
  for (const [post, own] of Object.entries(powers))
    for (const permission of own)
      for (const [other, grants] of Object.entries(policy))
        assert.equal(permission in grants, other === post, `${other} and ${permission}`)
  for (const post of administratorPosts)
    assert.ok(!Object.keys(policy[post] ?? {}).some((permission) => permission.startsWith('case.')), post)
})
