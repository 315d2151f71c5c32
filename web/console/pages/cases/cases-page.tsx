import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type CaseItem, CaseQuery, countCases, getCase, listCases } from '#city/case/contract.ts'
import { AttendanceInside } from '#web/kit/attendance.tsx'
import { readClock } from '#web/kit/clock-reading.ts'
import { defineWords, useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { useStageNames } from '#web/kit/stage-tag.tsx'
import { Nothing } from '#web/kit/states.tsx'
import { ColumnChoice } from '#web/kit/table/column-choice.tsx'
import { pickByKey } from '#web/kit/table/pick-column.tsx'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { useRowMarks } from '#web/kit/table/row-marks.ts'
import { useKeyset, windowed } from '#web/kit/table/use-keyset.ts'
import { useLayout } from '#web/kit/table/use-layout.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { type CaseSearch, hasFilters, withChange, withoutFilters } from '../../case-search.ts'
import { BulkBar } from './bulk/bulk-bar.tsx'
import { useCasePickColumn, useCasePicks } from './bulk/case-picks.ts'
import { CaseCard } from './case-card.tsx'
import { useCaseColumns } from './case-columns.tsx'
import { CaseExport } from './case-export.tsx'
import { CaseFilters } from './case-filters.tsx'
import './cases.css'
import { OpenedCase, OpenMark } from './opened-case.tsx'
import { SavedViews } from './saved-views.tsx'

const words = defineWords({
  found: { zh: '查询结果', en: 'Found cases' },
  all: { zh: '案件', en: 'Cases' },
  count: { zh: (n: number) => `${n} 件`, en: (n: number) => `${n}` },
  late: { zh: (n: number) => `超时 ${n} 件`, en: (n: number) => `${n} late` },
  empty: { zh: '这个列表是空的', en: 'This list is empty' },
  emptyHint: { zh: '新的案件到达时会自动出现。', en: 'New cases appear by themselves.' },
  noMatch: { zh: '没有符合筛选条件的案件', en: 'No case matches the filters' },
  keys: { zh: 'J / K 上下，Enter 打开，1–9 办理，? 全部快捷键', en: 'J / K move, Enter opens, 1–9 act, ? for all' },
})

const asCard = (item: CaseItem) => <CaseCard item={item} />

export function CasesPage() {
  const w = useWords(words)
  const search = useSearch({ from: '/inside/cases', select: filtersOf, structuralSharing: true })
  const isOpen = useSearch({ from: '/inside/cases', select: ({ open }: CaseSearch) => open !== undefined })
  const navigate = useNavigate({ from: '/cases' })
  const isWide = useMedia('(min-width: 1280px)')
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useCaseColumns()
  const layout = useLayout('cases', columns)
  const source = useKeyset<CaseItem, typeof listCases>(listCases, { query: asQuery(search) }, 'cursor', windowed)
  const marks = useRowMarks()
  const picks = useCasePicks(source.rows)
  const pickColumn = useCasePickColumn(picks)
  const mayPick = may(useMe(), 'case.bulk') && !isNarrow
  const shown = useMemo(() => (mayPick ? [pickColumn, ...columns] : columns), [mayPick, pickColumn, columns])
  const describe = useDescription()
  const heading = useHeading(search.list, search.q)
  const isBeside = isWide && isOpen
  const go = (change: Parameters<typeof withChange>[1], replace = false) =>
    void navigate({ search: (before) => withChange(before, change), replace, resetScroll: false })
  const prefetch = usePrefetch(source.rows)
  const show = (item: CaseItem) => {
    prefetch(item)
    if (isWide) go({ open: item.caseId }, isOpen)
    else void navigate({ to: '/cases/$id', params: { id: item.caseId } })
  }
  return (
    <div className={isBeside ? 'cases split' : 'cases'}>
      <OpenMark marks={marks} isShown={isWide} />
      <section className="cases-list" aria-label={heading.title}>
        <header className="cases-head">
          <h1>{heading.title}</h1>
          {heading.total !== undefined && <span className="quiet">{w.count(heading.total)}</span>}
          {heading.late > 0 && <span className="cases-late">▲ {w.late(heading.late)}</span>}
          <span className="cases-keys quiet">{w.keys}</span>
          {!isNarrow && <SavedViews search={search} />}
          {!isBeside && !isNarrow && (
            <>
              <CaseExport search={search} layout={layout} />
              <ColumnChoice columns={columns} layout={layout} />
            </>
          )}
        </header>
        <CaseFilters
          search={search}
          onChange={(change) => go(change)}
          onClear={() => void navigate({ search: withoutFilters })}
        />
        {mayPick && <BulkBar picks={picks} />}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows inside, which carry the focus. */}
        <div className="cases-table" onKeyDown={(event) => mayPick && pickByKey(event, source, picks)}>
          <AttendanceInside>
            <QueryTable
              label={heading.title}
              source={source}
              columns={shown}
              layout={layout}
              rowId={({ caseId }) => caseId}
              describe={describe}
              marks={marks}
              {...(isBeside ? { onSelect: show } : {})}
              onOpen={show}
              card={isBeside || isNarrow ? asCard : undefined}
              sort={search.sort ?? 'due'}
              onSort={(sort) => go({ sort })}
              total={hasFilters(search) ? undefined : heading.total}
              empty={
                hasFilters(search) ? <Nothing title={w.noMatch} /> : <Nothing title={w.empty}>{w.emptyHint}</Nothing>
              }
            />
          </AttendanceInside>
        </div>
      </section>
      {isBeside && <OpenedCase rows={source.rows} isWorkList={search.list !== undefined} />}
    </div>
  )
}

/** What the address says of the list, without the case beside it. */
const filtersOf = ({ open: _, ...filters }: CaseSearch): CaseSearch => filters

/** What the address asks of the server; an address written by hand that is not valid asks for nothing special. */
function asQuery(filters: Record<string, string | undefined>) {
  const query = { ...filters, limit: 100 }
  return CaseQuery.safeParse(query).success ? query : { limit: 100 }
}

function useHeading(list: string | undefined, q: string | undefined) {
  const w = useWords(words)
  const pick = usePick()
  const { data } = useQuery(ask(countCases, {}))
  const entry = data?.lists.find(({ id }) => id === list)
  return {
    title: entry ? pick(entry) : q ? `${w.found}：${q}` : w.all,
    total: entry?.total,
    late: entry?.late ?? 0,
  }
}

/** A row in words, as it is spoken when the selection moves. */
function useDescription(): (item: CaseItem) => string {
  const language = useLanguage()
  const stages = useStageNames()
  return (item) =>
    [item.number, stages[item.stage], readClock(item, Date.now(), language).text, item.description].join('，')
}

const prefetchMs = 60

/** Asks for the cases next to one that is opened, so that J and K show them at once. */
function usePrefetch(rows: readonly CaseItem[]): (item: CaseItem) => void {
  const client = useQueryClient()
  return (item) => {
    const at = rows.findIndex(({ caseId }) => caseId === item.caseId)
    const fetch = () => {
      for (const next of [rows[at + 1], rows[at - 1]])
        if (next) void client.prefetchQuery(ask(getCase, { params: { id: next.caseId } }))
    }
    // What is opened is drawn first.
    setTimeout(fetch, prefetchMs)
  }
}
