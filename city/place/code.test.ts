import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  cellCodeFaults,
  composeCellCode,
  divisionCodeFaults,
  divisionLevel,
  nextCellCode,
  parentDivision,
  parseCellCode,
} from './code.ts'

const digits = (length: number) =>
  fc.integer({ min: 1, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'))
const community = fc.tuple(digits(3), digits(3)).map(([street, rest]) => `511703${street}${rest}`)

test('a composed cell code parses to its parts and has no fault', () => {
  fc.assert(
    fc.property(community, fc.integer({ min: 1, max: 999 }), (parent, sequence) => {
      const code = composeCellCode(parent, sequence)
      assert.ok(code)
      assert.deepEqual(cellCodeFaults(code, '511703', '2013'), [])
      assert.deepEqual(parseCellCode(code), {
        county: '511703',
        street: parent.slice(0, 9),
        community: parent,
        sequence: code.slice(12),
      })
    }),
  )
})

test('any text is judged without error and only well-formed codes pass', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ minLength: 15, maxLength: 15 })), (text) => {
      assert.equal(
        cellCodeFaults(text).length === 0,
        /^[1-8][0-9]{11}[0-9A-Z]{3}$/.test(text) && parseCellCode(text) !== undefined,
      )
    }),
  )
})

const faulty: [code: string, groups: string[]][] = [
  ['511703001002003', []],
  ['51170300100200A', []],
  ['51170300100200a', ['sequence']],
  ['511703001002000', ['sequence']],
  ['511703000000001', ['street', 'community']],
  ['991703001002003', ['province']],
  ['5117O3001002003', ['county']],
  ['51170300100203', ['length']],
  ['510104001002003', ['district']],
]
for (const [code, groups] of faulty)
  test(`cell code ${code} fails in ${groups.join(', ') || 'nothing'}`, () =>
    assert.deepEqual(
      cellCodeFaults(code, '511703').map((fault) => fault.group),
      groups,
    ))

test('a letter in the sequence is for the 2026 edition only', () => {
  assert.deepEqual(cellCodeFaults('51170300100200A', '511703', '2013'), [{ group: 'sequence', found: '00A' }])
})

test('division codes know their level and parent', () => {
  assert.equal(divisionLevel('511703001'), 'street')
  assert.equal(parentDivision('511703001002'), '511703001')
  assert.equal(parentDivision('511703'), undefined)
  assert.deepEqual(divisionCodeFaults('511703000'), [{ group: 'street', found: '000' }])
})

test('the next cell code goes past every number ever used, even retired ones', () => {
  assert.equal(
    nextCellCode('511703001002', ['511703001002007', '511703001002003', '511703001003900']),
    '511703001002008',
  )
  assert.equal(nextCellCode('511703001002', []), '511703001002001')
  assert.equal(nextCellCode('511703001002', ['511703001002999']), undefined)
})
