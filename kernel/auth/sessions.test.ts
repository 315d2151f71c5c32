import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { Secret } from '../config.ts'
import { tokenOf } from './sessions.ts'

const secret = new Secret('the secret of this installation')

const signed = (token: string, by = secret): string =>
  encodeURIComponent(`${token}.${createHmac('sha256', by.reveal()).update(token).digest('base64')}`)

const cookie = (value: string): string => `yiwang.session_token=${value}`

test('a token that we signed is read from wherever it stands in the cookie header', () => {
  const value = signed('abc.def')
  for (const header of [
    cookie(value),
    `theme=dark; ${cookie(value)}`,
    `a=b;${cookie(value)}; c=d`,
    `__Secure-${cookie(value)}`,
  ])
    assert.equal(tokenOf(header, secret), 'abc.def')
})

test('a token that somebody else signed, or nobody, is none', () => {
  const forged = [
    signed('abc', new Secret('a guess')),
    'abc',
    'abc.',
    '.',
    '',
    encodeURIComponent(`other.${createHmac('sha256', secret.reveal()).update('abc').digest('base64')}`),
    encodeURIComponent(`abc.${createHmac('sha256', secret.reveal()).update('abc').digest('base64').slice(0, 20)}`),
  ]
  for (const value of forged) assert.equal(tokenOf(cookie(value), secret), undefined, value)
})

test('a cookie of another name is not ours', () => {
  assert.equal(tokenOf(`xyiwang.session_token=${signed('abc')}`, secret), undefined)
  assert.equal(tokenOf(`yiwangXsession_token=${signed('abc')}`, secret), undefined)
})

test('a cookie that is no text at all is no session and no error', () => {
  assert.equal(tokenOf(cookie('%zz'), secret), undefined)
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (junk) => tokenOf(cookie(junk), secret) === undefined))
})

test('a cookie with any one character changed is no session', () => {
  const value = `abcdefgh.${createHmac('sha256', secret.reveal()).update('abcdefgh').digest('base64')}`
  // The last character before the padding also holds bits that belong to no byte.
  fc.assert(
    fc.property(fc.nat(value.length - 3), fc.constantFrom(...'ABCxyz019_'), (at, letter) => {
      fc.pre(value[at] !== letter)
      const changed = value.slice(0, at) + letter + value.slice(at + 1)
      assert.equal(tokenOf(cookie(encodeURIComponent(changed)), secret), undefined)
    }),
  )
})
