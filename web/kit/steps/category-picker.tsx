import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { CategoryInput } from '#city/case/contract.ts'
import { type Edition, searchCategories } from '#city/catalogue/contract.ts'
import type { ControlProps } from '../form/field.tsx'
import { defineWords, usePick, useWords } from '../language.ts'
import { ask } from '../query.ts'

export type Category = z.input<typeof CategoryInput>
export type NamedCategory = Category & { readonly name: string }

const words = defineWords({
  placeholder: { zh: '输入名称、拼音首字母或代码，如 jg、井盖、0101', en: 'Name, pinyin initials or code' },
  none: { zh: '没有匹配的小类', en: 'No category matches' },
  component: { zh: '部件', en: 'Component' },
  matter: { zh: '事项', en: 'Matter' },
})

const keyOf = ({ edition, kind, code }: Category): string => `${edition}/${kind}/${code}`

type Props = {
  value: NamedCategory | null
  onChange: (category: NamedCategory | null) => void
  control?: Partial<ControlProps>
  edition?: z.output<typeof Edition>
  /** Told which one the arrows stand on, before it is chosen. */
  onLook?: (category: NamedCategory | undefined) => void
}

/** A 小类 by typing: Chinese, pinyin, initials or code, in the order the server thinks best. */
export function CategoryPicker({ value, onChange, control, edition, onLook }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const [typed, setTyped] = useState('')
  const { data, isFetching, error } = useQuery({
    ...ask(searchCategories, { query: { text: typed, ...(edition ? { edition } : {}) } }),
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
  })
  const hits: NamedCategory[] = data?.items ?? []
  const known = value && !hits.some((hit) => keyOf(hit) === keyOf(value)) ? [value, ...hits] : hits
  return (
    <Select
      {...(control?.id ? { id: control.id } : {})}
      aria-describedby={control?.['aria-describedby']}
      status={control?.status ?? ''}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      allowClear
      loading={isFetching}
      placeholder={w.placeholder}
      notFoundContent={error ? pick(error) : w.none}
      onActive={(key) => onLook?.(known.find((hit) => keyOf(hit) === key))}
      onOpenChange={(isOpen) => !isOpen && onLook?.(undefined)}
      value={value ? keyOf(value) : null}
      onChange={(key?: string) => onChange(known.find((hit) => keyOf(hit) === key) ?? null)}
      options={known.map((hit) => ({
        value: keyOf(hit),
        label: hit.name,
        code: hit.code,
        kind: w[hit.kind],
        major: 'majorName' in hit ? String(hit.majorName) : '',
      }))}
      optionRender={({ data: hit }) => (
        <span className="category-option">
          <span>{hit.label}</span>
          <span className="quiet">
            {hit.kind} · {hit.major} {hit.code}
          </span>
        </span>
      )}
      style={{ inlineSize: '100%' }}
    />
  )
}
