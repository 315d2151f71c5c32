import assert from 'node:assert/strict'
import { dbTest } from '#kernel/testing/db.ts'
import { remembering } from './remembered.ts'

dbTest('a list is read once for all letters that shouli types, each question for itself', async (db) => {
  const asked: string[] = []
  const read = remembering(async (_db, districtId: string) => {
    asked.push(districtId)
    return [districtId]
  })
  assert.deepEqual(await Promise.all([read(db, 'one'), read(db, 'one'), read(db, 'two')]), [['one'], ['one'], ['two']])
  assert.deepEqual(await read(db, 'one'), ['one'])
  assert.deepEqual(asked, ['one', 'two'])
})

dbTest('a reading that failed is made again by whoever asks next', async (db) => {
  let turn = 0
  const read = remembering(async (_db, what: string) => {
    if (turn++ === 0) throw new Error('no database')
    return what
  })
  await assert.rejects(read(db, 'names'))
  assert.equal(await read(db, 'names'), 'names')
})
