import { Drawer } from 'antd'
import { useMemo } from 'react'
import { type AuditItem, AuditQuery, searchAudit } from '#city/audit/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { formatDay, formatTime } from '#web/kit/time.ts'
import { useMedia } from '#web/kit/use-media.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import './audit.css'
import { EntryDetail } from './entry-detail.tsx'
import { Filters } from './filters.tsx'
import { Actor, OutcomeTag } from './tags.tsx'
import { words } from './words.ts'

const WEEK_MS = 7 * 86_400_000

/** The audit, for whoever audits: search, read, export, and nothing that changes anything. */
export function AuditPage() {
  const w = useWords(words)
  const pick = usePick()
  const [search, change] = useAddress()
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns()
  const query = queryOf(search)
  const source = useKeyset<AuditItem, typeof searchAudit>(searchAudit, { query }, 'after')
  const chosen = source.rows.find(({ auditId }) => auditId === search.open)
  return (
    <section className="list-page" aria-labelledby="audit-title">
      <header className="list-head">
        <h1 id="audit-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
      </header>
      <Filters search={search} query={query} change={change} />
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          rowId={({ auditId }) => auditId}
          describe={(row) =>
            [formatTime(row.at), row.actorName, pick(row.actName), w[row.outcome]].filter(Boolean).join('，')
          }
          selectedId={search.open}
          onOpen={({ auditId }) => change({ open: auditId })}
          card={isNarrow ? (row) => <Card row={row} /> : undefined}
          empty={<Nothing title={w.none}>{w.noneHint}</Nothing>}
        />
      </div>
      <Drawer
        open={chosen !== undefined}
        onClose={() => change({ open: undefined })}
        size={600}
        title={w.detail}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {chosen && <EntryDetail entry={chosen} change={change} />}
      </Drawer>
    </section>
  )
}

type Address = Readonly<Record<string, string | undefined>>

/** The days of an address as instants in Beijing; the usual week where none is named. */
function queryOf({ personId, act, object, outcome, ip, from, to }: Address) {
  const since = from ?? formatDay(Date.now() - WEEK_MS)
  const until = to ? { to: `${to}T24:00:00+08:00`.replace('T24:00:00', 'T23:59:59.999') } : {}
  const given = Object.entries({ personId, act, object, outcome, ip }).filter(([, value]) => value)
  const asked = { ...Object.fromEntries(given), from: `${since}T00:00:00+08:00`, ...until, limit: 100 }
  const read = AuditQuery.safeParse(asked)
  return read.success ? read.data : { limit: 100 }
}

export type Asked = ReturnType<typeof queryOf>

function Card({ row }: { row: AuditItem }) {
  const pick = usePick()
  return (
    <div className="list-card">
      <span>
        <OutcomeTag outcome={row.outcome} /> {pick(row.actName)}
      </span>
      <span>
        <Actor row={row} /> <span className="quiet">{formatTime(row.at)}</span>
      </span>
      <span className="quiet list-code clip">{row.target}</span>
    </div>
  )
}

function useColumns(): readonly Column<AuditItem>[] {
  const w = useWords(words)
  const pick = usePick()
  return useMemo(
    () => [
      { id: 'at', header: w.at, width: 150, fixed: true, cell: ({ at }) => formatTime(at) },
      { id: 'person', header: w.person, width: 110, cell: (row) => <Actor row={row} /> },
      {
        id: 'act',
        header: w.act,
        width: 220,
        grow: 1,
        cell: ({ actName }) => <span className="clip">{pick(actName)}</span>,
      },
      { id: 'outcome', header: w.outcome, width: 96, cell: ({ outcome }) => <OutcomeTag outcome={outcome} /> },
      {
        id: 'object',
        header: w.objectHead,
        width: 260,
        grow: 2,
        cell: ({ target }) => (
          <span className="list-code clip" title={target}>
            {target}
          </span>
        ),
      },
      { id: 'ip', header: w.ip, width: 140, cell: ({ ip }) => <span className="list-code">{ip ?? '—'}</span> },
    ],
    [w, pick],
  )
}
