import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isAnimatedPng, secondFormat, sniff } from './magic.ts'
import { claimedPng, noisyPhoto, withPngChunk } from './sample-photo.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')

const samples: [what: string, head: string, type: ReturnType<typeof sniff>][] = [
  ['a JPEG', '\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
  ['a PNG', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
  ['a WebP', 'RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
  ['a sound in the same container', 'RIFF\x10\0\0\0WAVEfmt ', undefined],
  ['an iPhone picture', '\0\0\0\x18ftypheic\0\0\0\0', 'image/heic'],
  ['a film', '\0\0\0\x18ftypisom\0\0\0\0', undefined],
  ['a PDF', '%PDF-1.7\n', 'application/pdf'],
  ['an archive', 'PK\x03\x04\x14\0', 'application/zip'],
  ['a drawing that may run scripts', '<svg xmlns="http://www.w3.org/2000/svg">', undefined],
  ['a page', '<!doctype html><script>', undefined],
  ['a program', '\x7fELF\x02\x01', undefined],
  ['nothing', '', undefined],
]

for (const [what, head, type] of samples)
  test(`${what} is ${type ?? 'nothing we know'}`, () => assert.equal(sniff(latin1(head)), type))

test('an honest photo has no second format, even with a phone’s own data behind it', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const photo = await noisyPhoto(format)
    assert.equal(secondFormat(photo), undefined)
    assert.equal(secondFormat(Buffer.concat([photo, latin1('\0\0\0\x18ftypmp42'), Buffer.alloc(5000, 7)])), undefined)
  }
})

test('a photo that is also an archive, a document or a page is found out wherever it hides', async () => {
  const photo = await noisyPhoto('jpeg')
  const middle = Math.floor(photo.length / 2)
  const carry = (text: string, at: number) => Buffer.concat([photo.subarray(0, at), latin1(text), photo.subarray(at)])
  assert.equal(secondFormat(carry('PK\x05\x06'.padEnd(22, '\0'), photo.length)), 'ZIP')
  assert.equal(secondFormat(carry('%PDF-1.4', 20)), 'PDF')
  fc.assert(
    fc.property(fc.constantFrom('<script>', '<ScRiPt src=x>', '<?php ', '<HTML>', '<!DOCTYPE html>'), (text) => {
      for (const at of [24, middle, photo.length]) assert.ok(secondFormat(carry(text, at)))
    }),
  )
})

test('a PNG that moves says so before its first picture', () => {
  const still = claimedPng(8, 8)
  assert.equal(isAnimatedPng(still), false)
  assert.equal(isAnimatedPng(withPngChunk(still, 'acTL', Buffer.alloc(8))), true)
})

test('chunk lengths that lead nowhere end the search', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.equal(typeof isAnimatedPng(bytes), 'boolean')
    }),
  )
})
