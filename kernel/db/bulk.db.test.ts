import assert from 'node:assert/strict'
import fc from 'fast-check'
import { dbTest } from '../testing/db.ts'
import { copyRows } from './bulk.ts'
import type { Tx } from './db.ts'
import { sql } from './sql.ts'

const columns = {
  id: 'int',
  name: 'text',
  attributes: 'jsonb',
  aliases: 'text[]',
  limits: 'int[]',
  day: 'date',
  at: 'timestamptz',
  seal: 'bytea',
  place: 'point',
  lit: 'boolean',
  height: 'float8',
}

const makeTable = (tx: Tx): Promise<number> =>
  tx.run(sql`
    create temp table lamp (id int primary key, name text, attributes jsonb, aliases text[], limits int[], day date,
      at timestamptz, seal bytea, place point, lit boolean, height float8) on commit drop`)

dbTest('every type arrives as it was given, nulls among them', async (tx) => {
  await makeTable(tx)
  const at = new Date('2026-02-28T16:00:00.123Z')
  const rows = [
    [
      1,
      '路灯 "甲", {1} \\ \n',
      { a: [1, null], 名: '甲' },
      ['a,b', 'c"d', '\\', '', null, '{x}', 'NULL'],
      [1, 2],
      '2026-02-28',
      at,
      Buffer.from([0, 255, 92]),
      '(107.5,31.2)',
      true,
      0.1,
    ],
    [2, '', [1, 'x'], [], [], null, null, Buffer.of(), null, false, -1e300],
    [3, ...Array.from({ length: 10 }, () => null)],
    [4],
  ]
  assert.equal(await copyRows(tx, 'lamp', columns, rows), 4)
  const found = await tx.many<Record<string, unknown>>(sql`select * from lamp order by id`)
  assert.deepEqual(found[0], {
    id: 1,
    name: '路灯 "甲", {1} \\ \n',
    attributes: { a: [1, null], 名: '甲' },
    aliases: ['a,b', 'c"d', '\\', '', null, '{x}', 'NULL'],
    limits: [1, 2],
    day: '2026-02-28',
    at,
    seal: Buffer.from([0, 255, 92]),
    place: { x: 107.5, y: 31.2 },
    lit: true,
    height: 0.1,
  })
  assert.deepEqual([found[1]?.attributes, found[1]?.aliases, found[1]?.seal], [[1, 'x'], [], Buffer.of()])
  for (const absent of found.slice(2))
    for (const [name, value] of Object.entries(absent)) if (name !== 'id') assert.equal(value, null)
})

dbTest('any text and any list of texts survives', async (tx) => {
  await makeTable(tx)
  const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0') && one.isWellFormed())
  const rows = fc.sample(fc.tuple(text, fc.array(fc.option(text), { maxLength: 4 })), 200)
  await copyRows(
    tx,
    'lamp',
    { id: 'int', name: 'text', aliases: 'text[]' },
    rows.map(([name, aliases], id) => [id, name, aliases]),
  )
  const found = await tx.many<{ name: string; aliases: string[] }>(sql`select name, aliases from lamp order by id`)
  assert.deepEqual(
    found.map((row) => [row.name, row.aliases]),
    rows,
  )
})

dbTest('ten thousand rows from a stream are written in batches, each once', async (tx) => {
  await makeTable(tx)
  async function* stream() {
    for (let id = 0; id < 10_000; id++) yield [id, `lamp ${id}`]
  }
  assert.equal(await copyRows(tx, 'lamp', { id: 'int', name: 'text' }, stream(), { batch: 3_000 }), 10_000)
  assert.deepEqual(await tx.one(sql`select count(distinct id) as ids, max(name) as last from lamp`), {
    ids: 10_000,
    last: 'lamp 9999',
  })
})

dbTest('no rows are no statement, and rows that are there already are skipped when that is wished', async (tx) => {
  await makeTable(tx)
  const given = { id: 'int', name: 'text' }
  assert.equal(await copyRows(tx, 'lamp', given, []), 0)
  assert.equal(await copyRows(tx, 'lamp', given, [[1, 'a']]), 1)
  assert.equal(
    await copyRows(
      tx,
      'lamp',
      given,
      [
        [1, 'b'],
        [2, 'c'],
      ],
      { onConflictDoNothing: true },
    ),
    1,
  )
  await assert.rejects(copyRows(tx, 'lamp', given, [[1, 'd']]), { code: 'already_exists' })
})
