import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { templates } from './standard-templates.ts'
import { faultsOf, render, renderSms, SMS_LIMIT, smsSegments } from './template.ts'

const words = (textZh: string, sms = '') => ({ titleZh: '标题', titleEn: 'Title', textZh, textEn: 'Text', sms })

test('a parameter that the template does not have is refused by its name, in the field where it stands', () => {
  const [fault, ...more] = faultsOf(words('请于 {deadline} 前办结 {number}'), ['number', 'due'])
  assert.deepEqual(more, [])
  assert.equal(fault?.code, 'template_parameter_unknown')
  assert.equal(fault?.field, 'body.textZh')
  assert.deepEqual(fault?.detail, { parameter: 'deadline', known: 'number due' })
})

test('braces that do not match are refused with the place', () => {
  for (const text of ['案件 {number', '案件 number}', '案件 {{number}}', '案件 {}', '{案件}'])
    assert.deepEqual(
      faultsOf(words(text), ['number']).map((fault) => fault.code),
      ['template_braces'],
      text,
    )
})

test('a text message of more than seventy characters is refused', () => {
  const [fault] = faultsOf(words('', '字'.repeat(SMS_LIMIT + 1)), [])
  assert.equal(fault?.code, 'template_sms_too_long')
  assert.deepEqual(faultsOf(words('', '字'.repeat(SMS_LIMIT)), []), [])
})

test('every template that comes with the product is without fault and has a title that says something', () => {
  for (const [name, { words, params }] of Object.entries(templates)) {
    assert.deepEqual(faultsOf(words, params), [], name)
    assert.ok(words.titleZh && words.titleEn && words.textZh && words.textEn, name)
  }
})

test('what was not given reads as a dash, and numbers of people are masked', () => {
  assert.equal(render('{number}：{said}', { number: 'A1', said: '请拨 13812345678 联系' }), 'A1：请拨 138****5678 联系')
  assert.equal(render('{number}，{due}', { number: 'A1' }), 'A1，—')
  assert.equal(render('{number}。{said}', { number: 'A1', said: '' }), 'A1。')
})

test('what somebody wrote is never read as a template', () => {
  assert.equal(render('{said}', { said: '{number}', number: 'A1' }), '{number}')
})

test('a filled-in text message always fits one message', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (said) => {
      assert.ok([...renderSms('【一网】{said}', { said })].length <= SMS_LIMIT)
    }),
  )
})

test('messages are counted as the network counts them', () => {
  assert.equal(smsSegments(''), 0)
  assert.equal(smsSegments('a'.repeat(160)), 1)
  assert.equal(smsSegments('a'.repeat(161)), 2)
  assert.equal(smsSegments('€'.repeat(80)), 1)
  assert.equal(smsSegments('€'.repeat(81)), 2)
  assert.equal(smsSegments('字'.repeat(70)), 1)
  assert.equal(smsSegments('字'.repeat(71)), 2)
  assert.equal(smsSegments('字'.repeat(134)), 2)
  assert.equal(smsSegments('字'.repeat(135)), 3)
  assert.equal(smsSegments('😀'.repeat(35)), 1)
  assert.equal(smsSegments('😀'.repeat(36)), 2)
})
