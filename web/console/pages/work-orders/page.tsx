import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input, Select } from 'antd'
import { useMemo } from 'react'
import { countOrders, exportOrders, listOrders, type OrderItem, OrderState } from '#command/work-order/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Loading, Nothing } from '#web/kit/states.tsx'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { useMedia } from '#web/kit/use-media.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import '../inspections/inspections.css'
import { useOrderColumns } from './columns.tsx'
import { OrderCard } from './order-card.tsx'
import { OrderDetail } from './order-detail.tsx'
import { OrderForm } from './order-form.tsx'
import { Replacements } from './replacements.tsx'
import { words } from './words.ts'

type Search = Readonly<Record<string, string | undefined>>

/** Work orders by state; one opens beside with its checklist and what may be done. */
export function WorkOrdersPage() {
  const w = useWords(words)
  const me = useMe()
  const pick = usePick()
  const client = useQueryClient()
  const [search, change] = useAddress()
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useOrderColumns()
  const counts = useQuery({ ...ask(countOrders, {}), refetchInterval: 60_000 })
  const source = useKeyset<OrderItem, typeof listOrders>(listOrders, { query: queryOf(search) }, 'after')
  const { open } = search
  const mayPlan = may(me, 'order.write')
  const changed = () => {
    for (const contract of [listOrders, countOrders]) void client.invalidateQueries({ queryKey: [routeKey(contract)] })
  }
  const isOne = open !== undefined && open !== 'new' && open !== 'replace'
  const jobs = counts.data?.jobs ?? []
  return (
    <section className="list-page" aria-labelledby="orders-title">
      <header className="list-head">
        <h1 id="orders-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        <span className="list-acts">
          {jobs.some(({ cycleDays }) => cycleDays !== null) && (
            <Button onClick={() => change({ open: 'replace' })}>{w.replace}</Button>
          )}
          {mayPlan && (
            <Button type="primary" onClick={() => change({ open: 'new' })}>
              {w.add}
            </Button>
          )}
        </span>
      </header>
      <States search={search} change={change} counts={counts.data?.counts} />
      <Filters search={search} change={change} jobs={jobs} />
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          rowId={({ orderId }) => orderId}
          describe={({ number, title, state, about }) =>
            [number, pick(title), w[state], about].filter(Boolean).join('，')
          }
          selectedId={open}
          onOpen={({ orderId }) => change({ open: orderId })}
          card={isNarrow ? (row) => <OrderCard row={row} /> : undefined}
          empty={<Nothing title={w.none}>{w.noneHint}</Nothing>}
        />
      </div>
      <Drawer
        open={isOne || (open === 'new' && mayPlan) || open === 'replace'}
        onClose={() => change({ open: undefined, code: undefined })}
        size={open === 'new' ? 560 : 760}
        title={open === 'new' ? w.add : open === 'replace' ? w.replace : w.title}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {isOne && <OrderDetail key={open} orderId={open} onChanged={changed} />}
        {open === 'new' && !counts.data && <Loading rows={6} />}
        {open === 'new' && counts.data && (
          <OrderForm
            key={search.code}
            jobs={jobs}
            codes={search.code}
            onDone={(orderId) => {
              changed()
              change({ open: orderId, code: undefined })
            }}
          />
        )}
        {open === 'replace' && (
          <Replacements jobs={jobs} onChosen={(codes) => change({ open: 'new', code: codes.join(',') })} />
        )}
      </Drawer>
    </section>
  )
}

/** What the address asks; a state nobody knows asks for all. */
function queryOf({ state, industry, late, q }: Search) {
  const read = OrderState.safeParse(state)
  return {
    limit: 100,
    ...(read.success ? { state: read.data } : {}),
    ...(industry ? { industryId: industry } : {}),
    ...(late ? { late: 'true' } : {}),
    ...(q ? { q } : {}),
  }
}

type PartProps = { search: Search; change: (change: Search) => void }
type Counts = Record<OrderItem['state'] | 'late', number>

function States({ search, change, counts }: PartProps & { counts: Counts | undefined }) {
  const w = useWords(words)
  const all = counts && OrderState.options.reduce((sum, state) => sum + counts[state], 0)
  const button = (key: string, label: string, count: number | undefined, isHere: boolean, to: Search) => (
    <button key={key} type="button" aria-pressed={isHere} onClick={() => change(to)}>
      {label} <strong>{count ?? '–'}</strong>
    </button>
  )
  const { state, late } = search
  return (
    <div className="inspection-states" role="toolbar" aria-label={w.counts}>
      {button('all', w.all, all, !state && !late, { state: undefined, late: undefined })}
      {OrderState.options.map((one) =>
        button(one, w[one], counts?.[one], state === one && !late, { state: one, late: undefined }),
      )}
      {button('late', `▲ ${w.late}`, counts?.late, Boolean(late), { late: 'yes', state: undefined })}
    </div>
  )
}

type Jobs = readonly { industryId: string; industry: { zh: string; en: string } }[]

function Filters({ search, change, jobs }: PartProps & { jobs: Jobs }) {
  const w = useWords(words)
  const pick = usePick()
  const industries = useMemo(() => new Map(jobs.map(({ industryId, industry }) => [industryId, industry])), [jobs])
  const { limit: _, ...asked } = queryOf(search)
  return (
    <search className="list-filters">
      <Input.Search
        key={search.q}
        aria-label={w.search}
        placeholder={w.search}
        allowClear
        defaultValue={search.q}
        onSearch={(q) => change({ q: q.trim() })}
      />
      <Select
        aria-label={w.industry}
        placeholder={w.industry}
        allowClear
        value={search.industry ?? null}
        options={[...industries].map(([value, label]) => ({ value, label: pick(label) }))}
        onChange={(industry?: string | null) => change({ industry: industry ?? undefined })}
        style={{ inlineSize: 140 }}
      />
      <Button href={addressOf(exportOrders, { query: { ...asked, format: 'xlsx' } })}>{w.export}</Button>
    </search>
  )
}
