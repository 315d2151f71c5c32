import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { sources } from '#city/case/contract.ts'
import { componentOwner, duty, ruleVocabulary, type ValueKind } from '#command/rule/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import type { Value } from './condition-editor.tsx'
import { words } from './words.ts'

/** What rules may name, ready for lists and completion. */
export type Vocabulary = ReplyOf<typeof ruleVocabulary> & {
  readonly categoryOptions: { value: string; label: string }[]
  readonly values: (kind: ValueKind) => readonly Value[]
  readonly unitName: (unit: string) => string
}

const nothing: ReplyOf<typeof ruleVocabulary> = { categories: [], streets: [], communities: [], units: [], people: [] }
const urgencies = { normal: '一般', urgent: '紧急', critical: '特急' }
const kinds = { component: '部件', matter: '事项' }
const listed = (names: Readonly<Record<string, string>>): Value[] =>
  Object.entries(names).map(([code, name]) => ({ code, name }))

export function useVocabulary(): Vocabulary {
  const w = useWords(words)
  const language = useLanguage()
  const { data = nothing } = useQuery({ ...ask(ruleVocabulary, {}), staleTime: 10 * 60_000 })
  return useMemo(() => {
    const byKind: Partial<Record<ValueKind, readonly Value[]>> = {
      category: data.categories,
      street: data.streets,
      community: data.communities,
      unit: data.units,
      source: listed(
        Object.fromEntries(Object.entries(sources).map(([code, { zh }]) => [code, language === 'zh' ? zh : code])),
      ),
      urgency: listed(urgencies),
      kind: listed(kinds),
    }
    const names = new Map(data.units.map(({ code, name }) => [code, name]))
    const codes = Map.groupBy(data.categories, ({ code }) => code)
    return {
      ...data,
      categoryOptions: [...codes].map(([code, same]) => ({
        value: code,
        label: `${code} ${same.map(({ name }) => name).join('／')}`,
      })),
      values: (kind) => byKind[kind] ?? [],
      unitName: (unit) => (unit === duty ? w.byDuty : unit === componentOwner ? w.byOwner : (names.get(unit) ?? unit)),
    }
  }, [data, w, language])
}
