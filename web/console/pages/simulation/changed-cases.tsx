import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { listSimulatedCases } from '#command/simulate/contract.ts'
import { call, type ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import type { UnitRow } from './unit-table.tsx'
import { words } from './words.ts'

/** The cases that a draft changes, filtered by where they went from and to; each opens. */
export function ChangedCases({ simulationId, units }: { simulationId: string; units: readonly UnitRow[] }) {
  const w = useWords(words)
  const pick = usePick()
  const [filter, setFilter] = useState<{ from?: string; to?: string }>({})
  const { data, error, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: [routeKey(listSimulatedCases), simulationId, filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        listSimulatedCases,
        { params: { simulationId }, query: { ...filter, after: pageParam, limit: 20 } },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.after ?? undefined,
  })
  if (error) return <Failure problem={error as ProblemError} />
  if (!data) return <Loading rows={2} />
  const items = data.pages.flatMap((page) => page.items)
  const nameOf = (id: string | null) => units.find(({ unitId }) => unitId === id)?.unitName ?? id ?? w.nobody
  const options = units.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))
  const choose = (label: string, name: 'from' | 'to') => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      value={filter[name] ?? null}
      options={options}
      onChange={(unit?: string | null) =>
        setFilter(({ [name]: _, ...rest }) => (unit ? { ...rest, [name]: unit } : rest))
      }
      style={{ inlineSize: 180 }}
    />
  )
  return (
    <section aria-label={w.list}>
      <h4>{w.list}</h4>
      <search className="list-filters">
        {choose(w.from, 'from')}
        {choose(w.to, 'to')}
      </search>
      {items.length === 0 && <p className="quiet">{w.nothing}</p>}
      <ul className="simulation-cases">
        {items.map(({ ordinal, caseId, number, fromUnit, toUnit, why }) => (
          <li key={ordinal}>
            <Link to="/cases/$id" params={{ id: caseId }}>
              {number}
            </Link>
            <span>
              {nameOf(fromUnit)} → {nameOf(toUnit)}
            </span>
            <span className="quiet">{pick(why)}</span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetching}>
          {w.more}
        </Button>
      )}
    </section>
  )
}
