import { tabularProblems as problems } from './problems.ts'

export type CsvEncoding = 'utf-8' | 'gb18030'

/** Text of a CSV file; broken bytes, now or in a program before, have become U+FFFD, which `intact` tells of. */
export type DecodedCsv = { readonly encoding: CsvEncoding; readonly text: string; readonly intact: boolean }

/**
 * Strict UTF-8 if it is that; otherwise GB18030 (which contains GBK and GB2312) if the bytes look like Chinese in it;
 * otherwise whichever of the two the text mostly is, with the broken bytes replaced. Throws csv_not_text.
 */
export function decodeCsv(bytes: Uint8Array): DecodedCsv {
  const body = withoutMark(bytes)
  if (body.includes(0) || startsWith(body, [0x50, 0x4b, 3, 4])) throw problems.csv_not_text()
  const utf8 = strict(body, 'utf-8')
  if (utf8 !== undefined) return { encoding: 'utf-8', text: utf8, intact: !utf8.includes('\ufffd') }
  const encoding = body.length === bytes.length && looksLikeGbk(body) ? 'gb18030' : 'utf-8'
  const exact = encoding === 'gb18030' ? strict(body, 'gb18030') : undefined
  if (exact !== undefined) return { encoding, text: exact, intact: true }
  return { encoding, text: new TextDecoder(encoding, { ignoreBOM: true }).decode(body), intact: false }
}

const startsWith = (bytes: Uint8Array, prefix: readonly number[]) => prefix.every((byte, i) => bytes[i] === byte)

function withoutMark(bytes: Uint8Array): Uint8Array {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) throw problems.csv_not_text()
  return startsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes
}

function strict(bytes: Uint8Array, encoding: CsvEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * Chinese in UTF-8 is three-byte sequences; in GBK it is pairs whose lead byte is B0–F7 (the 6,763 characters of GB 2312)
 * or A1–A3 (punctuation). Damaged UTF-8 often decodes as GB18030 without complaint, into rare characters, so the shapes
 * are counted rather than the decoder trusted.
 */
function looksLikeGbk(bytes: Uint8Array): boolean {
  let high = 0
  let inTriples = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    if (isTriple(bytes, i)) {
      high += 3
      inTriples += 3
      i += 2
    } else high++
  }
  return inTriples * 2 < high && commonPairs(bytes) >= 0.6
}

const continues = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte <= 0xbf

const isTriple = (bytes: Uint8Array, at: number) =>
  bytes[at]! >= 0xe0 && bytes[at]! <= 0xef && continues(bytes[at + 1]) && continues(bytes[at + 2])

/** The share of double-byte characters that are among the everyday ones. */
function commonPairs(bytes: Uint8Array): number {
  let pairs = 0
  let common = 0
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!
    if (lead < 0x80) continue
    const trail = bytes[i + 1] ?? 0
    pairs++
    const everyday = (lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7)
    if (everyday && trail >= 0xa1) common++
    if (trail >= 0x40) i++
  }
  return pairs === 0 ? 0 : common / pairs
}
