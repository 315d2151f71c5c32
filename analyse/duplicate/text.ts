import { folded } from '#city/place/grams.ts'

// Letters that say nothing of the matter: particles, measure words, politeness.
const empty = /[的了着在是有又也就都很请把被将和与及个这那您我们你他她它吗呢吧啊一]/gu

/**
 * How alike two descriptions are, 0–1: the share of letter pairs they have in common (Dice), counted as often as they occur.
 * Chinese needs no word list for that; two letters are mostly a word.
 */
export function textLikeness(a: string, b: string): number {
  const [pairsA, pairsB] = [pairsOf(a), pairsOf(b)]
  const total = sizeOf(pairsA) + sizeOf(pairsB)
  if (total === 0) return 0
  let common = 0
  for (const [pair, count] of pairsA) common += Math.min(count, pairsB.get(pair) ?? 0)
  return (2 * common) / total
}

const sizeOf = (pairs: ReadonlyMap<string, number>): number => pairs.values().reduce((sum, count) => sum + count, 0)

function pairsOf(text: string): Map<string, number> {
  const letters = [...folded(text).replaceAll(empty, '')]
  const pairs = new Map<string, number>()
  const add = (pair: string) => void pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  if (letters.length === 1 && letters[0]) add(letters[0])
  for (let at = 1; at < letters.length; at++) add(`${letters[at - 1]}${letters[at]}`)
  return pairs
}
