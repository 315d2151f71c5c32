import type { DutyItem } from '#city/duty/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

/** A line in words: kind, category, area, unit. */
export function useTell(): (duty: DutyItem) => string {
  const w = useWords(words)
  return ({ kind, category, categoryName, areaCode, areaName, unitName }) =>
    [
      kind ? w[kind] : w.all,
      category ? `${category} ${categoryName}`.trim() : w.allCategories,
      areaCode ? areaName || areaCode : w.allAreas,
      unitName,
    ].join('，')
}
