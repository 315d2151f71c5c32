import { useQuery } from '@tanstack/react-query'
import { Drawer, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { type Alarm, AlarmState, countAlarms, listAlarms, severities, severityNames } from '#analyse/alarm/contract.ts'
import { useShortcuts } from '#web/kit/keys/use-shortcut.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Nothing } from '#web/kit/states.tsx'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { useMedia } from '#web/kit/use-media.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { Acknowledge } from './acknowledge.tsx'
import { AlarmCard } from './alarm-card.tsx'
import { AlarmDetail } from './alarm-detail.tsx'
import './alarms.css'
import { useAlarmColumns } from './columns.tsx'
import { useSubject } from './value-words.ts'
import { words } from './words.ts'

type Search = Readonly<Record<string, string | undefined>>

/** Alarms of devices: what stands, who has seen it, what became of it; one opens beside. */
export function AlarmsPage() {
  const w = useWords(words)
  const me = useMe()
  const pick = usePick()
  const subject = useSubject()
  const [search, change] = useAddress()
  const isNarrow = useMedia('(max-width: 760px)')
  const [picked, setPicked] = useState<ReadonlyMap<string, Alarm>>(new Map())
  const [asked, setAsked] = useState<readonly Alarm[]>([])
  const mayWrite = may(me, 'alarm.write')
  const picking = useMemo(() => picksOf(picked, setPicked), [picked])
  const columns = useAlarmColumns(mayWrite ? picking : undefined)
  const source = useKeyset<Alarm, typeof listAlarms>(listAlarms, { query: queryOf(search) })
  const { open } = search
  useShortcuts(
    mayWrite
      ? {
          acknowledge: () => {
            const row = focusedRow(source.rows)
            const chosen = picked.size > 0 ? [...picked.values()] : row ? [row] : []
            setAsked(chosen)
            return chosen.length > 0
          },
          pick: () => {
            const row = focusedRow(source.rows)
            if (row) picking.toggle(row)
            return row !== undefined
          },
        }
      : {},
  )
  return (
    <section className="list-page" aria-labelledby="alarms-title">
      <header className="list-head">
        <h1 id="alarms-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
      </header>
      <Counts search={search} change={change} />
      <Filters search={search} change={change} />
      {picked.size > 0 && (
        <section className="alarm-bar" aria-label={w.picked(picked.size)}>
          <span aria-live="polite">{w.picked(picked.size)}</span>
          <button type="button" className="link" onClick={() => setAsked([...picked.values()])}>
            {w.ackKey}
          </button>
          <button type="button" className="link" onClick={() => setPicked(new Map())}>
            {w.clearPicks}
          </button>
        </section>
      )}
      <div className="list-table">
        <QueryTable
          label={w.title}
          source={source}
          columns={columns}
          rowId={({ episodeId }) => episodeId}
          describe={(row) =>
            [
              pick(severityNames[row.severity]),
              pick(row.title),
              subject(row),
              row.clearedAt ? w.cleared : w.standing,
            ].join('，')
          }
          selectedId={open}
          onOpen={({ episodeId }) => change({ open: episodeId })}
          card={isNarrow ? (row) => <AlarmCard row={row} /> : undefined}
          empty={<Nothing title={w.none}>{w.noneHint}</Nothing>}
        />
      </div>
      <Drawer
        open={Boolean(open)}
        onClose={() => change({ open: undefined })}
        size={680}
        title={source.rows.find(({ episodeId }) => episodeId === open)?.number ?? w.title}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open && <AlarmDetail key={open} episodeId={open} onAcknowledge={(one) => setAsked([one])} />}
      </Drawer>
      {asked.length > 0 && (
        <Acknowledge
          alarms={asked}
          onClose={(isDone) => {
            setAsked([])
            if (isDone) setPicked(new Map())
          }}
        />
      )}
    </section>
  )
}

type Picked = ReadonlyMap<string, Alarm>

const picksOf = (picked: Picked, set: (picked: Picked) => void) => ({
  has: (id: string) => picked.has(id),
  toggle: (alarm: Alarm) => {
    const without = [...picked].filter(([id]) => id !== alarm.episodeId)
    set(new Map(picked.has(alarm.episodeId) ? without : [...picked, [alarm.episodeId, alarm] as const].slice(0, 200)))
  },
})

/** The alarm on whose row the keyboard is. */
function focusedRow(rows: readonly Alarm[]): Alarm | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[role="row"][data-index]')
  return row ? rows[Number(row.dataset.index)] : undefined
}

function queryOf({ state, seen, severity, asks, q, rule, device }: Search) {
  const known = (severity ?? '').split(',').filter((one) => severities.some((each) => each === one))
  return {
    state: AlarmState.safeParse(state).data ?? 'standing',
    ...(seen === 'no' || seen === 'yes' ? { seen } : {}),
    ...(known.length > 0 ? { severity: known.join(',') } : {}),
    ...(asks === 'yes' ? { asks: 'true' } : {}),
    ...(q ? { text: q.slice(0, 60) } : {}),
    ...(rule ? { rule } : {}),
    ...(device ? { device } : {}),
    limit: 50,
  }
}

type FilterProps = { search: Search; change: (change: Search) => void }

function Counts({ search, change }: FilterProps) {
  const w = useWords(words)
  const { data } = useQuery({ ...ask(countAlarms, {}), refetchInterval: 5_000 })
  const only = { state: undefined, seen: undefined, asks: undefined, severity: undefined }
  const { state, seen, asks } = search
  const isPlain = !state && !seen && !asks
  const counts = [
    { key: 'standing', label: w.standing, count: data?.standing, to: only, isHere: isPlain },
    { key: 'unseen', label: w.unseen, count: data?.unseen, to: { ...only, seen: 'no' }, isHere: seen === 'no' },
    { key: 'asks', label: w.asks, count: data?.asks, to: { ...only, asks: 'yes' }, isHere: asks === 'yes' },
    { key: 'all', label: w.today, count: data?.today, to: { ...only, state: 'all' }, isHere: state === 'all' },
  ]
  return (
    <div className="alarm-counts" role="toolbar" aria-label={w.counts}>
      {counts.map(({ key, label, count, to, isHere }) => (
        <button
          key={key}
          type="button"
          aria-pressed={isHere}
          className={count === 0 ? 'is-zero' : undefined}
          onClick={() => change(to)}
        >
          {label} <strong>{count ?? '–'}</strong>
        </button>
      ))}
    </div>
  )
}

function Filters({ search, change }: FilterProps) {
  const w = useWords(words)
  const pick = usePick()
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
        aria-label={w.severity}
        placeholder={w.severity}
        allowClear
        value={search.severity ?? null}
        options={severities
          .toReversed()
          .map((value) => ({ value: value as string, label: pick(severityNames[value]) }))}
        onChange={(severity?: string | null) => change({ severity: severity ?? undefined })}
        style={{ inlineSize: 120 }}
      />
      <Select
        aria-label={w.state}
        value={search.state ?? 'standing'}
        options={AlarmState.options.map((value) => ({ value: value as string, label: w[value] }))}
        onChange={(state: string) => change({ state: state === 'standing' ? undefined : state })}
        style={{ inlineSize: 120 }}
      />
    </search>
  )
}
