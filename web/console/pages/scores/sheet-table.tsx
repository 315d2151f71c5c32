import { useMemo } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { getSheet } from '#supervise/score/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { Nothing } from '#web/kit/states.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { wholeList } from '#web/kit/table/use-keyset.ts'
import { useMedia } from '#web/kit/use-media.ts'
import { GradeTag } from './grade-tag.tsx'
import { points, shown } from './numbers.ts'
import { words } from './words.ts'

export type Sheet = ReplyOf<typeof getSheet>
export type Line = Sheet['rows'][number]

type Props = { sheet: Sheet; open: string | undefined; onOpen: (subject: string) => void }

/** The lines of a sheet in the order of their ranks; who is not ranked stands below and says why. */
export function SheetTable({ sheet, open, onOpen }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const isNarrow = useMedia('(max-width: 760px)')
  const columns = useColumns(sheet)
  const source = wholeList(sheet.rows)
  return (
    <QueryTable
      label={pick(sheet.title)}
      source={source}
      columns={columns}
      rowId={({ subject }) => subject}
      describe={(row) =>
        [row.rank === null ? w[row.standing] : `${w.rank} ${row.rank}`, row.name, row.total ?? '—'].join('，')
      }
      selectedId={open}
      onOpen={({ subject }) => onOpen(subject)}
      card={isNarrow ? (row) => <Card sheet={sheet} row={row} /> : undefined}
      total={sheet.rows.length}
      empty={<Nothing title={w.none}>{w.noneHint}</Nothing>}
    />
  )
}

function useColumns(sheet: Sheet): readonly Column<Line>[] {
  const w = useWords(words)
  const pick = usePick()
  return useMemo(
    () => [
      { id: 'rank', header: w.rank, width: 64, align: 'end', fixed: true, cell: (row) => row.rank ?? '—' },
      { id: 'grade', header: w.grade, width: 104, cell: (row) => <Standing sheet={sheet} row={row} /> },
      {
        id: 'name',
        header: w.name,
        width: 170,
        grow: 2,
        fixed: true,
        cell: (row) => (
          <span className="clip" title={row.name}>
            {row.name}
          </span>
        ),
      },
      {
        id: 'total',
        header: w.total,
        width: 84,
        align: 'end',
        fixed: true,
        cell: (row) => <span className="score-total">{row.total ?? '—'}</span>,
      },
      ...sheet.columns.map(
        (column, at): Column<Line> => ({
          id: column.indicator,
          header: pick(column.title),
          width: 128,
          grow: 1,
          align: 'end',
          cell: (row) => <Item item={row.items[at]} as={column.as} />,
        }),
      ),
      { id: 'sample', header: w.sample, width: 84, align: 'end', cell: (row) => row.sample ?? '—' },
    ],
    [sheet, w, pick],
  )
}

function Item({ item, as }: { item: Line['items'][number] | undefined; as: 'ratio' | 'amount' }) {
  if (!item) return null
  return (
    <span className="score-two">
      <span>{shown(item.value, as)}</span>
      <span>{points(item.score)}</span>
    </span>
  )
}

/** The grade of a line, or why it has none. */
export function Standing({ sheet, row }: { sheet: Sheet; row: Line }) {
  const w = useWords(words)
  const grade = sheet.grades.find(({ letter }) => letter === row.grade)
  if (grade) return <GradeTag grade={grade} />
  return <span className="quiet">{w[row.standing]}</span>
}

const Card = ({ sheet, row }: { sheet: Sheet; row: Line }) => (
  <div className="list-card">
    <span>
      <strong>{row.rank ?? '—'}</strong>　{row.name}
    </span>
    <span>
      <span className="score-total">{row.total ?? '—'}</span>　<Standing sheet={sheet} row={row} />
    </span>
  </div>
)
