import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useMemo } from 'react'
import { ComponentSearchQuery, countComponents, exportComponents, searchComponents } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { DetailDrawer } from '#web/kit/drawer/detail-drawer.tsx'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Nothing } from '#web/kit/states.tsx'
import { ColumnChoice } from '#web/kit/table/column-choice.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset, windowed } from '#web/kit/table/use-keyset.ts'
import { useLayout } from '#web/kit/table/use-layout.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { ComponentDetail } from './component-detail.tsx'
import './list-page.css'
import { StateTag } from './state-tag.tsx'
import { useAddress } from './use-address.ts'
import { stateWords, words } from './words.ts'

type Component = ReplyOf<typeof searchComponents>['items'][number]

/** The component register: search, filter, open one. The address holds all three. */
export function ComponentsPage() {
  const w = useWords(words)
  const states = useWords(stateWords)
  const [search, change] = useAddress()
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns()
  const layout = useLayout('components', columns)
  const query = queryOf(search)
  const source = useKeyset<Component, typeof searchComponents>(searchComponents, { query }, 'after', windowed)
  const { data: counts } = useQuery(ask(countComponents, {}))
  const total = counts?.kinds.reduce((sum, kind) => sum + kind.total, 0)
  const { open } = search
  const ids = useMemo(() => source.rows.map(({ code }) => code), [source.rows])
  return (
    <section className="list-page" aria-labelledby="components-title">
      <header className="list-head">
        <h1 id="components-title">{w.title}</h1>
        {total !== undefined && <span className="quiet">{w.total(total)}</span>}
        {!isNarrow && (
          <span className="list-acts">
            <ColumnChoice columns={columns} layout={layout} />
          </span>
        )}
      </header>
      <Filters search={search} change={change} kinds={counts?.kinds ?? []} />
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          layout={layout}
          rowId={({ code }) => code}
          describe={({ name, code, state, address }) => [name, states[state], address, code].filter(Boolean).join('，')}
          selectedId={open}
          onOpen={({ code }) => change({ open: code })}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          empty={<Nothing title={w.none} />}
        />
      </div>
      <DetailDrawer
        name="component"
        title={open}
        open={open}
        onOpen={(code) => change({ open: code })}
        ids={ids}
        onMore={source.loadMore}
        usualWidth={560}
      >
        {open && <ComponentDetail key={open} code={open} />}
      </DetailDrawer>
    </section>
  )
}

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

function Card({ row: { name, state, address, code } }: { row: Component }) {
  return (
    <div className="list-card">
      <span>
        <StateTag state={state} /> {name}
      </span>
      <span className="quiet">{address}</span>
      <span className="quiet list-code">{code}</span>
    </div>
  )
}

const Clip = ({ text }: { text: string | null }) => (
  <span className="clip" title={text ?? undefined}>
    {text || '—'}
  </span>
)

function useColumns(): readonly Column<Component>[] {
  const w = useWords(words)
  return useMemo(
    () => [
      {
        id: 'code',
        header: w.code,
        width: 168,
        fixed: true,
        cell: (row) => <span className="list-code">{row.code}</span>,
      },
      { id: 'name', header: w.name, width: 130, grow: 1, cell: (row) => <Clip text={row.name} /> },
      { id: 'state', header: w.state, width: 96, cell: (row) => <StateTag state={row.state} /> },
      { id: 'address', header: w.address, width: 220, grow: 2, cell: (row) => <Clip text={row.address} /> },
      {
        id: 'cell',
        header: w.cell,
        width: 150,
        cell: (row) => <span className="list-code">{row.cellCode ?? '—'}</span>,
      },
      { id: 'manager', header: w.manager, width: 140, grow: 1, cell: (row) => <Clip text={row.managerName} /> },
      {
        id: 'maintainer',
        header: w.maintainer,
        width: 150,
        grow: 1,
        cell: (row) => <Clip text={row.maintainerName} />,
      },
      { id: 'changed', header: w.changedDate, width: 110, cell: (row) => row.changedDate ?? row.initialDate },
    ],
    [w],
  )
}
