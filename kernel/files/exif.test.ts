import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import { readExif } from './exif.ts'
import { phonePhoto } from './sample-photo.ts'

const exifOf = async (photo: Buffer) => (await sharp(photo).metadata()).exif ?? Buffer.alloc(0)

const withTime = async (fields: Record<string, string>) =>
  readExif(
    await exifOf(
      await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
        .withExif({ IFD2: fields })
        .jpeg()
        .toBuffer(),
    ),
  )

test('the instant and the place a phone wrote are read', async () => {
  assert.deepEqual(readExif(await exifOf(await phonePhoto())), {
    takenAt: new Date('2026-11-20T01:30:15Z'),
    place: { frame: 'WGS84', lon: 107.5, lat: 31.2085 },
  })
})

test('where the camera looked is read in degrees, a full turn being north again', async () => {
  assert.equal(readExif(await exifOf(await phonePhoto({ facing: 275 }))).facing, 275)
  assert.equal(readExif(await exifOf(await phonePhoto({ facing: 360 }))).facing, 0)
  assert.equal(readExif(await exifOf(await phonePhoto({ facing: 400 }))).facing, undefined)
})

test('a time without an offset is Beijing time', async () => {
  assert.deepEqual(await withTime({ DateTimeOriginal: '2026:01:01 00:00:00' }), {
    takenAt: new Date('2025-12-31T16:00:00Z'),
  })
})

test('a day that does not exist is absent rather than another day', async () => {
  for (const taken of ['2026:02:31 08:00:00', '0000:00:00 00:00:00', '2026:13:01 00:00:00', 'yesterday'])
    assert.deepEqual(await withTime({ DateTimeOriginal: taken }), {}, taken)
})

test('hostile bytes never raise an error and never leave the globe', async () => {
  const good = await exifOf(await phonePhoto())
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 }).map((edits) => {
          const bytes = Uint8Array.from(good)
          for (const [at, value] of edits) bytes[at] = value
          return bytes
        }),
        fc.nat(good.length).map((length) => Uint8Array.from(good.subarray(0, length))),
      ),
      (bytes) => {
        const { takenAt, place, facing } = readExif(bytes)
        if (takenAt) assert.ok(!Number.isNaN(takenAt.getTime()))
        if (facing !== undefined) assert.ok(facing >= 0 && facing < 360)
        if (place) assert.ok(Math.abs(place.lon) <= 180 && Math.abs(place.lat) <= 90)
      },
    ),
    { numRuns: 2000 },
  )
})
