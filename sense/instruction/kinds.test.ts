import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Malformed } from '../gateway/bytes/malformed.ts'
import { requestFor } from '../gateway/hj212/instruct.ts'
import { type BodyOf, FrameOpener, framesOf, readBody } from '../gateway/jt808/codec.ts'
import { messageFor } from '../gateway/jt808/instruct.ts'
import { checkValues, exampleOf, type Field, kindsOf, pointsIn } from './kinds.ts'

const usual = (field: Field): string | number => {
  switch (field.type) {
    case 'number':
      return field.usual ?? Math.max(field.min, Math.min(field.max, 30))
    case 'text':
      return field.form ? exampleOf(field.form) : '前方施工'
    case 'choice':
      return field.choices[0]!.value
    case 'points':
      return Array.from({ length: field.least }, (_, index) => `107.${5 + index},31.${2 + index}`).join('\n')
  }
}

test('every kind of instruction can be said in each edition of its protocol and is read back the same', () => {
  for (const { kind, fields } of kindsOf('jt808')) {
    const values = Object.fromEntries(fields.map((field) => [field.name, usual(field)]))
    assert.ok('values' in checkValues(fields, values), kind)
    for (const edition of [2013, 2019] as const) {
      const { name, body } = messageFor({ kind, values }, edition)
      const version = edition === 2019 ? { version: 1 } : {}
      const frames = framesOf(name, body as BodyOf<typeof name>, {
        edition,
        phone: '013800138000',
        serial: 1,
        ...version,
      })
      const [opened] = new FrameOpener().push(Buffer.concat(frames))
      assert.ok(opened?.kind === 'frame')
      assert.equal(readBody(opened.frame.header, opened.frame.body).name, name)
    }
  }
  for (const { kind, fields } of kindsOf('hj212')) {
    const values = Object.fromEntries(fields.map((field) => [field.name, usual(field)]))
    const heard = {
      mn: 'M',
      st: '39',
      pw: '123456',
      flag: { edition: 2017, isSplit: false, wantsAnswer: true },
    } as const
    assert.match(requestFor({ kind, values }, heard, new Date()).cn, /^\d{4}$/)
  }
})

test('a value that does not fit is refused at its field', () => {
  const [circle] = kindsOf('jt808').filter(({ kind }) => kind === 'set-circle')
  const right = { id: 1, lon: 107.5, lat: 31.2, radius: 200 }
  const fieldOf = (values: object) => {
    const checked = checkValues(circle!.fields, { ...right, ...values })
    return 'fault' in checked ? checked.field : undefined
  }
  assert.equal(fieldOf({}), undefined)
  assert.equal(fieldOf({ radius: 5 }), 'radius')
  assert.equal(fieldOf({ id: 1.5 }), 'id')
  assert.equal(fieldOf({ id: '' }), 'id')
  assert.equal(fieldOf({ colour: 1 }), 'colour')
  const [ask] = kindsOf('jt808').filter(({ kind }) => kind === 'read-parameters')
  const ids = (text: string) => 'values' in checkValues(ask!.fields, { ids: text })
  assert.deepEqual([ids('0x0001,0x0029'), ids('1'), ids('0x0001;')], [true, false, false])
  assert.deepEqual(kindsOf('sl651'), [])
})

test('points are read as people write them, and a line that is none is refused', () => {
  assert.deepEqual(pointsIn('107.5,31.2\n107.6， 31.3\n'), [
    { lon: 107.5, lat: 31.2 },
    { lon: 107.6, lat: 31.3 },
  ])
  assert.equal(pointsIn('107.5'), undefined)
  assert.equal(pointsIn('207.5,31.2'), undefined)
})

test('whatever is asked, what fits can be said and what cannot be said is refused by name', () => {
  const kinds = kindsOf('jt808')
  const anyValue = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.string({ maxLength: 20 }),
    fc.constant('107.5,31.2\n107.6,31.3\n107.7,31.4'),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.array(anyValue, { minLength: 8, maxLength: 8 }),
      ({ kind, fields }, given) => {
        const checked = checkValues(fields, Object.fromEntries(fields.map(({ name }, index) => [name, given[index]])))
        if ('fault' in checked) return
        try {
          messageFor({ kind, values: checked.values }, 2019)
        } catch (fault) {
          assert.ok(fault instanceof Malformed)
        }
      },
    ),
    { numRuns: 1_000 },
  )
})
