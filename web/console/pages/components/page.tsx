import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import {
  type Attribute,
  ComponentSearchQuery,
  countComponents,
  exportComponents,
  listAttributes,
} from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Loading } from '#web/kit/states.tsx'
import { ComponentList } from './component-list.tsx'
import './list-page.css'
import { useAddress } from './use-address.ts'
import { stateWords, words } from './words.ts'

/** The component register: search, filter, open one. The address holds all three. */
export function ComponentsPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const { data: counts } = useQuery(ask(countComponents, {}))
  const total = counts?.kinds.reduce((sum, kind) => sum + kind.total, 0)
  const query = queryOf(search)
  const kind = 'kind' in query ? query.kind : undefined
  const form = useQuery({ ...ask(listAttributes, { query: { kind: kind ?? '' } }), enabled: kind !== undefined })
  return (
    <section className="list-page" aria-labelledby="components-title">
      <header className="list-head">
        <h1 id="components-title">{w.title}</h1>
        {total !== undefined && <span className="quiet">{w.total(total)}</span>}
      </header>
      <Filters search={search} change={change} kinds={counts?.kinds ?? []} />
      {form.isLoading ? (
        <Loading rows={8} />
      ) : (
        <ComponentList
          key={kind ?? ''}
          query={query}
          kind={kind}
          attributes={form.data?.items ?? none}
          open={search.open}
          onOpen={(code) => change({ open: code })}
        />
      )}
    </section>
  )
}

const none: readonly Attribute[] = []

/** What the address asks; one written by hand that is not valid asks for everything. */
function queryOf({ text, kind, state }: Readonly<Record<string, string | undefined>>) {
  const query = { ...(text ? { text } : {}), ...(kind ? { kind } : {}), ...(state ? { state } : {}), limit: 100 }
  const read = ComponentSearchQuery.safeParse(query)
  return read.success ? read.data : { limit: 100 }
}

type FilterProps = {
  search: Readonly<Record<string, string | undefined>>
  change: (change: Readonly<Record<string, string | undefined>>) => void
  kinds: ReplyOf<typeof countComponents>['kinds']
}

function Filters({ search, change, kinds }: FilterProps) {
  const w = useWords(words)
  const states = useWords(stateWords)
  const { text, kind, state } = search
  const { limit: _, ...asked } = queryOf(search)
  return (
    <search className="list-filters">
      <Input.Search
        aria-label={w.text}
        placeholder={w.text}
        allowClear
        defaultValue={text}
        key={text}
        onSearch={(typed) => change({ text: typed.trim() })}
      />
      <Select
        aria-label={w.kind}
        placeholder={w.kind}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={kind ?? null}
        options={kinds.map(({ kind: value, name, total }) => ({ value, label: w.kindOption(name, total) }))}
        onChange={(chosen?: string) => change({ kind: chosen })}
        style={{ inlineSize: 220 }}
      />
      <Select
        aria-label={w.state}
        placeholder={w.state}
        allowClear
        value={state ?? null}
        options={Object.entries(states).map(([value, label]) => ({ value, label }))}
        onChange={(chosen?: string) => change({ state: chosen })}
        style={{ inlineSize: 120 }}
      />
      <Button href={addressOf(exportComponents, { query: { ...asked, format: 'csv' } })}>{w.export}</Button>
      <Button href={addressOf(exportComponents, { query: { ...asked, format: 'geojson' } })}>{w.exportGeo}</Button>
    </search>
  )
}
