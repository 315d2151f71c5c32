import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Select } from 'antd'
import { useMemo } from 'react'
import { type BulkSummary, bulkActionNames, bulkActions, listBulks } from '#command/bulk/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatTime, useNow } from '#web/kit/time.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { BulkResult } from '../cases/bulk/bulk-result.tsx'
import '../cases/bulk/bulk.css'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { words } from './words.ts'

/** What was done for many cases at once: by whom, with which results, and what may still be taken back. */
export function BulksPage() {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const client = useQueryClient()
  const [search, change] = useAddress()
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns()
  const action = bulkActionNames.find((name) => name === search.action)
  const mine = search.mine === '1' ? '1' : undefined
  const source = useKeyset<BulkSummary, typeof listBulks>(listBulks, { query: { action, mine } })
  const close = () => {
    void client.invalidateQueries({ queryKey: [routeKey(listBulks)] })
    change({ open: undefined })
  }
  return (
    <section className="list-page" aria-labelledby="bulks-title">
      <header className="list-head">
        <h1 id="bulks-title">{w.title}</h1>
        <p className="quiet">{w.about}</p>
      </header>
      <search className="list-filters">
        <Select
          aria-label={w.action}
          value={action ?? ''}
          options={[
            { value: '', label: w.anyAction },
            ...bulkActionNames.map((value) => ({ value, label: pick(bulkActions[value]) })),
          ]}
          onChange={(value: string) => change({ action: value })}
          style={{ inlineSize: 150 }}
        />
        {may(me, 'case.bulk.read') && (
          <Button
            aria-pressed={Boolean(mine)}
            type={mine ? 'primary' : 'default'}
            onClick={() => change({ mine: mine ? undefined : '1' })}
          >
            {w.mine}
          </Button>
        )}
      </search>
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          rowId={({ bulkId }) => bulkId}
          describe={(row) => [pick(bulkActions[row.action]), row.byName, w.counts(row.done, row.refused)].join('，')}
          selectedId={search.open}
          onOpen={({ bulkId }) => change({ open: bulkId })}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          empty={<Nothing title={w.none}>{w.noneHint}</Nothing>}
        />
      </div>
      <Drawer
        open={Boolean(search.open)}
        onClose={close}
        size={760}
        title={w.title}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {search.open && <BulkResult key={search.open} bulkId={search.open} onClose={close} />}
      </Drawer>
    </section>
  )
}

function useColumns(): readonly Column<BulkSummary>[] {
  const w = useWords(words)
  return useMemo(
    () => [
      { id: 'at', header: w.at, width: 150, fixed: true, cell: (row) => formatTime(row.at) },
      { id: 'action', header: w.action, width: 130, grow: 1, cell: (row) => <Kind row={row} /> },
      { id: 'by', header: w.by, width: 110, grow: 1, cell: (row) => row.byName },
      { id: 'total', header: w.total, width: 70, align: 'end', cell: (row) => row.total },
      { id: 'done', header: w.done, width: 70, align: 'end', cell: (row) => row.done },
      { id: 'refused', header: w.refused, width: 70, align: 'end', cell: (row) => row.refused },
      { id: 'waiting', header: w.waiting, width: 70, align: 'end', cell: (row) => row.waiting },
      { id: 'state', header: w.state, width: 200, grow: 2, cell: (row) => <State row={row} /> },
    ],
    [w],
  )
}

function Kind({ row }: { row: BulkSummary }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <>
      {pick(bulkActions[row.action])} {row.undoOf && <span className="tag">{w.undoing}</span>}
    </>
  )
}

function State({ row: { waiting, undoneBy, undoUntil } }: { row: BulkSummary }) {
  const w = useWords(words)
  const now = useNow()
  if (waiting > 0) return <span className="tag tone-blue">{w.running}</span>
  if (undoneBy) return <span className="tag tone-brown">{w.undone}</span>
  if (undoUntil && Date.parse(undoUntil) > now)
    return <span className="tag tone-green">{w.open(formatTime(undoUntil).slice(11))}</span>
  return <span className="quiet">{w.ended}</span>
}

function Card({ row }: { row: BulkSummary }) {
  const w = useWords(words)
  return (
    <div className="list-card">
      <strong>
        <Kind row={row} /> · {row.total}
      </strong>
      <span>{w.counts(row.done, row.refused)}</span>
      <span className="quiet">
        {row.byName} · {formatTime(row.at)}
      </span>
      <span>
        <State row={row} />
      </span>
    </div>
  )
}
