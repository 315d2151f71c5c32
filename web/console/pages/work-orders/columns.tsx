import { useMemo } from 'react'
import type { OrderItem } from '#command/work-order/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import type { Column } from '#web/kit/table/columns.ts'
import { shortTime, useNow } from '#web/kit/time.ts'
import { LateTag, OrderTag } from './state-tag.tsx'
import { words } from './words.ts'

/** The columns of the list of orders. */
export function useOrderColumns(): readonly Column<OrderItem>[] {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const now = useNow()
  return useMemo(
    () => [
      {
        id: 'number',
        header: w.number,
        width: 150,
        fixed: true,
        cell: (row) => <span className="list-code">{row.number}</span>,
      },
      { id: 'title', header: w.job, width: 130, grow: 1, cell: (row) => pick(row.title) },
      { id: 'state', header: w.state, width: 104, cell: (row) => <OrderTag state={row.state} /> },
      {
        id: 'about',
        header: w.about,
        width: 220,
        grow: 2,
        cell: (row) => (
          <span className="clip" title={row.about ?? undefined}>
            {row.about ?? row.codes[0]}
            {row.codes.length > 1 && ` ${w.more(row.codes.length)}`}
          </span>
        ),
      },
      {
        id: 'unit',
        header: w.unit,
        width: 140,
        grow: 1,
        cell: (row) => [row.unitName, row.personName].filter(Boolean).join(' ') || '—',
      },
      {
        id: 'signed',
        header: w.signed,
        width: 96,
        cell: (row) => `${row.signed}/${row.points}${row.sentBack > 0 ? ` ↺${row.sentBack}` : ''}`,
      },
      {
        id: 'due',
        header: w.dueAt,
        width: 200,
        cell: (row) => (
          <>
            {row.dueAt ? shortTime(row.dueAt, now, language) : '—'} {row.isLate && <LateTag />}
          </>
        ),
      },
    ],
    [w, pick, now, language],
  )
}
