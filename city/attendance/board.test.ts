import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeBoard, type Said } from './board.ts'
import { BELIEVED_MS } from './contract.ts'

const scope = { unitId: 'roads', coUnitIds: [], collectorId: null, reportedBy: 'xiaolin' }
const says = (name: string, caseId: string | null, more: Partial<Said> = {}): Said => ({
  districtId: 'dachuan',
  personId: name,
  name,
  tab: 'page-one',
  act: null,
  at: caseId === null ? null : { caseId, scope },
  ...more,
})
const names = (board: ReturnType<typeof makeBoard>, caseId: string) =>
  board.peopleAt('dachuan', caseId).map(({ name, act }) => (act ? `${name}:${act}` : name))

test('banzhang opens a case, begins to file it and leaves; each of the three is news, a beat between them is none', () => {
  const board = makeBoard()
  assert.equal(board.hear(says('banzhang', 'one'), 0).length, 1)
  assert.equal(board.hear(says('banzhang', 'one'), 20_000).length, 0)
  assert.equal(board.hear(says('banzhang', 'one', { act: 'filed' }), 21_000).length, 1)
  assert.deepEqual(names(board, 'one'), ['banzhang:filed'])
  assert.equal(board.hear(says('banzhang', null), 22_000).length, 1)
  assert.deepEqual(names(board, 'one'), [])
})

test('going on to the next case is news for both', () => {
  const board = makeBoard()
  board.hear(says('shouli', 'one'), 0)
  const changed = board.hear(says('shouli', 'two'), 1000)
  assert.deepEqual(
    changed.map(({ caseId }) => caseId),
    ['one', 'two'],
  )
})

test('whoever falls silent is let go of by himself', () => {
  const board = makeBoard()
  board.hear(says('shouli', 'one'), 0)
  board.hear(says('banzhang', 'one'), 30_000)
  assert.equal(board.sweep(BELIEVED_MS).length, 0)
  assert.equal(board.sweep(BELIEVED_MS + 1).length, 1)
  assert.deepEqual(names(board, 'one'), ['banzhang'])
})

test('diaodu with the case in two windows is one person, doing what is done in either', () => {
  const board = makeBoard()
  board.hear(says('diaodu', 'one', { act: 'dispatched' }), 0)
  board.hear(says('diaodu', 'one', { tab: 'page-two' }), 1)
  assert.deepEqual(names(board, 'one'), ['diaodu:dispatched'])
})

test('the same said again within a beat is not passed on, and nobody fills the board with pages', () => {
  const board = makeBoard()
  board.hear(says('shouli', 'one'), 0)
  assert.equal(board.isFresh(says('shouli', 'one'), 5_000, 15_000), true)
  assert.equal(board.isFresh(says('shouli', 'one'), 16_000, 15_000), false)
  assert.equal(board.isFresh(says('shouli', 'two'), 5_000, 15_000), false)
  assert.equal(board.isFresh(says('banzhang', null), 5_000, 15_000), true)
  for (let n = 0; n < 50; n += 1) board.hear(says('shouli', `case-${n}`, { tab: `tab-${n}` }), n)
  assert.equal(board.casesOf('dachuan').length, 20)
})
