import { Drawer } from 'antd'
import { useMemo, useState } from 'react'
import { type Alarm, AlarmState, listAlarms, severities, severityNames } from '#analyse/alarm/contract.ts'
import { useShortcuts } from '#web/kit/keys/use-shortcut.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Nothing } from '#web/kit/states.tsx'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useKeyset } from '#web/kit/table/use-keyset.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { useDeviceNames } from '../devices/use-names.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { Acknowledge } from './acknowledge.tsx'
import { AlarmCard } from './alarm-card.tsx'
import { AlarmDetail } from './alarm-detail.tsx'
import './alarms.css'
import { useAlarmColumns } from './columns.tsx'
import { Counts, Filters } from './filters.tsx'
import { useSubject } from './value-words.ts'
import { words } from './words.ts'

type Search = Readonly<Record<string, string | undefined>>

/** Alarms of devices: what stands, who has seen it, what became of it; one opens beside. */
export function AlarmsPage() {
  useDeviceNames()
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
  useKeys({ rows: source.rows, picked, toggle: picking.toggle, ask: setAsked, isOn: mayWrite })
  return (
    <section className="list-page" aria-labelledby="alarms-title">
      <header className="list-head">
        <h1 id="alarms-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
      </header>
      <Counts search={search} change={change} />
      <Filters search={search} change={change} />
      <PickedBar picked={picked} onAsk={setAsked} onClear={() => setPicked(new Map())} />
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

type Keys = {
  rows: readonly Alarm[]
  picked: Picked
  toggle: (alarm: Alarm) => void
  ask: (alarms: readonly Alarm[]) => void
  isOn: boolean
}

/** A acknowledges what is chosen, or the row on which the keyboard is; X chooses that row. */
function useKeys({ rows, picked, toggle, ask, isOn }: Keys): void {
  const acknowledge = () => {
    const row = focusedRow(rows)
    const chosen = picked.size > 0 ? [...picked.values()] : row ? [row] : []
    ask(chosen)
    return chosen.length > 0
  }
  const pick = () => {
    const row = focusedRow(rows)
    if (row) toggle(row)
    return row !== undefined
  }
  useShortcuts(isOn ? { acknowledge, pick } : {})
}

type BarProps = { picked: Picked; onAsk: (alarms: readonly Alarm[]) => void; onClear: () => void }

function PickedBar({ picked, onAsk, onClear }: BarProps) {
  const w = useWords(words)
  if (picked.size === 0) return null
  return (
    <section className="alarm-bar" aria-label={w.picked(picked.size)}>
      <span aria-live="polite">{w.picked(picked.size)}</span>
      <button type="button" className="link" onClick={() => onAsk([...picked.values()])}>
        {w.ackKey}
      </button>
      <button type="button" className="link" onClick={onClear}>
        {w.clearPicks}
      </button>
    </section>
  )
}

/** The alarm on whose row the keyboard is. */
function focusedRow(rows: readonly Alarm[]): Alarm | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[role="row"][data-index]')
  return row ? rows[Number(row.dataset.index)] : undefined
}

function queryOf({ state, seen, severity, asks, q, rule, device }: Search) {
  const looked: 'no' | 'yes' | undefined = seen === 'no' || seen === 'yes' ? seen : undefined
  const known = (severity ?? '').split(',').filter((one) => severities.some((each) => each === one))
  return {
    state: AlarmState.safeParse(state).data ?? 'standing',
    ...(looked ? { seen: looked } : {}),
    ...(known.length > 0 ? { severity: known.join(',') } : {}),
    ...(asks === 'yes' ? { asks: 'true' } : {}),
    ...(q ? { text: q.slice(0, 60) } : {}),
    ...(rule ? { rule } : {}),
    ...(device ? { device } : {}),
    limit: 50,
  }
}
