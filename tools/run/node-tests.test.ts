import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readReport } from './node-tests.ts'
import { excerpt } from './steps.ts'

const report = (fail: number, cancelled = 0) =>
  `✔ a\nℹ tests 5\nℹ suites 0\nℹ pass ${4 - fail}\nℹ fail ${fail}\nℹ cancelled ${cancelled}\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 9.5\n\n✖ failing tests:\n\n✖ b\n      at Test.run (node:internal/test)\n`

test('a good run is its counts and the runner’s own summary lines', () => {
  const outcome = readReport(report(0), 0)
  assert.deepEqual({ ...outcome, report: '' }, { passed: 4, failed: 0, skipped: 1, tests: 5, report: '' })
  assert.match(outcome.report, /^ℹ tests 5\n[\s\S]*ℹ duration_ms 9\.5$/)
})

test('failures and cancellations both count and are shown without the runner’s own frames', () => {
  const outcome = readReport(report(1, 2), 1)
  assert.equal(outcome.failed, 3)
  assert.match(outcome.report, /✖ b/)
  assert.doesNotMatch(outcome.report, /node:internal/)
})

test('a runner that breaks before its summary is a failure, never silence', () => {
  assert.equal(readReport('Segmentation fault', 139).failed, 1)
})

test('a file that had to be ended is named', () => {
  const output = '✔ a\nInterrupted while running:\n\n⚠ serve/x.db.test.ts (serve/x.db.test.ts:1:1)\n'
  const outcome = readReport(output, 1)
  assert.equal(outcome.failed, 1)
  assert.match(outcome.report, /^\n?Interrupted while running:\n\n⚠ serve\/x\.db\.test\.ts/)
})

test('a long report is cut and says by how much', () => {
  assert.equal(excerpt('a\nb\nc\nd', 3), 'a\nb\nc\n… 1 more lines under artefacts/test')
})
