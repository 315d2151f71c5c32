import { readFileSync } from 'node:fs'
import type { Typesetter } from '#kernel/documents/typesetter.ts'
import type { Brief } from './brief.ts'
import { briefNumbers, plainIds } from './brief-numbers.ts'
import { countText } from './compare.ts'

const template = readFileSync(new URL('brief.typ', import.meta.url), 'utf8')
/** More would not fit the page; what is left out is said. */
const SENTENCES = 9

/** The brief on one page, laid out like an official paper (GB/T 9704-2012 [L]). */
export function briefPdf(typesetter: Typesetter, brief: Brief, at: Date): Buffer {
  const { district, asOf, counts, verdict, sentences } = brief
  const shown = sentences.slice(0, SENTENCES)
  const data = {
    title: `${district}城市管理专报`,
    asOf,
    verdict: verdict.zh,
    sentences: shown.map(({ zh, id }) => ({ text: zh, note: briefNumbers[id].definition.zh })),
    left: sentences.length - shown.length,
    numbers: plainIds.map((id) => ({ name: briefNumbers[id].zh, value: countText(counts[id]) })),
  }
  return typesetter.pdf({ template, data, at })
}
