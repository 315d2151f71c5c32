import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Drawer, Input, Select } from 'antd'
import { useMemo } from 'react'
import { CellSearchQuery, listDivisions, searchCells } from '#city/place/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { useMedia } from '#web/kit/use-media.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { CellDetail } from './cell-detail.tsx'
import { words } from './words.ts'

type Cell = ReplyOf<typeof searchCells>['items'][number]

/** The 单元网格 of the district: by code or by street and community; one opens beside. */
export function CellsPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const isNarrow = useMedia('(max-width: 760px)')
  const nameOf = useDivisionNames()
  const columns = useColumns(nameOf)
  const source = useKeyset<Cell, typeof searchCells>(searchCells, { query: queryOf(search) }, 'after')
  const { open } = search
  return (
    <section className="list-page" aria-labelledby="cells-title">
      <header className="list-head">
        <h1 id="cells-title">{w.title}</h1>
        <Link className="list-acts" to="/grid-changes">
          {w.changes}
        </Link>
      </header>
      <Filters search={search} change={change} />
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          rowId={({ code }) => code}
          describe={({ code, areaM2 }) => [code, nameOf(code), w.area(areaM2)].join('，')}
          selectedId={open}
          onOpen={({ code }) => change({ open: code })}
          card={isNarrow ? (row) => <Card row={row} division={nameOf(row.code)} /> : undefined}
          empty={<Nothing title={w.none} />}
        />
      </div>
      <Drawer
        open={Boolean(open)}
        onClose={() => change({ open: undefined })}
        size={520}
        title={open}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open && <CellDetail key={open} code={open} division={nameOf(open)} />}
      </Drawer>
    </section>
  )
}

function queryOf({ prefix }: Readonly<Record<string, string | undefined>>) {
  const read = CellSearchQuery.safeParse({ ...(prefix ? { prefix } : {}), limit: 200 })
  return read.success ? read.data : { limit: 200 }
}

/** The street and community of a cell, which its code begins with. */
function useDivisionNames(): (code: string) => string {
  const { data } = useQuery({ ...ask(listDivisions, {}), staleTime: 10 * 60_000 })
  return useMemo(() => {
    const names = new Map(data?.divisions.map(({ code, name }) => [code, name]))
    return (code) => [names.get(code.slice(0, 9)), names.get(code.slice(0, 12))].filter(Boolean).join(' ')
  }, [data])
}

type FilterProps = {
  search: Readonly<Record<string, string | undefined>>
  change: (change: Readonly<Record<string, string | undefined>>) => void
}

function Filters({ search, change }: FilterProps) {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(listDivisions, {}), staleTime: 10 * 60_000 })
  const { prefix } = search
  const options = (data?.divisions ?? [])
    .toSorted((a, b) => a.code.localeCompare(b.code))
    .map(({ code, name, level }) => ({ value: code, label: level === 'street' ? name : `　${name}` }))
  return (
    <search className="list-filters">
      <Input.Search
        key={prefix}
        aria-label={w.prefix}
        placeholder={w.prefix}
        allowClear
        inputMode="numeric"
        defaultValue={prefix}
        onSearch={(text) => change({ prefix: text.replaceAll(/\D/g, '') })}
      />
      <Select
        aria-label={w.division}
        placeholder={w.division}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={options.some(({ value }) => value === prefix) ? prefix : null}
        options={options}
        onChange={(code?: string | null) => change({ prefix: code ?? undefined })}
        style={{ inlineSize: 240 }}
      />
    </search>
  )
}

function Card({ row, division }: { row: Cell; division: string }) {
  const w = useWords(words)
  return (
    <div className="list-card">
      <span className="list-code">{row.code}</span>
      <span>{division}</span>
      <span className="quiet">{w.area(row.areaM2)}</span>
    </div>
  )
}

function useColumns(nameOf: (code: string) => string): readonly Column<Cell>[] {
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
      { id: 'name', header: w.name, width: 140, grow: 1, cell: (row) => row.name ?? '—' },
      { id: 'division', header: w.division, width: 220, grow: 2, cell: (row) => nameOf(row.code) || '—' },
      { id: 'area', header: w.areaTitle, width: 130, align: 'end', cell: (row) => w.area(row.areaM2) },
      { id: 'from', header: w.validFrom, width: 120, cell: (row) => row.validFrom },
      { id: 'to', header: w.validTo, width: 120, cell: (row) => row.validTo ?? w.inForce },
    ],
    [w, nameOf],
  )
}
