import { syllablesOf } from '#city/catalogue/pinyin.ts'

const MOST = 50_000
const known = new Map<string, readonly string[]>()

/** The syllables of a name. Names are few and asked about again and again, so they are kept. */
export function syllablesIn(name: string): readonly string[] {
  let syllables = known.get(name)
  if (!syllables) {
    if (known.size >= MOST) known.clear()
    syllables = syllablesOf(name).split(' ')
    known.set(name, syllables)
  }
  return syllables
}
