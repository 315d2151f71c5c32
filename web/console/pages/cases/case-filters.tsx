import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { finalStages, sources, stageNames } from '#city/case/contract.ts'
import { listUnits } from '#city/organisation/contract.ts'
import { defineWords, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { type Stage, useStageNames } from '#web/kit/stage-tag.tsx'
import { type CaseSearch, hasFilters } from '../../case-search.ts'
import { useSourceName } from '../case/case-words.tsx'

const words = defineWords({
  filters: { zh: '筛选', en: 'Filters' },
  q: { zh: '关键词', en: 'Words' },
  stage: { zh: '阶段', en: 'Stage' },
  source: { zh: '来源', en: 'Source' },
  unit: { zh: '责任单位', en: 'Unit' },
  late: { zh: '仅超时', en: 'Late only' },
  from: { zh: '登记起始日', en: 'Registered from' },
  to: { zh: '登记截止日', en: 'Registered to' },
  clear: { zh: '清除筛选', en: 'Clear' },
})

type Props = {
  search: CaseSearch
  onChange: (change: { readonly [K in keyof CaseSearch]?: string | undefined }) => void
  onClear: () => void
}

const stages = (Object.keys(stageNames) as Stage[]).filter((stage) => !finalStages.includes(stage))

/** The filters of a work list; every one is part of the address. */
export function CaseFilters({ search, onChange, onClear }: Props) {
  const w = useWords(words)
  const stageNamesNow = useStageNames()
  const sourceName = useSourceName()
  const sourceNames = Object.keys(sources) as (keyof typeof sources)[]
  return (
    <fieldset className="case-filters" aria-label={w.filters}>
      <Input
        key={search.q}
        type="search"
        defaultValue={search.q ?? ''}
        aria-label={w.q}
        placeholder={w.q}
        prefix={<SearchOutlined aria-hidden />}
        allowClear
        maxLength={60}
        onPressEnter={({ currentTarget }) => onChange({ q: currentTarget.value.trim() || undefined })}
        onClear={() => onChange({ q: undefined })}
        style={{ inlineSize: 180 }}
      />
      <ManySelect
        label={w.stage}
        value={search.stage}
        options={[...stages, ...finalStages].map((value) => ({ value, label: stageNamesNow[value] }))}
        onChange={(stage) => onChange({ stage })}
      />
      <ManySelect
        label={w.source}
        value={search.source}
        options={sourceNames.map((value) => ({ value, label: sourceName(value) }))}
        onChange={(source) => onChange({ source })}
      />
      <UnitFilter value={search.unit} onChange={(unit) => onChange({ unit })} />
      <span className="case-filter-days">
        <Input
          type="date"
          aria-label={w.from}
          value={search.from ?? ''}
          onChange={({ target }) => onChange({ from: target.value })}
        />
        <span aria-hidden="true">–</span>
        <Input
          type="date"
          aria-label={w.to}
          value={search.to ?? ''}
          onChange={({ target }) => onChange({ to: target.value })}
        />
      </span>
      <Checkbox
        checked={search.late === '1'}
        onChange={({ target }) => onChange({ late: target.checked ? '1' : undefined })}
      >
        {w.late}
      </Checkbox>
      {hasFilters(search) && (
        <Button type="link" onClick={onClear}>
          {w.clear}
        </Button>
      )}
    </fieldset>
  )
}

type ManyProps = {
  label: string
  value: string | undefined
  options: { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

const ManySelect = ({ label, value, options, onChange }: ManyProps) => (
  <Select
    mode="multiple"
    aria-label={label}
    placeholder={label}
    options={options}
    maxTagCount={1}
    allowClear
    value={value?.split(',') ?? []}
    onChange={(values: string[]) => onChange(values.join(',') || undefined)}
    style={{ minInlineSize: 132 }}
    popupMatchSelectWidth={false}
  />
)

function UnitFilter({ value, onChange }: { value: string | undefined; onChange: (unit: string | undefined) => void }) {
  const w = useWords(words)
  const me = useMe()
  const isAllowed = may(me, 'organisation.read')
  const { data } = useQuery({ ...ask(listUnits, {}), staleTime: 10 * 60_000, enabled: isAllowed })
  if (!isAllowed) return null
  return (
    <Select
      aria-label={w.unit}
      placeholder={w.unit}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear
      options={(data?.items ?? []).map(({ unitId, name }) => ({ value: unitId, label: name }))}
      value={value ?? null}
      onChange={(unit?: string | null) => onChange(unit ?? undefined)}
      style={{ minInlineSize: 132 }}
      popupMatchSelectWidth={false}
    />
  )
}
