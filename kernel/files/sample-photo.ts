import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** `taken` as EXIF writes it, the seconds of the latitude as a fraction, the direction in whole degrees from north. */
type PhoneShot = {
  width?: number
  height?: number
  seed?: number
  taken?: string
  latSeconds?: string
  facing?: number
}

/** A small JPEG for tests, as from a phone held sideways: orientation 6, an instant, and a place in degrees WGS 84. */
export function phonePhoto({ width = 640, height = 480, seed = 0, ...camera }: PhoneShot = {}): Promise<Buffer> {
  const { taken = '2026:11:20 09:30:15', latSeconds = '3060/100', facing } = camera
  return sharp({ create: { width, height, channels: 3, background: { r: 90 + (seed % 100), g: 120, b: 60 } } })
    .withExif({
      IFD0: { Make: 'Phone' },
      IFD2: { DateTimeOriginal: taken, OffsetTimeOriginal: '+08:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: `31/1 12/1 ${latSeconds}`,
        GPSLongitudeRef: 'E',
        GPSLongitude: '107/1 30/1 0/1',
        ...(facing === undefined ? {} : { GPSImgDirectionRef: 'T', GPSImgDirection: `${facing}/1` }),
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** Random pixels, so that every byte of the file matters. */
export const noisyPhoto = (format: 'jpeg' | 'png' | 'webp', width = 320, height = 240): Promise<Buffer> =>
  sharp({
    create: { width, height, channels: 3, background: 'black', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .toFormat(format)
    .toBuffer()

/** A PNG of a few hundred bytes whose header claims the given size in pixels. */
export function claimedPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const data = deflateSync(Buffer.alloc(1000))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** The same PNG with a chunk put in right after its header. */
export const withPngChunk = (png: Buffer, type: string, data: Buffer): Buffer =>
  Buffer.concat([png.subarray(0, 33), chunk(type, data), png.subarray(33)])

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(12 + data.length)
  whole.writeUInt32BE(data.length, 0)
  whole.write(type, 4, 'latin1')
  whole.set(data, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length)
  return whole
}
