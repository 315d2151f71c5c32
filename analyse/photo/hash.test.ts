import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import { scenePhoto } from '#kernel/files/sample-scene.ts'
import { distance, LEAST_DETAIL, type Looks, looksOf } from './hash.ts'
import { likenessOf } from './likeness.ts'
import { nearQuarters } from './look-store.ts'

const SCENES = 40

const scenes = await Promise.all(Array.from({ length: SCENES }, (_, seed) => scenePhoto(seed + 1)))
const looks = await Promise.all(scenes.map(looksOf))

type Edges = { left: number; top: number; right: number; bottom: number }

async function cropped(photo: Buffer, { left, top, right, bottom }: Edges): Promise<Buffer> {
  const { width, height } = await sharp(photo).metadata()
  const kept = { left: Math.round(width * left), top: Math.round(height * top) }
  const size = { width: Math.round(width * (1 - left - right)), height: Math.round(height * (1 - top - bottom)) }
  return sharp(photo)
    .extract({ ...kept, ...size })
    .jpeg({ quality: 85 })
    .toBuffer()
}

const all = (edge: number): Edges => ({ left: edge, top: edge, right: edge, bottom: edge })

/** What people do to a picture before they hand it in again, and the share that must be found. What is not found is said too. */
const treatments: readonly (readonly [what: string, atLeast: number, treat: (photo: Buffer) => Promise<Buffer>])[] = [
  ['encoded anew at quality 40', 1, (photo) => sharp(photo).jpeg({ quality: 40 }).toBuffer()],
  ['half the size, as WebP', 1, (photo) => sharp(photo).resize(240).webp({ quality: 70 }).toBuffer()],
  ['a quarter brighter', 1, (photo) => sharp(photo).modulate({ brightness: 1.25 }).jpeg().toBuffer()],
  ['a third darker', 1, (photo) => sharp(photo).modulate({ brightness: 0.7 }).jpeg().toBuffer()],
  ['with more contrast', 1, (photo) => sharp(photo).linear(1.3, -30).jpeg().toBuffer()],
  ['cropped by 3 % all round', 0.85, (photo) => cropped(photo, all(0.03))],
  ['cropped by 5 % all round', 0.85, (photo) => cropped(photo, all(0.05))],
  ['cropped by 7 % all round', 0.95, (photo) => cropped(photo, all(0.07))],
  ['cut by 5 % on one side', 0.8, (photo) => cropped(photo, { ...all(0), left: 0.05 })],
]

/** How the index judges two photos, both ways round. */
const isFound = (a: Looks, b: Looks): boolean =>
  likenessOf([a], [b]) !== null || likenessOf([{ whole: a.mirrored, inner: a.inner }], [b]) !== null

for (const [what, atLeast, treat] of treatments)
  test(`a photo handed in again is found: ${what}`, async (t) => {
    const again = await Promise.all(scenes.map(async (photo) => looksOf(await treat(photo))))
    const share = again.filter((look, at) => isFound(look, looks[at]!)).length / SCENES
    t.diagnostic(`found ${(share * 100).toFixed(0)} % of ${SCENES}`)
    assert.ok(share >= atLeast, `${what}: found ${share}, promised ${atLeast}`)
  })

test('a mirrored photo is found', async () => {
  const again = await Promise.all(scenes.map(async (photo) => looksOf(await sharp(photo).flop().jpeg().toBuffer())))
  assert.ok(again.every((look, at) => isFound(look, looks[at]!)))
})

test('a photo cut by a tenth on one side or in a corner is mostly not found, and nobody promises it', async (t) => {
  const again = await Promise.all(
    scenes.map(async (photo) => looksOf(await cropped(photo, { ...all(0), left: 0.1, top: 0.1 }))),
  )
  const share = again.filter((look, at) => isFound(look, looks[at]!)).length / SCENES
  t.diagnostic(`found ${(share * 100).toFixed(0)} % of ${SCENES}`)
  assert.ok(share < 0.9)
})

test('different scenes are not taken for one another', (t) => {
  let pairs = 0
  let alarms = 0
  for (let a = 0; a < SCENES; a++)
    for (let b = 0; b < a; b++) {
      pairs++
      if (isFound(looks[a]!, looks[b]!)) alarms++
    }
  t.diagnostic(`${alarms} false alarms among ${pairs} pairs`)
  assert.equal(alarms, 0)
})

test('a picture of nothing has no look to be recognised by', async () => {
  const fog = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#9aa0a6' } })
    .jpeg()
    .toBuffer()
  assert.ok((await looksOf(fog)).detail < LEAST_DETAIL)
  assert.ok(looks.every(({ detail }) => detail >= LEAST_DETAIL))
})

const word = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })

test('the distance of two words is a metric and counts bits', () => {
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      const slow = (a ^ b).toString(2).replaceAll('0', '').length
      assert.equal(distance(a, b), slow)
      assert.equal(distance(a, b), distance(b, a))
      assert.ok(distance(a, c) <= distance(a, b) + distance(b, c))
    }),
  )
})

test('of two words that differ in ten bits at most, one quarter is always among those looked up', () => {
  const quarter = (whole: bigint, at: number) => Number((whole >> BigInt(48 - 16 * at)) & 0xffffn)
  const flips = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 10 })
  fc.assert(
    fc.property(word, flips, (a, bits) => {
      const b = bits.reduce((whole, bit) => whole ^ (1n << BigInt(bit)), a)
      assert.ok([0, 1, 2, 3].some((at) => nearQuarters(quarter(a, at)).includes(quarter(b, at))))
    }),
  )
})
