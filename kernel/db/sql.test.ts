import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { render, Sql, sql } from './sql.ts'

test('values become parameters in the order in which they are written', () => {
  const { text, values } = render(sql`select ${1}, ${'two'} where ${null}`)
  assert.equal(text, 'select $1, $2 where $3')
  assert.deepEqual(values, [1, 'two', null])
})

test('a fragment inside a statement is written out and its values are numbered along', () => {
  const open = sql`stage = ${'filed'} and at > ${5}`
  const { text, values } = render(sql`select ${1} where ${open} limit ${10}`)
  assert.equal(text, 'select $1 where stage = $2 and at > $3 limit $4')
  assert.deepEqual(values, [1, 'filed', 5, 10])
})

test('an empty fragment leaves nothing, and an empty list joins to nothing', () => {
  assert.equal(render(sql`a${sql.empty}b${sql.join([])}c`).text, 'abc')
})

test('a list joins with its separator, one alone with none, values and fragments mixed', () => {
  assert.equal(render(sql`in (${sql.join([7])})`).text, 'in ($1)')
  const { text, values } = render(sql`where ${sql.join([sql`a = ${1}`, true, sql`b`], ' and ')}`)
  assert.equal(text, 'where a = $1 and $2 and b')
  assert.deepEqual(values, [1, true])
})

test('an array is one parameter', () => {
  assert.deepEqual(render(sql`= any(${['a', 'b']})`).values, [['a', 'b']])
})

test('an identifier cannot end its own quotes', () => {
  assert.equal(render(sql`${sql.ident('a"; drop table b; --')}`).text, '"a""; drop table b; --"')
})

test('words of a caller are never part of the text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (words) => {
      assert.equal(render(sql`select ${words} where ${sql`name = ${words}`}`).text, 'select $1 where name = $2')
    }),
  )
})

test('a flat template has one name however often it is asked, and another template another', () => {
  const ask = (id: number) => render(sql`select 1 where id = ${id}`)
  assert.ok(ask(1).name)
  assert.equal(ask(1).name, ask(2).name)
  assert.notEqual(ask(1).name, render(sql`select 1 where id = ${1}`).name)
})

test('what is put together at run time has no name unless it says that its text never varies', () => {
  const compose = () => sql`select ${sql`1`}`
  assert.equal(render(compose()).name, undefined)
  assert.equal(render(sql.raw('select 1')).name, undefined)
  assert.equal(render(sql.join([1, 2])).name, undefined)
  assert.equal(render(sql.ident('a')).name, undefined)
  const { name } = render(sql.prepared(compose()))
  assert.match(name ?? '', /^yw\d+$/)
  assert.equal(render(sql.prepared(compose())).name, name, 'one name for one text')
})

test('a rendered text has exactly as many placeholders as values, numbered from one', () => {
  const leaf = fc.oneof(fc.integer(), fc.constant(null), fc.array(fc.nat(), { maxLength: 3 }))
  const { statement } = fc.letrec<{ statement: Sql }>((tie) => ({
    statement: fc
      .array(fc.oneof({ depthSize: 'small' }, leaf, tie('statement')), { maxLength: 4 })
      .chain((values) =>
        fc
          .array(fc.constantFrom('', ' a ', ' and '), { minLength: values.length + 1, maxLength: values.length + 1 })
          .map((strings) => new Sql(strings, values)),
      ),
  }))
  const leavesOf = (part: Sql): unknown[] =>
    part.values.flatMap((value) => (value instanceof Sql ? leavesOf(value) : [value]))
  fc.assert(
    fc.property(statement, (part) => {
      const { text, values } = render(part)
      const numbers = [...text.matchAll(/\$(\d+)/g)].map((hit) => Number(hit[1]))
      assert.deepEqual(
        numbers,
        values.map((_, at) => at + 1),
      )
      assert.deepEqual(values, [...leavesOf(part)])
    }),
  )
})
