import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useMemo } from 'react'
import { listStandards } from '#city/catalogue/contract.ts'
import { listVersionConditions } from '#city/catalogue/version/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatDay } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import { ConditionList } from './condition-list.tsx'
import { matches } from './matches.ts'
import { DraftForm, VersionActs } from './version-acts.tsx'
import { words } from './words.ts'

export type Version = ReplyOf<typeof listStandards>['items'][number]
export type ConditionRow = ReplyOf<typeof listVersionConditions>['items'][number]

/** The district's own standard, version by version: read, searched, drafted, published. */
export function OwnPart() {
  const w = useWords(words)
  const me = useMe()
  const [search] = useAddress()
  const { data, error, refetch } = useQuery(ask(listStandards, {}))
  if (error && !data) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const today = formatDay(Date.now())
  const version =
    data.items.find(({ versionId }) => versionId === search.version) ??
    data.items.find((each) => isInForce(each, today)) ??
    data.items[0]
  if (!version)
    return (
      <Nothing title={w.noVersion}>
        {w.noVersionHint}
        {may(me, 'catalogue.write') && <DraftForm from={null} />}
      </Nothing>
    )
  return <Shown key={version.versionId} version={version} versions={data.items} />
}

export const isInForce = ({ status, validFrom, validTo }: Version, today: string): boolean =>
  status !== 'draft' && validFrom !== null && validFrom <= today && (validTo === null || validTo > today)

function Shown({ version, versions }: { version: Version; versions: readonly Version[] }) {
  const w = useWords(words)
  const me = useMe()
  const [search, change] = useAddress()
  const { data, error, refetch } = useQuery(ask(listVersionConditions, { params: { versionId: version.versionId } }))
  const found = useMemo(
    () =>
      (data?.items ?? []).filter(
        ({ kind, code, name, condition, syllables }) =>
          (!search.kind || kind === search.kind) &&
          matches({ codes: [code], texts: [name, condition], syllables }, search.text ?? ''),
      ),
    [data, search],
  )
  const mayWrite = may(me, 'catalogue.write')
  return (
    <>
      <search className="list-filters">
        <Input.Search
          aria-label={w.text}
          placeholder={w.text}
          allowClear
          defaultValue={search.text}
          key={search.text}
          onSearch={(typed) => change({ text: typed.trim() })}
        />
        <Select
          aria-label={w.kind}
          placeholder={w.kind}
          allowClear
          value={search.kind ?? null}
          options={[
            { value: 'component', label: w.component },
            { value: 'matter', label: w.matter },
          ]}
          onChange={(kind?: string) => change({ kind })}
          style={{ inlineSize: 110 }}
        />
        <VersionChoice version={version} versions={versions} />
        {data && <span className="quiet catalogue-count">{w.found(found.length, data.items.length)}</span>}
      </search>
      <VersionActs version={version} mayWrite={mayWrite} />
      {error && !data && <Failure problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <ConditionList version={version} items={found} mayWrite={mayWrite} />}
    </>
  )
}

function VersionChoice({ version, versions }: { version: Version; versions: readonly Version[] }) {
  const w = useWords(words)
  const [, change] = useAddress()
  const today = formatDay(Date.now())
  const label = (each: Version) => `${each.name} · ${isInForce(each, today) ? w.inForce : w[each.status]}`
  return (
    <Select
      aria-label={w.version}
      value={version.versionId}
      options={versions.map((each) => ({ value: each.versionId, label: label(each) }))}
      onChange={(versionId) => change({ version: versionId })}
      style={{ inlineSize: 320, maxInlineSize: '100%' }}
    />
  )
}
