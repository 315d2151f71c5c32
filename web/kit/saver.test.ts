import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeSaver } from './saver.ts'

/** A saver whose answers come when the test says so. */
function told() {
  const sent: [content: string, isLeaving: boolean][] = []
  const states: string[] = []
  const answers: { yes: () => void; no: (error: Error) => void }[] = []
  const saver = makeSaver<string>({
    settleMs: 900,
    send: (content, isLeaving) => {
      sent.push([content, isLeaving])
      return new Promise((yes, no) => answers.push({ yes, no }))
    },
    onState: (state) => states.push(state),
  })
  const answer = async (error?: Error) => {
    const next = answers.shift()
    if (error) next?.no(error)
    else next?.yes()
    await new Promise((done) => process.nextTick(done))
  }
  return { saver, sent, states, answer }
}

test('what is typed is saved once the hands rest', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { saver, sent, states, answer } = told()
  saver.put('a')
  t.mock.timers.tick(800)
  saver.put('ab')
  t.mock.timers.tick(800)
  assert.deepEqual(sent, [])
  t.mock.timers.tick(100)
  assert.deepEqual(sent, [['ab', false]])
  await answer()
  assert.deepEqual(states, ['changed', 'changed', 'saving', 'saved'])
})

test('the last keys before the page is left are sent at once, and once', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { saver, sent } = told()
  saver.put('last keys')
  saver.flush(true)
  saver.flush(true)
  t.mock.timers.tick(5000)
  assert.deepEqual(sent, [['last keys', true]])
})

test('leaving while a saving is under way sends the rest after it, not beside it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { saver, sent, states, answer } = told()
  saver.put('a')
  saver.flush()
  saver.put('ab')
  saver.flush(true)
  assert.deepEqual(sent, [['a', false]], 'two at once would refuse each other')
  await answer()
  assert.deepEqual(sent.at(-1), ['ab', true])
  await answer()
  assert.equal(states.at(-1), 'saved')
})

test('what was refused is sent once more when the page is left, unless something newer was typed', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { saver, sent, states, answer } = told()
  saver.put('a')
  saver.flush()
  await answer(new Error('offline'))
  assert.equal(states.at(-1), 'refused')
  saver.put('ab')
  saver.flush(true)
  assert.deepEqual(sent, [
    ['a', false],
    ['ab', true],
  ])
})
