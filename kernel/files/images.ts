import sharp, { type Sharp } from 'sharp'
import { type CameraRecord, readExif } from './exif.ts'
import { isAnimatedPng, secondFormat, sniff } from './magic.ts'
import { fileProblems } from './problems.ts'

const MEGA = 1_000_000
const SECONDS_PER_PHOTO = 20
const edges = { screen: 1600, thumb: 320 } as const

export type Variant = keyof typeof edges

/** A smaller picture: WebP, upright, sRGB, with nothing of the camera's metadata. Sizes in pixels. */
export type Derivative = {
  readonly variant: Variant
  readonly mediaType: 'image/webp'
  readonly width: number
  readonly height: number
  readonly content: Buffer
}

/** A photo that was decoded whole. Sizes in pixels of the upright picture. */
export type ReadPhoto = {
  readonly mediaType: string
  readonly width: number
  readonly height: number
  readonly camera: CameraRecord
  readonly derivatives: readonly Derivative[]
}

/** A rectangle as shares of the upright picture, each between 0 and 1. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type Images = {
  /** Checks, decodes and shrinks a photo; every refusal is one of the `photo_…` problems. */
  read(bytes: Uint8Array): Promise<ReadPhoto>
  /** The smaller pictures without what lies in the boxes: painted over before anything is encoded. `photo_damaged`. */
  redact(bytes: Uint8Array, boxes: readonly Box[]): Promise<readonly Derivative[]>
}

/**
 * Opens the image workshop. At most `parallel` photos are decoded together and `waiting` more may queue, because each one
 * costs up to a few hundred megabytes; `maxMegapixels` is judged from the header before anything is decoded.
 */
export function openImages({ parallel = 2, waiting = 32, maxMegapixels = 64 } = {}): Images {
  sharp.cache(false)
  sharp.concurrency(1)
  const limited = limiter(parallel, waiting)
  return {
    read: (bytes) => limited(() => readPhoto(bytes, maxMegapixels)),
    redact: (bytes, boxes) => limited(() => redactPhoto(bytes, boxes, maxMegapixels)),
  }
}

async function redactPhoto(bytes: Uint8Array, boxes: readonly Box[], maxMegapixels: number) {
  const upright = await decodeUpright(bytes, maxMegapixels)
  for (const box of boxes) blackOut(upright, box)
  return Promise.all([derive(upright, 'screen'), derive(upright, 'thumb')])
}

/** Black is written over the pixels themselves, to whole pixels and one beyond, so that no edge shows what was there. */
function blackOut({ data, raw: { width, height, channels } }: Pixels, box: Box): void {
  const left = Math.max(0, Math.floor(box.x * width) - 1)
  const right = Math.min(width, Math.ceil((box.x + box.width) * width) + 1)
  const top = Math.max(0, Math.floor(box.y * height) - 1)
  const bottom = Math.min(height, Math.ceil((box.y + box.height) * height) + 1)
  for (let y = top; y < bottom; y++) data.fill(0, (y * width + left) * channels, (y * width + right) * channels)
  // A picture with transparency must not let the ground through.
  if (channels % 2 === 1) return
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) data[(y * width + x) * channels + channels - 1] = 255
}

async function readPhoto(bytes: Uint8Array, maxMegapixels: number): Promise<ReadPhoto> {
  const mediaType = photoType(bytes)
  const found = secondFormat(bytes)
  if (found) throw fileProblems.photo_carries_other_content({ found })
  const header = await readHeader(bytes, mediaType, maxMegapixels)
  const upright = await decodeUpright(bytes, maxMegapixels)
  const derivatives = await Promise.all([derive(upright, 'screen'), derive(upright, 'thumb')])
  return { mediaType, ...header, derivatives }
}

function photoType(bytes: Uint8Array): string {
  const type = sniff(bytes)
  if (type === 'image/heic' && !canReadHeic()) throw fileProblems.photo_heic_unsupported()
  if (!type?.startsWith('image/')) throw fileProblems.photo_not_image()
  return type
}

/** The prebuilt decoder knows AVIF only; one built with HEVC lists `.heic`. */
const canReadHeic = () => sharp.format.heif.input.fileSuffix?.includes('.heic') ?? false

async function readHeader(bytes: Uint8Array, mediaType: string, maxMegapixels: number) {
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw fileProblems.photo_damaged()
    })
  if ((header.pages ?? 1) > 1 || (mediaType === 'image/png' && isAnimatedPng(bytes)))
    throw fileProblems.photo_animated()
  const { width, height } = header
  if (width * height > maxMegapixels * MEGA)
    throw fileProblems.photo_too_many_pixels({ width, height, limitMegapixels: maxMegapixels })
  return {
    width: header.autoOrient.width,
    height: header.autoOrient.height,
    camera: header.exif ? readExif(header.exif) : {},
  }
}

type Pixels = { readonly data: Buffer; readonly raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 } }

/** Decodes once, to the larger derivative's size. Bare pixels carry no metadata, so none can leak from here on. */
async function decodeUpright(bytes: Uint8Array, maxMegapixels: number): Promise<Pixels> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: maxMegapixels * MEGA, failOn: 'error', pages: 1 })
      .timeout({ seconds: SECONDS_PER_PHOTO })
      .autoOrient()
      .resize(edges.screen, edges.screen, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return {
      data,
      raw: { width: info.width, height: info.height, channels: info.channels as Pixels['raw']['channels'] },
    }
  } catch {
    throw fileProblems.photo_damaged()
  }
}

async function derive({ data, raw }: Pixels, variant: Variant): Promise<Derivative> {
  const edge = edges[variant]
  const shrunk: Sharp = sharp(data, { raw }).resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
  const { data: content, info } = await shrunk.webp({ quality: 78, effort: 2 }).toBuffer({ resolveWithObject: true })
  return { variant, mediaType: 'image/webp', width: info.width, height: info.height, content }
}

function limiter(parallel: number, waiting: number) {
  let running = 0
  const queue: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= parallel) {
      if (queue.length >= waiting) throw fileProblems.photo_queue_full()
      await new Promise<void>((start) => queue.push(start))
    } else running += 1
    try {
      return await work()
    } finally {
      // The place passes straight to the next in line, so that a newcomer cannot take it in between.
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
