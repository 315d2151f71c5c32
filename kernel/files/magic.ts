/** What bytes are by their own testimony; a file's name and declared type are never believed. */
export type Sniffed =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/heic'
  | 'application/pdf'
  | 'application/zip'
  | undefined

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'])

/** The type told by the leading signature. */
export function sniff(bytes: Uint8Array): Sniffed {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 32)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  if (head.slice(4, 8) === 'ftyp' && HEIC_BRANDS.has(head.slice(8, 12))) return 'image/heic'
  if (head.startsWith('%PDF-')) return 'application/pdf'
  if (head.startsWith('PK\x03\x04')) return 'application/zip'
  return undefined
}

const ZIP_TAIL = 65_557
const LESS_THAN = 0x3c
const markup = ['<script', '<?php', '<html', '<!doctype html']

/**
 * Names a second format that the same bytes would also pass for, if any. Phones do append their own data after the picture
 * (motion photos, depth maps), so trailing bytes alone are no offence; an archive's directory, a PDF's head or markup is.
 */
export function secondFormat(bytes: Uint8Array): string | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.subarray(0, 1024).includes('%PDF-')) return 'PDF'
  if (view.subarray(-ZIP_TAIL).includes('PK\x05\x06', 0, 'latin1')) return 'ZIP'
  return markupIn(view)
}

function markupIn(view: Buffer): string | undefined {
  for (let at = view.indexOf(LESS_THAN); at !== -1; at = view.indexOf(LESS_THAN, at + 1)) {
    const text = view.toString('latin1', at, at + 14).toLowerCase()
    const mark = markup.find((candidate) => text.startsWith(candidate))
    if (mark) return mark
  }
  return undefined
}

/** Whether a PNG declares animation (its `acTL` chunk stands before the first picture data). */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 8; at + 8 <= view.length; ) {
    const type = view.toString('latin1', at + 4, at + 8)
    if (type === 'acTL') return true
    if (type === 'IDAT') return false
    at += 12 + view.readUInt32BE(at)
  }
  return false
}
