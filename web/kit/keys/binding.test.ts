import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { actionIds, actionOf, actions } from './actions.ts'
import { capsOf, isReserved, isTyping, keyOf, keysOf, noChoices, readChoices, takenBy } from './binding.ts'

const press = (code: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  ...{ code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false },
  ...held,
})

test('a press is written as its key behind what is held, and the number block counts as digits', () => {
  assert.equal(keyOf(press('KeyJ')), 'KeyJ')
  assert.equal(keyOf(press('KeyK', { metaKey: true })), 'Ctrl+KeyK')
  assert.equal(keyOf(press('Slash', { shiftKey: true })), 'Shift+Slash')
  assert.equal(keyOf(press('Numpad3')), 'Digit3')
  assert.equal(keyOf(press('NumpadEnter', { ctrlKey: true })), 'Ctrl+Enter')
  assert.equal(keyOf(press('ShiftLeft', { shiftKey: true })), undefined)
})

test('no two actions that could be meant at once have one key, and none takes a key of the browser', () => {
  for (const id of actionIds)
    for (const key of keysOf(id, noChoices)) {
      assert.equal(takenBy(key, id, noChoices), undefined, `${id} ${key}`)
      assert.ok(!isReserved(key), key)
    }
})

test('shouli turns single letters off: digits and letters are silent, function keys and Ctrl stay', () => {
  const quiet = { keys: {}, lettersOff: true }
  assert.deepEqual(keysOf('next', quiet), [])
  assert.deepEqual(keysOf('step1', quiet), ['F2'])
  assert.deepEqual(keysOf('submit', quiet), ['Ctrl+Enter', 'F9'])
  assert.deepEqual(keysOf('open', quiet), ['Enter'])
})

test('banzhang gives the first step another key; one that is taken is named, a fixed one does not change', () => {
  const choices = { keys: { step1: 'KeyA', open: 'KeyO' }, lettersOff: false }
  assert.deepEqual(keysOf('step1', choices), ['KeyA', 'F2'])
  assert.deepEqual(keysOf('open', choices), ['Enter'])
  assert.equal(takenBy('KeyA', 'step2', choices), 'step1')
  assert.equal(takenBy('Digit1', 'step2', choices), undefined)
  assert.equal(takenBy('F1', 'step2', choices), 'sheet')
})

test('letters are typed where a text is written, F-keys and Ctrl are not', () => {
  assert.ok(isTyping('KeyJ') && isTyping('Shift+Slash') && isTyping('Enter'))
  assert.ok(!isTyping('F2') && !isTyping('Ctrl+Enter') && !isTyping('Escape'))
})

test('keys are shown as they stand on the keyboard', () => {
  assert.deepEqual(capsOf('Ctrl+KeyK'), ['Ctrl', 'K'])
  assert.deepEqual(capsOf('Digit1'), ['1'])
  assert.deepEqual(capsOf('Shift+Slash'), ['?'])
})

test('whatever a browser kept is read without harm', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const { keys } = readChoices(text)
      for (const [id, key] of Object.entries(keys)) assert.ok(Object.hasOwn(actions, id) && !isReserved(key))
    }),
  )
  assert.deepEqual(readChoices('{"keys":{"next":"Ctrl+KeyW","step1":"KeyA","gone":"KeyB"},"lettersOff":true}'), {
    keys: { step1: 'KeyA' },
    lettersOff: true,
  })
  assert.ok(actionOf('next').key === 'KeyJ')
})
