import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digestOf, drawOne, newSeed } from '#supervise/sample/draw.ts'
import { digestOfSeed, drawHere } from './recount.ts'

const id = (n: number) => `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

test('the browser draws what the server drew, for pools of every size, and knows the digest of the seed', async () => {
  const seed = newSeed()
  assert.equal(await digestOfSeed(seed), digestOf(seed))
  for (let size = 1; size <= 60; size++) {
    const subject = { subject: id(900 + size), seq: size }
    const drawn = drawOne(
      seed,
      subject,
      Array.from({ length: size }, (_, n) => id(n)),
    )
    const here = await drawHere(seed, { ...subject, ...drawn, purpose: 'verify', pool: 'all' })
    assert.deepEqual([here?.rank, here?.chosen], [drawn.rank, drawn.chosen])
  }
})

test('who was named was not drawn, and there is nothing to work out', async () => {
  const named = { purpose: 'verify', pool: 'named', subject: id(1), seq: 1, candidates: [id(2)], rank: null } as const
  assert.equal(await drawHere(newSeed(), { ...named, candidates: [...named.candidates], chosen: id(2) }), undefined)
})
