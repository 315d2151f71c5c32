import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { makeRefresher } from './refresher.ts'

/** A story under a clock of its own; `asked` are the seconds at which something was asked again. */
function timed(
  story: (tools: { ask(isUrgent?: boolean): void; pass(ms: number): void; asked: number[] }) => void,
): void {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 0 })
  const asked: number[] = []
  const refresher = makeRefresher(() => asked.push(Date.now() / 1000), { random: () => 0 })
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) mock.timers.tick(100)
  }
  try {
    story({ ask: (isUrgent = false) => refresher.ask(isUrgent), pass, asked })
  } finally {
    refresher.stop()
    mock.timers.reset()
  }
}

test('the first change is asked about soon, and a burst costs one question', () => {
  timed(({ ask, pass, asked }) => {
    for (let n = 0; n < 10; n++) ask()
    pass(5_000)
    assert.deepEqual(asked, [0.8])
  })
})

test('while changes go on, questions are ten seconds apart', () => {
  timed(({ ask, pass, asked }) => {
    for (let second = 0; second < 35; second++) {
      ask()
      pass(1_000)
    }
    assert.deepEqual(asked, [0.8, 10.8, 20.8, 30.8])
  })
})

test('what is on the screen is not made to wait', () => {
  timed(({ ask, pass, asked }) => {
    ask()
    pass(2_000)
    ask()
    pass(1_000)
    ask(true)
    pass(1_000)
    assert.deepEqual(asked, [0.8, 3.8])
  })
})
