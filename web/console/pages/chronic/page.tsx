import { useQuery } from '@tanstack/react-query'
import { Drawer, Input, Select } from 'antd'
import { useMemo } from 'react'
import { listChronicRules, listChronicSpots, type Spot, SpotState } from '#analyse/chronic/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatDay, shortTime, useNow } from '#web/kit/time.ts'
import { useMedia } from '#web/kit/use-media.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import './chronic.css'
import { Rules } from './rules.tsx'
import { SpotDetail } from './spot-detail.tsx'
import { SpotTag } from './spot-tag.tsx'
import { words } from './words.ts'

/** The chronic spots in one's sight, the latest recurrence first; one opens beside. */
export function ChronicPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns()
  const source = useKeyset<Spot, typeof listChronicSpots>(listChronicSpots, { query: queryOf(search) })
  const { open } = search
  const shown = source.rows.find(({ spotId }) => spotId === open)
  return (
    <section className="list-page" aria-labelledby="chronic-title">
      <header className="list-head">
        <h1 id="chronic-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        <Rules />
      </header>
      <Filters search={search} change={change} />
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          rowId={({ spotId }) => spotId}
          describe={(row) => [row.number, w[row.state], row.categoryName, row.placeText, w.times(row.cases)].join('，')}
          selectedId={open}
          onOpen={({ spotId }) => change({ open: spotId })}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          empty={<Empty />}
        />
      </div>
      <Drawer
        open={Boolean(open)}
        onClose={() => change({ open: undefined })}
        size={600}
        title={shown ? `${w.title} ${shown.number}` : w.title}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open && <SpotDetail key={open} spotId={open} />}
      </Drawer>
    </section>
  )
}

function queryOf({ state, q }: Readonly<Record<string, string | undefined>>) {
  const known = (state ?? '').split(',').filter((one) => SpotState.safeParse(one).success)
  return { ...(known.length > 0 ? { state: known.join(',') } : {}), ...(q ? { q: q.slice(0, 60) } : {}), limit: 50 }
}

function Empty() {
  const w = useWords(words)
  const { data } = useQuery(ask(listChronicRules, {}))
  const { times, withinDays, radiusMetres } = data?.items.find(({ category }) => category === '') ??
    data?.usual ?? { times: 3, withinDays: 30, radiusMetres: 50 }
  return <Nothing title={w.none}>{w.noneHint(times, withinDays, radiusMetres)}</Nothing>
}

type FilterProps = {
  search: Readonly<Record<string, string | undefined>>
  change: (change: Readonly<Record<string, string | undefined>>) => void
}

function Filters({ search, change }: FilterProps) {
  const w = useWords(words)
  return (
    <search className="list-filters">
      <Input.Search
        key={search.q}
        aria-label={w.search}
        placeholder={w.search}
        allowClear
        defaultValue={search.q}
        onSearch={(q) => change({ q })}
      />
      <Select
        aria-label={w.state}
        placeholder={w.state}
        allowClear
        value={search.state ?? null}
        options={SpotState.options.map((value) => ({ value: value as string, label: w[value] }))}
        onChange={(state?: string | null) => change({ state: state ?? undefined })}
        style={{ inlineSize: 160 }}
      />
    </search>
  )
}

function Card({ row }: { row: Spot }) {
  const w = useWords(words)
  return (
    <div className="list-card">
      <span>
        <SpotTag state={row.state} /> {row.number} · {w.times(row.cases)}
      </span>
      <span>
        {row.categoryName} · {row.placeText}
      </span>
      <span className="quiet">{row.ownerUnitName ?? w.noOwner}</span>
    </div>
  )
}

function useColumns(): readonly Column<Spot>[] {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  return useMemo(
    () => [
      { id: 'number', header: w.number, width: 130, fixed: true, cell: (row) => row.number },
      { id: 'state', header: w.state, width: 110, cell: (row) => <SpotTag state={row.state} /> },
      { id: 'category', header: w.category, width: 140, grow: 1, cell: (row) => row.categoryName },
      {
        id: 'place',
        header: w.place,
        width: 220,
        grow: 2,
        cell: (row) => [row.streetName, row.placeText].filter(Boolean).join(' · '),
      },
      { id: 'cases', header: w.cases, width: 80, align: 'end', cell: (row) => w.times(row.cases) },
      { id: 'last', header: w.last, width: 130, cell: (row) => shortTime(row.lastCaseAt, now, language) },
      {
        id: 'owner',
        header: w.owner,
        width: 150,
        grow: 1,
        cell: (row) => row.ownerUnitName ?? <span className="quiet">{w.noOwner}</span>,
      },
      {
        id: 'target',
        header: w.target,
        width: 120,
        cell: ({ targetOn, state }) => (
          <span className={targetOn && state !== 'cleared' && targetOn < formatDay(now) ? 'spot-late' : undefined}>
            {targetOn ?? '—'}
          </span>
        ),
      },
    ],
    [w, now, language],
  )
}
