import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { type Fault, Problem } from '../problem.ts'
import { parseInput } from './input.ts'

function faultsOf(schema: z.ZodType, value: unknown): readonly Fault[] {
  try {
    parseInput(schema, 'body', value)
  } catch (error) {
    assert.ok(error instanceof Problem && error.code === 'bad_input')
    return error.faults
  }
  return []
}

const samples: [about: string, schema: z.ZodType, value: unknown, code: string, zh: string, en: RegExp][] = [
  ['a missing field', z.object({ a: z.string() }), {}, 'invalid_type', '必填', /received undefined/],
  ['a missing choice', z.object({ a: z.enum(['x']) }), {}, 'invalid_value', '必填', /expected/],
  ['a number for a text', z.string(), 1, 'invalid_type', '类型不对，应为文字', /expected string/],
  ['a text for a number', z.number(), 'x', 'invalid_type', '类型不对，应为数字', /expected number/],
  ['a fraction for an integer', z.int(), 1.5, 'invalid_type', '类型不对，应为整数', /expected int/],
  ['a text for yes or no', z.boolean(), 'yes', 'invalid_type', '类型不对，应为是或否', /expected boolean/],
  ['one for a list', z.array(z.string()), 'x', 'invalid_type', '类型不对，应为列表', /expected array/],
  ['null for an object', z.object({}), null, 'invalid_type', '类型不对，应为对象', /expected object/],
  ['a query that is no number', z.coerce.number(), ['1', '2'], 'invalid_type', '类型不对，应为数字', /NaN/],
  ['a text too short', z.string().min(2), 'x', 'too_small', '至少 2 个字', />=2/],
  ['a text too long', z.string().max(2), 'xyz', 'too_big', '不超过 2 个字', /<=2/],
  ['a list too short', z.array(z.int()).min(1), [], 'too_small', '至少 1 项', />=1/],
  ['a list too long', z.array(z.int()).max(1), [1, 2], 'too_big', '不超过 1 项', /<=1/],
  ['a number too small', z.number().min(5), 4, 'too_small', '不得小于 5', />=5/],
  ['a number too great', z.number().max(5), 6, 'too_big', '不得大于 5', /<=5/],
  ['a number not above a bound', z.number().gt(0), 0, 'too_small', '须大于 0', />0/],
  ['a number not below a bound', z.number().lt(9), 9, 'too_big', '须小于 9', /<9/],
  ['a number between steps', z.number().multipleOf(5), 7, 'not_multiple_of', '须为 5 的整数倍', /multiple of 5/],
  ['no uuid', z.uuid(), 'x', 'invalid_format', '格式不对（uuid）', /UUID/],
  ['no instant', z.iso.datetime(), 'today', 'invalid_format', '格式不对（datetime）', /datetime/],
  ['a field too many', z.strictObject({}), { b: 1, c: 2 }, 'unrecognized_keys', '不认识的字段：b、c', /"b", "c"/],
  ['none of the choices', z.enum(['x', 'y']), 'z', 'invalid_value', '只能取 x、y', /"x"\|"y"/],
  ['neither of two shapes', z.union([z.string(), z.int()]), null, 'invalid_union', '取值不对', /Invalid input/],
  [
    'a check that speaks Chinese',
    z.string().refine(() => false, '时区不对'),
    'x',
    'custom',
    '时区不对',
    /^Invalid value$/,
  ],
  ['a check that speaks English', z.string().refine(() => false, 'no zone'), 'x', 'custom', '取值不对', /^no zone$/],
]

for (const [about, schema, value, code, zh, en] of samples)
  test(`${about} is explained in both languages`, () => {
    const [fault, ...more] = faultsOf(schema, value)
    assert.deepEqual(more, [])
    assert.equal(fault?.code, code)
    assert.equal(fault?.zh, zh)
    assert.match(fault?.en ?? '', en)
    assert.doesNotMatch(fault?.en ?? '', /\p{Script=Han}/u)
  })

test('every fault is reported at once, each under the path of its field', () => {
  const schema = z.strictObject({ place: z.object({ lon: z.number() }), photos: z.array(z.uuid()) })
  const faults = faultsOf(schema, { place: { lon: 'east' }, photos: [crypto.randomUUID(), 'x'], zoom: 1 })
  assert.deepEqual(
    faults.map((fault) => fault.field),
    ['body.place.lon', 'body.photos.1', 'body'],
  )
})

test('the problem names its first field', () => {
  assert.throws(() => parseInput(z.object({ id: z.uuid() }), 'params', { id: '7' }), { field: 'params.id' })
})

test('what fits is given as the contract reads it, and without a schema nothing is given', () => {
  assert.deepEqual(parseInput(z.object({ n: z.coerce.number() }), 'query', { n: '7', rest: 'x' }), { n: 7 })
  assert.equal(parseInput(undefined, 'body', { a: 1 }), undefined)
})

test('anything at all is either accepted or refused as bad input', () => {
  const schema = z.strictObject({ a: z.string().max(3), b: z.array(z.int()).max(2), c: z.enum(['x']).optional() })
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => void faultsOf(schema, value)),
  )
})
