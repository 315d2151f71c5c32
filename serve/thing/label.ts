import { readFileSync } from 'node:fs'
import { renderSVG } from 'uqr'
import type { Typesetter } from '#kernel/documents/typesetter.ts'
import type { Labelled } from './store.ts'

const template = readFileSync(new URL('label.typ', import.meta.url), 'utf8')

/** Where the code on a thing leads. */
export const thingAddress = (publicUrl: string, code: string): string => `${publicUrl.replace(/\/$/, '')}/thing/${code}`

/** A thing's code as people read it: division, kind, number. */
export const spacedCode = (code: string): string =>
  [code.slice(0, 6), code.slice(6, code.length - 6), code.slice(-6)].join(' ')

type Sheet = {
  readonly district: string
  readonly publicUrl: string
  readonly things: readonly Labelled[]
  readonly at: Date
}

/**
 * Labels on sheets of A4, 24 each of 70 × 37 mm. A quarter of a code may be dirty and it still reads (level Q), as labels hang
 * outdoors for years.
 */
export function labelsPdf(typesetter: Typesetter, { district, publicUrl, things, at }: Sheet): Buffer {
  const labels = things.map(({ code, name, address }) => ({
    ...{ code: spacedCode(code), name, address: address ?? '' },
    qr: renderSVG(thingAddress(publicUrl, code), { ecc: 'Q', border: 0, pixelSize: 4 }),
  }))
  return typesetter.pdf({ template, data: { district, labels }, at })
}
