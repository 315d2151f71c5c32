import { createHash } from 'node:crypto'
import type { Figures } from './figures.ts'

/** Figures as they are kept: one text whose bytes never change, and its SHA-256. */
export type Frozen = { readonly text: string; readonly sha256: string }

/** Freezes figures. They were made in a fixed order, so equal figures give equal bytes. */
export function freeze(figures: Figures): Frozen {
  const text = JSON.stringify(figures)
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}

/** Reads frozen figures back. A text that does not match its hash was changed behind our back and is not shown. */
export function thaw({ text, sha256 }: Frozen): Figures {
  const found = createHash('sha256').update(text).digest('hex')
  if (found !== sha256) throw new Error(`the frozen figures have the hash ${found} and should have ${sha256}`)
  return JSON.parse(text) as Figures
}
