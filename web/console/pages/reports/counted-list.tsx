import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { CountedCase } from '#supervise/report/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import type { Keyset } from '#web/kit/table/use-keyset.ts'
import { formatTime } from '#web/kit/time.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { words } from './words.ts'

type Props = { label: string; source: Keyset<CountedCase>; total: number | undefined; isThen: boolean }

/** The cases that a number counted; `isThen` shows the stage at the end of the period beside that of today. */
export function CountedList({ label, source, total, isThen }: Props) {
  const w = useWords(words)
  const navigate = useNavigate()
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns(isThen)
  return (
    <QueryTable
      label={label}
      source={source}
      columns={columns}
      total={total}
      rowId={({ caseId }) => caseId}
      describe={({ number, categoryName, placeText }) => [number, categoryName, placeText].filter(Boolean).join('，')}
      onOpen={({ caseId }) => void navigate({ to: '/cases/$id', params: { id: caseId } })}
      card={isNarrow ? (row) => <Card row={row} /> : undefined}
      empty={<Nothing title={w.noCases} />}
    />
  )
}

const Card = ({ row }: { row: CountedCase }) => (
  <div className="counted-card">
    <span>
      <b>{row.categoryName ?? '—'}</b> <StageTag stage={row.stage} />
    </span>
    <span className="clip">{row.placeText || '—'}</span>
    <span className="clip quiet">
      {row.number} · {row.unitName ?? '—'}
    </span>
  </div>
)

function useColumns(isThen: boolean): readonly Column<CountedCase>[] {
  const w = useWords(words)
  return useMemo(() => {
    const then: Column<CountedCase> = {
      id: 'stageThen',
      header: w.stageThen,
      width: 110,
      cell: (row) => <StageTag stage={row.stageThen} />,
    }
    return [
      { id: 'number', header: w.number, width: 140, fixed: true, cell: (row) => row.number },
      { id: 'category', header: w.category, width: 140, grow: 1, cell: (row) => row.categoryName ?? '—' },
      { id: 'place', header: w.place, width: 200, grow: 2, cell: (row) => row.placeText || '—' },
      { id: 'unit', header: w.unit, width: 170, grow: 1, cell: (row) => row.unitName ?? '—' },
      ...(isThen ? [then] : []),
      { id: 'stage', header: w.stage, width: 110, cell: (row) => <StageTag stage={row.stage} /> },
      { id: 'reported', header: w.reportedAt, width: 150, cell: (row) => formatTime(row.reportedAt) },
      { id: 'due', header: w.due, width: 150, cell: (row) => (row.dueAt ? formatTime(row.dueAt) : '—') },
    ]
  }, [w, isThen])
}
