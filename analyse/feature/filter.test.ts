import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { render } from '#kernel/db/sql.ts'
import { Problem } from '#kernel/problem.ts'
import { collections } from './collections.ts'
import { crs84 } from './crs.ts'
import { parseFilter } from './filter.ts'
import { filterSql } from './filter-sql.ts'

const components = collections.find(({ id }) => id === 'components')!
const compiled = (filter: string) => render(filterSql(parseFilter(filter, crs84), components))

test('comparisons, lists, patterns and boxes become conditions with parameters', () => {
  assert.deepEqual(compiled(`kind = '01003' AND NOT state in ('lost', 'removed')`), {
    text: '(c.kind = $1::text and not (c.state in ($2::text, $3::text)))',
    values: ['01003', 'lost', 'removed'],
  })
  assert.equal(
    compiled(`name like '路%' or address is not null`).text,
    '(c.name like $1::text or not (c.address is null))',
  )
  assert.equal(compiled(`initial_date between DATE('2026-01-01') and DATE('2026-02-01')`).values.length, 2)
  assert.deepEqual(compiled('S_INTERSECTS(geometry, BBOX(107, 31, 108, 32))').values, [107, 31, 108, 32])
})

test('and binds closer than or, and brackets closer than both', () => {
  assert.equal(
    compiled(`kind='a' or kind='b' and kind='c'`).text,
    '(c.kind = $1::text or (c.kind = $2::text and c.kind = $3::text))',
  )
  assert.equal(
    compiled(`(kind='a' or kind='b') and kind='c'`).text,
    '((c.kind = $1::text or c.kind = $2::text) and c.kind = $3::text)',
  )
})

const refused = (filter: string): Problem => {
  try {
    compiled(filter)
  } catch (error) {
    assert.ok(error instanceof Problem, String(error))
    return error
  }
  return assert.fail(`taken: ${filter}`)
}

test('what is wrong is refused with the character at which it is and the field', () => {
  for (const [filter, at] of [
    [`kind = '01003' and`, 19],
    ['colour = 1', 1],
    [`kind = 5`, 1],
    [`kind = '1'; drop table city.cell`, 11],
    [`initial_date > DATE('2026-02-30')`, 21],
    [`constructor = 'a'`, 1],
    [`name like 'a\\'`, 11],
  ] as const) {
    const problem = refused(filter)
    assert.equal(problem.code, 'filter_invalid')
    assert.equal(problem.field, 'query.filter')
    assert.equal(problem.detail.at, at, filter)
  }
  assert.equal(refused(`${'('.repeat(21)}kind='a'${')'.repeat(21)}`).code, 'filter_invalid')
  assert.equal(refused(Array.from({ length: 101 }, () => `kind='a'`).join(' or ')).code, 'filter_invalid')
})

const words = [
  'and',
  'or',
  'not',
  '(',
  ')',
  ',',
  '=',
  '<>',
  'like',
  'in',
  'between',
  'is',
  'null',
  'kind',
  'name',
  ';',
  '--',
  '$1',
  '/*',
  '"',
  "'",
  "''",
  'S_INTERSECTS',
  'BBOX',
  'geometry',
  '1',
  '1e9',
  'true',
]

test('whatever is written, no text of the caller becomes SQL', () => {
  const allowed = /^(?:c\.\w+|\$\d+(?:::\w+)?|and|or|not|in|is|null|like|between|box|point|<@|<>|<=|>=|[=<>(),\s])*$/
  const pieces = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 })), { maxLength: 14 })
  fc.assert(
    fc.property(pieces, (parts) => {
      try {
        assert.match(compiled(parts.join(' ')).text, allowed)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
    }),
    { numRuns: 3_000 },
  )
})

test('a value stays the value, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
      (text) => {
        const { text: statement, values } = compiled(`name = '${text.replaceAll("'", "''")}'`)
        assert.equal(statement, 'c.name = $1::text')
        assert.deepEqual(values, [text])
      },
    ),
  )
})
