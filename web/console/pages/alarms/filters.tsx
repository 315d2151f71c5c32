import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { AlarmState, countAlarms, severities, severityNames } from '#analyse/alarm/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import './alarms.css'
import { words } from './words.ts'

type Search = Readonly<Record<string, string | undefined>>
type FilterProps = { search: Search; change: (change: Search) => void }

/** How many alarms stand, are unseen or wait for a word; each shows its list. */
export function Counts({ search, change }: FilterProps) {
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

/** What the list is narrowed by, as the address holds it. */
export function Filters({ search, change }: FilterProps) {
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
