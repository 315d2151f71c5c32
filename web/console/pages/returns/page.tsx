import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { listReturns } from '#command/return/contract.ts'
import { call, type ProblemError } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { routeKey } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { ReturnRow } from './return-row.tsx'
import './returns.css'
import { UnitReturns } from './unit-returns.tsx'
import { words } from './words.ts'

type Search = Readonly<Record<string, string | undefined>>

const rights = ['unit', 'dispatcher', 'open'] as const
const rightOf = (text: string | undefined) => rights.find((each) => each === text)

/** The ledger of returns: by unit, and each with what it cost and who was right. */
export function ReturnsPage() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useReturns(search)
  if (error) return <Failure problem={error as ProblemError} onRetry={() => void refetch()} isPage />
  const first = data?.pages[0]
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="list-page returns-page" aria-labelledby="returns-title">
      <header className="list-head">
        <h1 id="returns-title">{w.title}</h1>
        <span className="quiet">{w.hint}</span>
      </header>
      <Filters search={search} change={change} units={first?.units ?? []} />
      {!first ? (
        <Loading />
      ) : (
        <>
          {first.units.length > 0 && (
            <UnitReturns units={first.units} chosen={search.unitId} onChoose={(unitId) => change({ unitId })} />
          )}
          {items.length === 0 ? (
            <Nothing title={w.none} />
          ) : (
            <div>
              <p className="quiet">{w.total(first.total)}</p>
              <ul className="returns-list">
                {items.map((item) => (
                  <ReturnRow key={`${item.caseId}/${item.seq}`} item={item} />
                ))}
              </ul>
              {hasNextPage && (
                <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
                  {w.more}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </section>
  )
}

function useReturns({ from, to, unitId, right }: Search) {
  const wanted = rightOf(right)
  const query = {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(unitId ? { unitId } : {}),
    ...(wanted ? { right: wanted } : {}),
  }
  return useInfiniteQuery({
    queryKey: [routeKey(listReturns), query],
    queryFn: ({ pageParam, signal }) => call(listReturns, { query: { ...query, after: pageParam } }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.after ?? undefined,
  })
}

type FilterProps = {
  search: Search
  change: (change: Search) => void
  units: readonly { unitId: string; unitName: string }[]
}

function Filters({ search, change, units }: FilterProps) {
  const w = useWords(words)
  const names = { unit: w.right, dispatcher: w.wrong, open: w.open }
  const day = (name: 'from' | 'to', label: string) => (
    <span className="returns-day">
      <span aria-hidden="true">{label}</span>
      <Input
        type="date"
        aria-label={label}
        value={search[name] ?? ''}
        onChange={({ target }) => change({ [name]: target.value })}
      />
    </span>
  )
  return (
    <search className="list-filters">
      <Select
        aria-label={w.unit}
        placeholder={w.unit}
        allowClear
        value={search.unitId ?? null}
        options={units.map(({ unitId, unitName }) => ({ value: unitId, label: unitName }))}
        onChange={(unitId?: string | null) => change({ unitId: unitId ?? undefined })}
      />
      <Select
        aria-label={w.verdict}
        placeholder={w.verdict}
        allowClear
        value={rightOf(search.right) ?? null}
        options={rights.map((value) => ({ value, label: names[value] }))}
        onChange={(right?: string | null) => change({ right: right ?? undefined })}
        style={{ inlineSize: 160 }}
      />
      {day('from', w.from)}
      {day('to', w.to)}
    </search>
  )
}
