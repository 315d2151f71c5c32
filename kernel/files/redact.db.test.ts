import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { dbTest } from '#kernel/testing/db.ts'
import { fakeClock } from '../clock.ts'
import type { Tx } from '../db/db.ts'
import { acceptPhoto, type FileDeps } from './accept.ts'
import { openFile } from './files.ts'
import { openImages } from './images.ts'
import { openLocalStore } from './local-store.ts'
import { redactionsOf, redactPhoto } from './redact.ts'
import { noisyPhoto, phonePhoto } from './sample-photo.ts'
import { listReferenced } from './store.ts'

const root = mkdtempSync(join(tmpdir(), 'yiwang-redact-'))
after(() => rmSync(root, { recursive: true, force: true }))

const clock = fakeClock('2026-11-28T02:00:00Z')
const deps: FileDeps = { store: await openLocalStore(root), images: openImages(), clock, uploadMaxMb: 20 }
const by = { id: 'min', name: '闵' }
const face = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }

const accept = (tx: Tx, bytes: Uint8Array) =>
  acceptPhoto(deps, tx, { districtId: 'dachuan', bytes, name: 'p.png', uploadedBy: 'lin', purpose: 'case' })

type Key = { districtId: string; fileId: string }
const bytesOf = async (tx: Tx, key: Key, variant: 'thumb' | 'screen' | 'original') =>
  buffer((await openFile(deps.store, tx, { ...key, variant })).stream)

/** The brightest value of each pixel of a picture. */
async function brightness(picture: Buffer) {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return (x: number, y: number) => {
    const from = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * info.channels
    return Math.max(...data.subarray(from, from + info.channels))
  }
}

dbTest(
  'min blacks out a face: the pixels are gone from every picture, the original stays byte for byte',
  async (tx) => {
    const bytes = await noisyPhoto('png', 800, 600)
    const file = await accept(tx, bytes)
    const whole = { screen: await bytesOf(tx, file, 'screen'), thumb: await bytesOf(tx, file, 'thumb') }
    assert.deepEqual(await redactPhoto(deps, tx, { ...file, boxes: [face], reason: '路人面部', by, seen: 0 }), {
      version: 1,
    })
    for (const variant of ['screen', 'thumb'] as const) {
      const picture = await bytesOf(tx, file, variant)
      assert.notDeepEqual(picture, whole[variant])
      const [before, now] = [await brightness(whole[variant]), await brightness(picture)]
      for (let step = 0; step <= 20; step++)
        for (const at of [0.27, 0.5, 0.73]) assert.ok(now(0.26 + (step / 20) * 0.48, at) < 24, `${variant} at ${step}`)
      assert.ok(before(0.5, 0.5) > 40, 'something was there')
      assert.ok(now(0.1, 0.1) > 24, 'the rest is still there')
    }
    assert.deepEqual(await bytesOf(tx, file, 'original'), bytes)
  },
)

dbTest('a later version takes the place of the one before; one without boxes undoes it; all are kept', async (tx) => {
  const file = await accept(tx, await noisyPhoto('jpeg', 400, 300))
  const before = await bytesOf(tx, file, 'screen')
  await redactPhoto(deps, tx, { ...file, boxes: [face], reason: '车牌', by, seen: 0 })
  const first = await openFile(deps.store, tx, { ...file, variant: 'thumb' })
  first.stream.destroy()
  await redactPhoto(deps, tx, { ...file, boxes: [{ ...face, x: 0 }], reason: '框错了', by, seen: 1 })
  await redactPhoto(deps, tx, { ...file, boxes: [], reason: '无须遮盖', by, seen: 2 })
  assert.deepEqual(await bytesOf(tx, file, 'screen'), before)
  const { versions } = await redactionsOf(tx, file)
  assert.deepEqual(
    versions.map(({ version, reason, boxes }) => [version, reason, boxes.length]),
    [
      [3, '无须遮盖', 0],
      [2, '框错了', 1],
      [1, '车牌', 1],
    ],
  )
  assert.equal((await listReferenced(tx, [first.sha256])).length, 1, 'the sweep leaves what history refers to')
})

dbTest('two people who redact the same photo do not overwrite each other', async (tx) => {
  const file = await accept(tx, await noisyPhoto('jpeg', 64, 48))
  await redactPhoto(deps, tx, { ...file, boxes: [face], reason: '车牌', by, seen: 0 })
  await assert.rejects(redactPhoto(deps, tx, { ...file, boxes: [face], reason: '面部', by, seen: 0 }), {
    code: 'photo_redacted_meanwhile',
  })
})

test('a box of a photo held sideways lies on the upright picture, as it was drawn', async () => {
  const images = openImages()
  const [screen] = await images.redact(await phonePhoto({ width: 200, height: 100, seed: 90 }), [
    { x: 0, y: 0, width: 1, height: 0.5 },
  ])
  const at = await brightness(screen?.content ?? Buffer.alloc(0))
  assert.deepEqual([screen?.width, screen?.height], [100, 200])
  assert.ok(at(0.5, 0.2) < 24)
  assert.ok(at(0.5, 0.8) > 60)
})

test('a picture with transparency hides what lies under a box as well', async () => {
  const clear = { r: 255, g: 255, b: 255, alpha: 0 }
  const png = await sharp({ create: { width: 60, height: 60, channels: 4, background: clear } })
    .png()
    .toBuffer()
  const [screen] = await openImages().redact(png, [face])
  const { data, info } = await sharp(screen?.content).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const middle = (30 * info.width + 30) * info.channels
  assert.ok((data[middle] ?? 255) < 24)
  assert.equal(data[middle + 3], 255)
})
