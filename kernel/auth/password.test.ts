import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashOf, isPassword, isStrong, makePassword } from './password.ts'

test('a password needs three kinds of signs or length, and not the login name in it', () => {
  for (const strong of ['Dachuan7#', 'Aa1bcdef', 'five long words in a row', '达川路灯亮A1x8'])
    assert.ok(isStrong(strong, 'lin'))
  for (const weak of ['Aa1#', 'onlyletters', '12345678', 'aaaaaaaaaaaaaaaaaaaa', 'xLin2026#', 'A1#'.repeat(70)])
    assert.ok(!isStrong(weak, 'lin'), weak)
})

test('a password that is made is strong, never the same twice, and known again by its hash alone', async () => {
  const made = makePassword()
  assert.ok(isStrong(made, 'lin'))
  assert.notEqual(made, makePassword())
  const hash = await hashOf(made)
  assert.ok(!hash.includes(made))
  assert.equal(await isPassword(made, hash), true)
  assert.equal(await isPassword(`${made}x`, hash), false)
})
