import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Calendar } from './calendar.ts'
import { agreementOf, darkensAll, desiredOf } from './desired.ts'

const where = { lon: 107.51, lat: 31.21, timeZone: 'Asia/Shanghai' }
const night = new Date('2026-03-02T22:00:00+08:00')
const lamp = { groupId: 'a', isHalf: false, calendar: Calendar.parse({ usual: {} }) }
const hand = (groupId: string | null, isOn: boolean, minute = 0) => ({
  ...{ groupId, isOn, askedAt: new Date(night.getTime() - 3_600_000 + minute * 60_000) },
})

test('a hand goes before the calendar, and the last word before the one before it', () => {
  assert.equal(desiredOf(lamp, [], night, where), true)
  assert.equal(desiredOf(lamp, [hand('a', false)], night, where), false)
  assert.equal(desiredOf(lamp, [hand('b', false)], night, where), true)
  assert.equal(desiredOf(lamp, [hand(null, false), hand('a', true, 5)], night, where), true)
})

test('putting out the last group that burns is putting out all', () => {
  const groups = [
    { groupId: 'a', lamps: 3 },
    { groupId: 'b', lamps: 2 },
    { groupId: 'empty', lamps: 0 },
  ]
  assert.equal(darkensAll(groups, [], null), true)
  assert.equal(darkensAll(groups, [], 'a'), false)
  assert.equal(darkensAll(groups, [hand('b', false)], 'a'), true)
  assert.equal(darkensAll(groups, [hand('b', true)], 'a'), false)
})

test('a lamp that has not spoken for too long is unknown, neither right nor wrong', () => {
  const at = { silentAfter: 900, now: night }
  const said = (minutesAgo: number, lit: boolean) => ({ lit, at: new Date(night.getTime() - minutesAgo * 60_000) })
  assert.equal(agreementOf(true, said(10, true), at), 'agree')
  assert.equal(agreementOf(true, said(10, false), at), 'differ')
  assert.equal(agreementOf(true, said(16, true), at), 'unknown')
  assert.equal(agreementOf(true, undefined, at), 'unknown')
})
