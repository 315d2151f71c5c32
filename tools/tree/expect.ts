import assert from 'node:assert/strict'

/** Passes when a rule was broken nowhere; otherwise fails with one line for each place. */
export function expectNone(wrong: readonly string[]): void {
  assert.ok(wrong.length === 0, `${wrong.length} place(s):\n${wrong.join('\n')}`)
}
