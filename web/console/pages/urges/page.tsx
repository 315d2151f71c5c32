import { Button, Drawer, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { exportUrges, listUrges, type UrgeItem } from '#supervise/urge/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { useMedia } from '#web/kit/use-media.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { IssueForm } from './issue-form.tsx'
import { UrgeClock } from './urge-clock.tsx'
import { UrgeDetail } from './urge-detail.tsx'
import { words } from './words.ts'

const states = ['current', 'open', 'answered', 'accepted', 'archived'] as const
const types = ['overdue', 'leader', 'important'] as const
type Filter = { state: (typeof states)[number]; type?: (typeof types)[number]; q?: string; mine?: '1' }

function filterOf(search: Readonly<Record<string, string | undefined>>): Filter {
  const state = states.find((each) => each === search.state) ?? 'current'
  const type = types.find((each) => each === search.type)
  return {
    state,
    ...(type ? { type } : {}),
    ...(search.q ? { q: search.q } : {}),
    ...(search.mine ? { mine: '1' } : {}),
  }
}

/** Urge orders and instructions with their clocks: those one issued, those one owes an answer to, and the archive. */
export function UrgesPage() {
  const w = useWords(words)
  const me = useMe()
  const [search, change] = useAddress()
  const [isIssuing, setIssuing] = useState(false)
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns()
  const query = filterOf(search)
  const source = useKeyset<UrgeItem, typeof listUrges>(listUrges, { query })
  const { open } = search
  return (
    <section className="list-page" aria-labelledby="urges-title">
      <header className="list-head">
        <h1 id="urges-title">{w.title}</h1>
        <span className="list-acts">
          {may(me, 'case.urge') && (
            <Button type="primary" onClick={() => setIssuing(true)}>
              {w.issue}
            </Button>
          )}
          <Button href={addressOf(exportUrges, { query })} download>
            {w.export}
          </Button>
        </span>
      </header>
      <Filters filter={query} change={change} />
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          rowId={({ orderId }) => orderId}
          describe={({ title, unitName, text }) => [title, unitName, text].join('，')}
          selectedId={open}
          onOpen={({ orderId }) => change({ open: orderId })}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          empty={<Nothing title={w.none}>{w.noneHint}</Nothing>}
        />
      </div>
      <Drawer
        open={Boolean(open) && !isIssuing}
        onClose={() => change({ open: undefined })}
        size={560}
        title={w.title}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open && <UrgeDetail key={open} orderId={open} />}
      </Drawer>
      <Drawer
        open={isIssuing}
        onClose={() => setIssuing(false)}
        size={560}
        title={w.issue}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <IssueForm
          onCancel={() => setIssuing(false)}
          onDone={(orderId) => {
            setIssuing(false)
            change({ open: orderId })
          }}
        />
      </Drawer>
    </section>
  )
}

type FiltersProps = { filter: Filter; change: (change: Readonly<Record<string, string | undefined>>) => void }

function Filters({ filter, change }: FiltersProps) {
  const w = useWords(words)
  const me = useMe()
  return (
    <search className="list-filters">
      <Input.Search
        key={filter.q}
        aria-label={w.search}
        placeholder={w.search}
        allowClear
        defaultValue={filter.q}
        onSearch={(q) => change({ q })}
      />
      <Select
        aria-label={w.stateOf}
        value={filter.state}
        options={states.map((value) => ({ value, label: w[value] }))}
        onChange={(state) => change({ state })}
        style={{ inlineSize: 130 }}
      />
      <Select
        aria-label={w.typeOf}
        placeholder={w.typeOf}
        allowClear
        value={filter.type ?? null}
        options={types.map((value) => ({ value, label: w[value] }))}
        onChange={(type?: Filter['type'] | null) => change({ type: type ?? undefined })}
        style={{ inlineSize: 130 }}
      />
      {may(me, 'case.urge') && (
        <Button
          aria-pressed={filter.mine === '1'}
          type={filter.mine ? 'primary' : 'default'}
          onClick={() => change({ mine: filter.mine ? undefined : '1' })}
        >
          {w.mine}
        </Button>
      )}
    </search>
  )
}

function Card({ row }: { row: UrgeItem }) {
  const w = useWords(words)
  return (
    <div className="list-card">
      <strong>
        {row.title} · {w[row.state]}
      </strong>
      <span className="clamp">{row.text}</span>
      <span className="quiet">{row.unitName}</span>
      <UrgeClock item={row} />
    </div>
  )
}

function useColumns(): readonly Column<UrgeItem>[] {
  const w = useWords(words)
  return useMemo(
    () => [
      { id: 'order', header: w.order, width: 150, fixed: true, cell: (row) => row.title },
      { id: 'type', header: w.typeOf, width: 90, cell: (row) => w[row.type] },
      { id: 'text', header: w.text, width: 240, grow: 3, cell: (row) => row.text },
      { id: 'unit', header: w.unit, width: 150, grow: 1, cell: (row) => row.unitName },
      { id: 'state', header: w.stateOf, width: 84, cell: (row) => w[row.state] },
      { id: 'clock', header: w.clock, width: 190, cell: (row) => <UrgeClock item={row} /> },
      { id: 'cases', header: w.cases, width: 70, align: 'end', cell: (row) => w.caseCount(row.cases) },
      { id: 'by', header: w.issuedBy, width: 100, cell: (row) => row.instructedBy || row.issuedByName },
    ],
    [w],
  )
}
