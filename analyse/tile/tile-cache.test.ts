import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTileCache } from './tile-cache.ts'

const bytes = (text: string) => async () => Buffer.from(text)

test('two who ask for a cold tile cause one making of it', async () => {
  const cache = makeTileCache(1e6)
  let made = 0
  const slow = async () => {
    made++
    await new Promise((done) => setTimeout(done, 20))
    return Buffer.from('tile')
  }
  const [one, two] = await Promise.all([cache.get('a', 'district', slow), cache.get('a', 'district', slow)])
  assert.equal(made, 1)
  assert.equal(one, two)
  assert.equal(await cache.get('a', 'district', slow), one)
  await cache.get('a', 'unit roads', slow)
  assert.equal(made, 2)
})

test('a tile let go of while it is made is given to who asked and not kept', async () => {
  const cache = makeTileCache(1e6)
  const asked = cache.get('a', 's', async () => {
    await new Promise((done) => setTimeout(done, 10))
    return Buffer.from('old')
  })
  cache.forget('a')
  const next = await cache.get('a', 's', bytes('new'))
  assert.notEqual((await asked).etag, next.etag)
  assert.equal(await cache.get('a', 's', bytes('newer')), next)
})

test('equal content has an equal tag, and what failed is made again', async () => {
  const cache = makeTileCache(1e6)
  assert.equal((await cache.get('a', 's', bytes('x'))).etag, (await cache.get('b', 's', bytes('x'))).etag)
  await assert.rejects(cache.get('c', 's', () => Promise.reject(new Error('no database'))))
  assert.ok((await cache.get('c', 's', bytes('y'))).body)
})

test('memory is bounded: what was not asked for longest goes first', async () => {
  const cache = makeTileCache(5_000)
  const noise = (seed: number) => async () =>
    Buffer.from(Array.from({ length: 600 }, (_, at) => (at * at * seed) % 251))
  for (let n = 1; n <= 50; n++) {
    await cache.get(`tile ${n}`, 's', noise(n))
    await cache.get('tile 1', 's', noise(1))
  }
  assert.ok(cache.bytes <= 5_000)
  let again = false
  await cache.get('tile 1', 's', async () => {
    again = true
    return undefined
  })
  assert.equal(again, false)
  cache.forgetAll('tile ')
  assert.equal(cache.bytes, 0)
})
