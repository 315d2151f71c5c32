import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '#kernel/problem.ts'
import { componentBehind, composeCode, composeMatterCode, isExtension, parseCode, parseMatterCode } from './code.ts'
import { editionIds, editionOf, editions } from './edition.ts'

const refused = (code: string) => (error: unknown) => error instanceof Problem && error.code === code
const edition = fc.constantFrom(...editionIds)

test('a code composed of its parts is parsed into them', () => {
  fc.assert(
    fc.property(edition, fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (id, major, minor) => {
      const parts = {
        major: String(major).padStart(2, '0'),
        minor: String(minor).padStart(editions[id].minorDigits, '0'),
      }
      assert.deepEqual(parseCode(id, composeCode(parts)), parts)
    }),
  )
})

test('anything that is not digits of the edition’s length is refused', () => {
  fc.assert(
    fc.property(edition, fc.string(), (id, text) => {
      fc.pre(!new RegExp(`^[0-9]{${2 + editions[id].minorDigits}}$`).test(text))
      assert.throws(() => parseCode(id, text), refused('category_code_malformed'))
    }),
  )
})

test('a four-digit code is not one of 2026, nor is class or number zero', () => {
  for (const [id, code] of [
    ['2026', '0101'],
    ['2013', '01001'],
    ['2026', '00001'],
    ['2026', '01000'],
  ] as const) {
    assert.throws(() => parseCode(id, code), refused('category_code_malformed'))
  }
})

test('a matter code is division, class and number: 11 digits in 2026, 10 before', () => {
  assert.equal(composeMatterCode('511703', '06010'), '51170306010')
  assert.deepEqual(parseMatterCode('51170306010'), { county: '511703', code: '06010' })
  assert.deepEqual(parseMatterCode('5117030110'), { county: '511703', code: '0110' })
  for (const bad of ['511703060', '511703060101', '5117030601a', '01170306010']) {
    assert.throws(() => parseMatterCode(bad), refused('matter_code_malformed'))
  }
})

test('the high numbers are a district’s own', () => {
  const rows = [
    ['2013', '78', true],
    ['2013', '60', false],
    ['2026', '080', true],
    ['2026', '77', false],
    ['2026', '077', false],
  ] as const
  for (const [id, minor, own] of rows) assert.equal(isExtension(id, minor), own, `${id} ${minor}`)
})

test('behind a matter of classes 01–05 stands a component', () => {
  const matter = { edition: '2026', kind: 'matter', major: '01', minor: '001' } as const
  assert.deepEqual(componentBehind(matter), { ...matter, kind: 'component' })
  assert.equal(componentBehind({ ...matter, major: '06' }), undefined)
  assert.equal(componentBehind({ ...matter, edition: '2013', minor: '01' }), undefined)
})

test('an edition is known by its year and by its standard number, however it is spaced', () => {
  assert.equal(editionOf('2026'), '2026')
  assert.equal(editionOf('gb/t47678.5-2026'), '2026')
  assert.equal(editionOf('ＣＪ/Ｔ 214-2007'), '2007')
  assert.throws(() => editionOf('GB/T 30428.2-2031'), refused('edition_unknown'))
})
