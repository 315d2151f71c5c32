import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { AmendInput } from '#city/component/contract.ts'
import { fieldsOf } from './fields.ts'

const shapes = (schema: z.ZodObject) => Object.fromEntries(fieldsOf(schema).map((field) => [field.name, field.shape]))

test('each kind of value has its control, with the bounds of the schema', () => {
  const found = shapes(
    z.object({
      name: z.string().max(30),
      note: z.string().max(1000),
      height: z.number().min(0.5).max(60),
      heads: z.int().min(1),
      lit: z.boolean(),
      state: z.enum(['a', 'b']),
      on: z.iso.date(),
      carries: z.array(z.string().max(40)).max(5),
      place: z.object({ lon: z.number(), lat: z.number() }),
    }),
  )
  assert.deepEqual(found.name, { type: 'text', most: 30, isLong: false })
  assert.deepEqual(found.note, { type: 'text', most: 1000, isLong: true })
  assert.deepEqual(found.height, { type: 'number', isWhole: false, least: 0.5, most: 60 })
  assert.deepEqual(found.heads, { type: 'number', isWhole: true, least: 1, most: undefined })
  assert.deepEqual(found.lit, { type: 'boolean' })
  assert.deepEqual(found.state, { type: 'choice', values: ['a', 'b'] })
  assert.deepEqual(found.on, { type: 'date' })
  assert.deepEqual(found.carries, { type: 'texts', most: 5, longest: 40 })
  assert.equal(found.place?.type === 'group' && found.place.fields.length, 2)
})

test('what the schema lets be empty is not marked as required, and is emptied as the schema says', () => {
  const fields = fieldsOf(
    z.object({
      must: z.string().min(1),
      may: z.string().max(9),
      kept: z.string().min(1).nullable(),
      left: z.number().optional(),
      preset: z.enum(['x', 'y']).default('x'),
    }),
  )
  assert.deepEqual(
    fields.map(({ isRequired, empty }) => [isRequired, empty]),
    [
      [true, undefined],
      [false, undefined],
      [false, null],
      [false, undefined],
      [false, undefined],
    ],
  )
})

test('the contract by which a component is amended makes a form as it stands', () => {
  const fields = fieldsOf(AmendInput.pick({ name: true, address: true, accuracy: true, note: true, reason: true }))
  assert.deepEqual(
    fields.map(({ name, shape, isRequired }) => [name, shape.type, isRequired]),
    [
      ['name', 'text', false],
      ['address', 'text', false],
      ['accuracy', 'choice', false],
      ['note', 'text', false],
      ['reason', 'text', true],
    ],
  )
})

test('a field that no form can show is told at once', () => {
  assert.throws(() => fieldsOf(z.object({ any: z.unknown() })), /the field any/)
})
