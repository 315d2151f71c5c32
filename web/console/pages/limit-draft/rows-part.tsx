import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { listLimitRows } from '#command/limit-draft/contract.ts'
import { call, type ProblemError } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { routeKey } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useSettled } from '#web/kit/use-settled.ts'
import { useAddress } from '../components/use-address.ts'
import { LimitRow } from './limit-row.tsx'
import type { LimitDraft } from './use-limit-draft.ts'
import { words } from './words.ts'

type Kind = 'component' | 'matter'

/** The conditions that a search finds, each with its limit as a field. */
export function RowsPart({ draft, mayWrite }: { draft: LimitDraft; mayWrite: boolean }) {
  const w = useWords(words)
  const [{ text = '', kind = '' }, change] = useAddress()
  const [typed, setTyped] = useState(text)
  const settled = useSettled(typed)
  const filter = { text: settled, ...(kind === '' ? {} : { kind: kind as Kind }) }
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    queryKey: [routeKey(listLimitRows), filter],
    queryFn: ({ pageParam, signal }) =>
      call(listLimitRows, { query: { ...filter, ...(pageParam ? { after: pageParam } : {}) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="limit-rows" aria-label={w.rows}>
      <search className="list-filters">
        <Input.Search
          aria-label={w.search}
          placeholder={w.search}
          allowClear
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            change({ text: target.value })
          }}
        />
        <Segmented
          aria-label={w.kind}
          value={kind}
          options={[
            { value: '', label: w.all },
            { value: 'component', label: w.component },
            { value: 'matter', label: w.matter },
          ]}
          onChange={(next) => change({ kind: next })}
        />
        <span className="quiet limit-found" role="status">
          {data && w.found(data.pages[0]?.total ?? 0)}
        </span>
      </search>
      {error && <Failure problem={error as ProblemError} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && items.length === 0 && <Nothing title={w.noneFound}>{w.noneHint}</Nothing>}
      {items.length > 0 && (
        <div className="limit-scroll">
          <table className="limit-table">
            <thead>
              <tr>
                <th scope="col">{w.category}</th>
                <th scope="col">{w.condition}</th>
                <th scope="col">{w.held}</th>
                <th scope="col">{w.wanted}</th>
              </tr>
            </thead>
            <tbody>
              {items.flatMap((row) =>
                row.limits.map((held) => (
                  <LimitRow
                    key={`${row.conditionId} ${held.areaClass}`}
                    row={row}
                    held={held}
                    draft={draft}
                    mayWrite={mayWrite}
                  />
                )),
              )}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetching}>
          {w.more}
        </Button>
      )}
    </section>
  )
}
