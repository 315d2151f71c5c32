import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import { openImages } from './images.ts'
import { claimedPng, noisyPhoto, phonePhoto, withPngChunk } from './sample-photo.ts'

const images = openImages()
const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code

test('a phone photo stands upright and its small versions keep nothing of where it was taken', async () => {
  const photo = await images.read(await phonePhoto({ width: 2400, height: 1800 }))
  assert.deepEqual([photo.mediaType, photo.width, photo.height], ['image/jpeg', 1800, 2400])
  assert.deepEqual(photo.camera.place, { frame: 'WGS84', lon: 107.5, lat: 31.2085 })
  assert.deepEqual(
    photo.derivatives.map(({ variant, width, height }) => [variant, width, height]),
    [
      ['screen', 1200, 1600],
      ['thumb', 240, 320],
    ],
  )
  for (const { content } of photo.derivatives) {
    const { exif, xmp, iptc, icc, orientation, format, width, height } = await sharp(content).metadata()
    assert.deepEqual(
      [exif, xmp, iptc, icc, orientation, format],
      [undefined, undefined, undefined, undefined, undefined, 'webp'],
    )
    assert.ok(width < height)
    assert.equal(content.includes('Exif'), false)
  }
})

test('a small photo is not blown up', async () => {
  const { derivatives } = await images.read(await noisyPhoto('png', 100, 50))
  assert.deepEqual(new Set(derivatives.map(({ width, height }) => `${width}×${height}`)), new Set(['100×50']))
})

test('grey, transparent, sixteen-bit and CMYK pictures are read like any other', async () => {
  const base = () =>
    sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 9, g: 99, b: 9, alpha: 0.5 } } })
  const pictures = await Promise.all([
    base().greyscale().png().toBuffer(),
    base().png().toBuffer(),
    base().toColourspace('rgb16').png().toBuffer(),
    base().flatten().toColourspace('cmyk').jpeg().toBuffer(),
    base().webp({ lossless: true }).toBuffer(),
  ])
  for (const picture of pictures) assert.equal((await images.read(picture)).width, 64)
})

test('thirty thousand by thirty thousand pixels are refused from the header, in no time and no memory', async () => {
  const flood = claimedPng(30_000, 30_000)
  const [before, started] = [process.memoryUsage().rss, performance.now()]
  await assert.rejects(images.read(flood), refused('photo_too_many_pixels'))
  assert.ok(performance.now() - started < 500)
  assert.ok(process.memoryUsage().rss - before < 50_000_000)
})

test('a width times height that would overflow is refused as well', async () => {
  await assert.rejects(images.read(claimedPng(2_000_000_000, 2_000_000_000)), (error) =>
    ['photo_too_many_pixels', 'photo_damaged'].includes((error as { code: string }).code),
  )
})

test('a photo cut off anywhere is refused', async () => {
  const photos = await Promise.all((['jpeg', 'png', 'webp'] as const).map((format) => noisyPhoto(format, 160, 120)))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...photos),
      fc.double({ min: 0.02, max: 0.995, noNaN: true }),
      async (photo, part) => {
        await assert.rejects(images.read(photo.subarray(0, Math.floor(photo.length * part))), refused('photo_damaged'))
      },
    ),
    { numRuns: 60 },
  )
})

test('whatever is no photo is refused by its bytes, whatever it is called', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'
  const gif = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .gif()
    .toBuffer()
  for (const bytes of [Buffer.from(svg), gif, Buffer.from('%PDF-1.7\n'), Buffer.from('hello'), Buffer.alloc(0)])
    await assert.rejects(images.read(bytes), refused('photo_not_image'))
})

test('an iPhone picture that cannot be decoded here says what to change', async () => {
  await assert.rejects(
    images.read(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')),
    refused('photo_heic_unsupported'),
  )
})

test('a photo with an archive behind it is refused', async () => {
  const archive = Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')
  await assert.rejects(
    images.read(Buffer.concat([await noisyPhoto('jpeg'), archive])),
    refused('photo_carries_other_content'),
  )
})

test('moving pictures are refused', async () => {
  const frames = sharp(await noisyPhoto('png', 40, 80), { pages: 1 })
  const webp = await sharp(await frames.raw().toBuffer(), {
    raw: { width: 40, height: 80, channels: 3, pageHeight: 40 },
  })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
  await assert.rejects(images.read(webp), refused('photo_animated'))
  const png = withPngChunk(await noisyPhoto('png', 8, 8), 'acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]))
  await assert.rejects(images.read(png), refused('photo_animated'))
})

test('beyond the queue’s length a photo is sent back to try later, and the others all finish', async () => {
  const small = openImages({ parallel: 1, waiting: 2 })
  const photo = await noisyPhoto('jpeg', 64, 64)
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => small.read(photo)))
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'read' : (outcome.reason as { code: string }).code)),
    ['read', 'read', 'read', 'photo_queue_full', 'photo_queue_full'],
  )
  assert.equal((await small.read(photo)).width, 64)
})
