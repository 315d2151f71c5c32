import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskName, maskPersonal, maskPhone } from './mask.ts'
import { numberPeriod } from './number.ts'

const now = new Date('2026-03-01T17:30:00Z')

test('the day of a number is the district’s own day', () => {
  assert.deepEqual(numberPeriod('{yyyy}{mm}{dd}{seq:5}', now, 'Asia/Shanghai'), {
    before: '20260302',
    after: '',
    width: 5,
  })
  assert.deepEqual(numberPeriod('DC{yy}-{seq:4}号', now, 'America/New_York'), {
    before: 'DC26-',
    after: '号',
    width: 4,
  })
})

test('a template without its serial, with two, or with an unknown part is refused', () => {
  for (const template of ['{yyyy}', '{seq:3}{seq:3}', '{week}{seq:3}', '{seq:0}'])
    assert.throws(() => numberPeriod(template, now, 'Asia/Shanghai'), { code: 'number_template_invalid' })
})

test('telephone and identity numbers are masked wherever they stand, other digits are not', () => {
  assert.equal(maskPersonal('电话13812345678，身份证511702199001011234'), '电话138****5678，身份证511702********1234')
  assert.equal(maskPersonal('座机0818-2651234'), '座机0818-****1234')
  assert.equal(maskPersonal('案件2026030200001在3号楼'), '案件2026030200001在3号楼')
  assert.equal(maskPersonal('已是138****5678'), '已是138****5678')
  const file = '01a21812-270e-7a46-b721-067012343738'
  assert.equal(maskPersonal(file), file)
  assert.equal(maskPersonal(`${file} 13812345678`), `${file} 138****5678`)
  assert.deepEqual([maskName('欧阳娜'), maskName(''), maskPhone('12345')], ['欧**', '', '*****'])
})
