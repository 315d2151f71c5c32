import assert from 'node:assert/strict'
import { closed, inHandled, must } from '../testing/steps.ts'
import { story } from '../testing/story.ts'

type Frame = {
  event: { kind: string; byName: string; at: string }
  stage: string
  sinceMs: number
  unitName: string | null
  files: { purpose: string }[]
  rule: { zh: string } | null
  clocks: { name: string; party: string | null; state: string }[]
}

story('ducha replays a closed case: each moment with its stage, photographs, rule and clocks', async (s) => {
  const at = await closed(s)
  const detail = await must(s.get('ducha', at))
  const film = await must(s.get('ducha', `${at}/film`))
  const frames: Frame[] = film.frames
  assert.deepEqual(
    frames.map(({ event }) => event.kind),
    detail.events.map(({ kind }: { kind: string }) => kind),
  )
  assert.equal(frames.at(-1)?.stage, 'closed')
  const handled = frames.find(({ event }) => event.kind === 'handled')
  assert.deepEqual([handled?.stage, handled?.files.map(({ purpose }) => purpose)], ['handled', ['after']])
  assert.ok(frames.slice(1).every(({ rule }) => rule?.zh))
  assert.equal(handled?.clocks.find(({ name }) => name === 'handle')?.state, 'paused', 'it waits for the verdict')
})

story(
  'the film hides what the case hides: the verifier reads no unit, the unit no verifier, a stranger nothing',
  async (s) => {
    const at = await inHandled(s)
    await must(s.post('shouli', `${at}/ask-verify`))
    const { collectorId } = await must(s.get('banzhang', at))
    const drawn = Object.entries(s.people).find(([, personId]) => personId === collectorId)?.[0] as 'xiaochen'
    const seen: { frames: Frame[] } = await must(s.get(drawn, `${at}/film`))
    const text = JSON.stringify(seen)
    assert.ok(seen.frames.every(({ unitName }) => unitName === null))
    assert.ok(seen.frames.every(({ clocks }) => clocks.every(({ party }) => party === null)))
    assert.doesNotMatch(text, /"unitId"/)
    assert.doesNotMatch(JSON.stringify(await must(s.get('luzheng', `${at}/film`))), new RegExp(collectorId))
    assert.equal((await s.get('huanwei', `${at}/film`)).status, 404)
    assert.equal((await s.get('wairen', `${at}/film`)).status, 403)
  },
)
