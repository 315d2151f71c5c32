import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineProblems, listProblems, Problem } from './problem.ts'

const lampProblems = defineProblems({
  test_lamp_dark: {
    status: 409,
    zh: (p: { lampId: string }) => `路灯 ${p.lampId} 未亮`,
    en: (p: { lampId: string }) => `Lamp ${p.lampId} is dark`,
  },
  test_lamp_absent: { status: 404, zh: () => '没有这盏灯', en: () => 'There is no such lamp' },
})

test('a problem says the same in both languages, names the field and keeps its detail', () => {
  const problem = lampProblems.test_lamp_dark({ lampId: 'L-7' }, 'body.lampId')
  assert.ok(problem instanceof Problem && problem instanceof Error)
  assert.deepEqual(problem.body('r-1'), {
    type: 'https://yiwang.dev/problems/test_lamp_dark',
    status: 409,
    code: 'test_lamp_dark',
    title: '路灯 L-7 未亮',
    titleEn: 'Lamp L-7 is dark',
    field: 'body.lampId',
    detail: { lampId: 'L-7' },
    requestId: 'r-1',
  })
})

test('a problem without detail, field or request id carries none of them', () => {
  assert.deepEqual(Object.keys(lampProblems.test_lamp_absent().body()), ['type', 'status', 'code', 'title', 'titleEn'])
})

test('a problem lists the faults it consists of, and is a fault of its own field or of another', () => {
  const dark = lampProblems.test_lamp_dark({ lampId: 'L-7' }, 'lampId')
  assert.deepEqual(dark.asFault(), {
    field: 'lampId',
    code: 'test_lamp_dark',
    zh: '路灯 L-7 未亮',
    en: 'Lamp L-7 is dark',
  })
  const whole = lampProblems.test_lamp_absent().with([dark.asFault('rows.3')])
  assert.deepEqual(
    whole.body().faults?.map((fault) => fault.field),
    ['rows.3'],
  )
})

test('a code that is defined twice stops the program at load', () => {
  assert.throws(
    () => defineProblems({ test_lamp_absent: { status: 404, zh: () => '无', en: () => 'None' } }),
    /test_lamp_absent is defined twice/,
  )
})

test('the catalogue lists every code once', () => {
  const codes = listProblems().map((one) => one.code)
  assert.equal(new Set(codes).size, codes.length)
  assert.ok(codes.includes('test_lamp_dark'))
})
