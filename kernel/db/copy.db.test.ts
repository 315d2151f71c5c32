import assert from 'node:assert/strict'
import { dbTest } from '../testing/db.ts'
import { BinaryRows, copyBinary, copyIfNew } from './copy.ts'
import type { Tx } from './db.ts'
import { sql } from './sql.ts'

const columns = ['id', 'key', 'name', 'seal', 'at', 'height', 'speed', 'floor', 'place', 'lit']

const makeTable = (tx: Tx): Promise<number> =>
  tx.run(sql`
    create temp table lamp (id bigint primary key, key uuid, name text, seal bytea, at timestamptz, height float8, speed real,
      floor smallint, place point, lit boolean) on commit drop`)

const key = '0192d3c4-0000-7000-8000-00000000000f'

function lamp(rows: BinaryRows, id: bigint): void {
  rows.row(10)
  rows.halves(Number(id >> 32n), Number(id & 0xffff_ffffn))
  rows.uuid(key)
  rows.text('路灯 "甲"\n\\')
  rows.raw(Uint8Array.of(0, 255, 92))
  rows.instant(new Date('1999-02-28T16:00:00.123Z'))
  rows.double(-0.1)
  rows.real(30.5)
  rows.smallint(-3)
  rows.point(107.5, 31.2)
  rows.boolean(true)
}

dbTest('every kind of field arrives as it was given, and what is missing is missing', async (tx) => {
  await makeTable(tx)
  const rows = new BinaryRows()
  lamp(rows, 9_223_372_036_854_775_807n)
  lamp(rows, -1n)
  rows.row(10)
  rows.bigint(7)
  for (let field = 1; field < 10; field++) rows.missing()
  assert.equal(await copyBinary(tx, 'lamp', columns, rows), 3)
  const found = await tx.many<Record<string, unknown>>(sql`
    select id::text, key, name, seal, at, height, speed, floor, place, lit from lamp order by lamp.id desc`)
  const whole = {
    id: '9223372036854775807',
    key,
    name: '路灯 "甲"\n\\',
    seal: Buffer.of(0, 255, 92),
    at: new Date('1999-02-28T16:00:00.123Z'),
    height: -0.1,
    speed: 30.5,
    floor: -3,
    place: { x: 107.5, y: 31.2 },
    lit: true,
  }
  assert.deepEqual(found[0], whole)
  assert.deepEqual(found[2], { ...whole, id: '-1' })
  assert.deepEqual([found[1]?.id, found[1]?.name, found[1]?.lit], ['7', null, null])
})

dbTest('many rows go in pieces, and none goes where there is nothing', async (tx) => {
  await makeTable(tx)
  assert.equal(await copyBinary(tx, 'lamp', columns, new BinaryRows()), 0)
  const rows = new BinaryRows()
  for (let id = 0n; id < 20_000n; id++) lamp(rows, id)
  assert.equal(await copyBinary(tx, 'lamp', columns, rows), 20_000)
  assert.deepEqual(await tx.one(sql`select count(*) as count, max(id) as last from lamp`), {
    count: 20_000,
    last: 19_999,
  })
})

dbTest('where one row is there already, nothing is written and the transaction goes on', async (tx) => {
  await makeTable(tx)
  const first = new BinaryRows()
  lamp(first, 5n)
  assert.equal(await copyIfNew(tx, 'lamp', columns, first), 1)
  const again = new BinaryRows()
  for (let id = 0n; id < 3_000n; id++) lamp(again, id)
  assert.equal(await copyIfNew(tx, 'lamp', columns, again), undefined)
  const other = new BinaryRows()
  lamp(other, 6n)
  assert.equal(await copyIfNew(tx, 'lamp', columns, other), 1)
  assert.deepEqual(await tx.one(sql`select count(*) as count from lamp`), { count: 2 })
})

dbTest('what no column can hold is a problem, as with any other statement', async (tx) => {
  await makeTable(tx)
  const rows = new BinaryRows()
  rows.row(10)
  rows.missing()
  for (let field = 1; field < 10; field++) rows.missing()
  await assert.rejects(copyBinary(tx, 'lamp', columns, rows), { code: 'rule_broken' })
})
