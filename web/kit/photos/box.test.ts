import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { RedactionBox } from '#kernel/files/contract.ts'
import { boxBetween, middleBox, moved, resized } from './box.ts'

const share = fc.double({ min: -0.5, max: 1.5, noNaN: true })

test('a box drawn from any corner to any other is the same box', () => {
  const box = { x: 0.1, y: 0.2, width: 0.4, height: 0.3 }
  assert.deepEqual(boxBetween({ x: 0.1, y: 0.2 }, { x: 0.5, y: 0.5 }), box)
  assert.deepEqual(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.1, y: 0.2 }), box)
})

test('a click draws nothing', () => assert.equal(boxBetween({ x: 0.5, y: 0.5 }, { x: 0.502, y: 0.9 }), undefined))

test('whatever is drawn, moved and resized, the server takes it', () => {
  fc.assert(
    fc.property(share, share, share, share, share, share, (a, b, c, d, x, y) => {
      const drawn = boxBetween({ x: a, y: b }, { x: c, y: d }) ?? middleBox
      for (const box of [drawn, moved(drawn, x, y), resized(drawn, x, y), resized(moved(drawn, x, y), y, x)])
        assert.ok(RedactionBox.safeParse(box).success, JSON.stringify(box))
    }),
  )
})
