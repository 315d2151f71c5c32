import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Collector, candidatesOf, type Ties } from './candidates.ts'
import { drawOne } from './draw.ts'

const someone = (personId: string, changes: Partial<Collector> = {}): Collector => ({
  personId,
  name: personId,
  unitIds: ['centre'],
  isOfBeat: false,
  isOnShift: false,
  ...changes,
})
const free: Ties = { unitIds: ['roads'], known: new Set(), declined: new Set(), before: new Set() }

test('those on shift are drawn from; where fewer than two of them are independent, all who are', () => {
  const [a, b] = [someone('a'), someone('b', { isOnShift: true })]
  const [c, d] = [someone('c', { isOnShift: true }), someone('d', { isOnShift: true, isOfBeat: true })]
  assert.deepEqual(candidatesOf([a, b, c, d], free), {
    pool: 'on_shift',
    candidates: ['b', 'c'],
    leftOut: { beat: 1, unit: 0, known: 0, declined: 0, before: 0 },
  })
  assert.deepEqual(candidatesOf([a, b, d], free).candidates, ['a', 'b'])
  assert.equal(candidatesOf([a, b, d], free).pool, 'all')
})

test('each reason that leaves somebody out is counted once', () => {
  const all = [
    someone('beat', { isOfBeat: true }),
    someone('unit', { unitIds: ['centre', 'roads'] }),
    someone('known', { isOfBeat: true }),
    someone('declined'),
    someone('before'),
    someone('fit'),
  ]
  const ties = {
    ...free,
    known: new Set(['known']),
    declined: new Set(['declined']),
    before: new Set(['declined', 'before']),
  }
  assert.deepEqual(candidatesOf(all, ties).leftOut, { beat: 1, unit: 1, known: 1, declined: 1, before: 1 })
  assert.deepEqual(candidatesOf(all, ties).candidates, ['fit'])
})

const collector = fc.record({
  personId: fc.uuid(),
  name: fc.constant(''),
  unitIds: fc.subarray(['centre', 'roads', 'sanitation']),
  isOfBeat: fc.boolean(),
  isOnShift: fc.boolean(),
})

test('whatever the seed, the collector of the beat, of the unit, or of the report is never drawn', () => {
  fc.assert(
    fc.property(fc.uniqueArray(collector, { selector: (each) => each.personId }), fc.nat(999), (all, seq) => {
      const known = new Set(all.slice(0, 2).map(({ personId }) => personId))
      const { candidates } = candidatesOf(all, { ...free, known })
      if (candidates.length === 0) return
      const { chosen } = drawOne('ab'.repeat(32), { subject: 'case', seq: seq + 1 }, candidates)
      const drawn = all.find(({ personId }) => personId === chosen)
      assert.ok(drawn && !drawn.isOfBeat && !drawn.unitIds.includes('roads') && !known.has(chosen))
    }),
  )
})
