import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { exportAudit, listActs } from '#city/audit/contract.ts'
import { listPeople } from '#city/organisation/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatDay } from '#web/kit/time.ts'
import type { Asked } from './page.tsx'
import { words } from './words.ts'

type Address = Readonly<Record<string, string | undefined>>
type Props = { search: Address; query: Asked; change: (change: Address) => void }

/** By object, person, act, result, where from and when. */
export function Filters({ search, query, change }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const { data: people } = useQuery({ ...ask(listPeople, {}), staleTime: 600_000 })
  const { data: acts } = useQuery({ ...ask(listActs, {}), staleTime: Number.POSITIVE_INFINITY })
  const { limit: _, ...asked } = query
  const results = [
    { value: 'done', label: w.done },
    { value: 'refused', label: w.refused },
  ]
  return (
    <search className="list-filters">
      <Input.Search
        aria-label={w.object}
        placeholder={w.object}
        allowClear
        defaultValue={search.object}
        key={`o${search.object}`}
        onSearch={(typed) => change({ object: typed.trim() })}
      />
      <Select
        aria-label={w.person}
        placeholder={w.person}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.personId ?? null}
        options={people?.items.map(({ personId, name }) => ({ value: personId, label: name })) ?? []}
        onChange={(chosen?: string) => change({ personId: chosen })}
        style={{ inlineSize: 140 }}
      />
      <Select
        aria-label={w.act}
        placeholder={w.act}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.act ?? null}
        options={acts?.items.map(({ act, ...name }) => ({ value: act, label: pick(name) })) ?? []}
        onChange={(chosen?: string) => change({ act: chosen })}
        style={{ inlineSize: 240 }}
      />
      <Select
        aria-label={w.outcome}
        placeholder={w.outcome}
        allowClear
        value={search.outcome ?? null}
        options={results}
        onChange={(chosen?: string) => change({ outcome: chosen })}
        style={{ inlineSize: 100 }}
      />
      <Input
        aria-label={w.ip}
        placeholder={w.ip}
        defaultValue={search.ip}
        key={`i${search.ip}`}
        onPressEnter={({ currentTarget }) => change({ ip: currentTarget.value.trim() })}
        onBlur={({ target }) => target.value.trim() !== (search.ip ?? '') && change({ ip: target.value.trim() })}
        style={{ inlineSize: 130 }}
      />
      <span className="audit-days">
        <Input
          type="date"
          aria-label={w.from}
          value={search.from ?? formatDay(query.from ?? Date.now())}
          onChange={({ target }) => change({ from: target.value })}
        />
        <span aria-hidden="true">–</span>
        <Input
          type="date"
          aria-label={w.to}
          value={search.to ?? ''}
          onChange={({ target }) => change({ to: target.value })}
        />
      </span>
      {may(me, 'audit.export') && <Button href={addressOf(exportAudit, { query: asked })}>{w.export}</Button>}
    </search>
  )
}
