import { useMemo, useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { StageTag } from '#web/kit/stage-tag.tsx'
import { ColumnChoice } from '#web/kit/table/column-choice.tsx'
import type { Column } from '#web/kit/table/columns.ts'
import { QueryTable } from '#web/kit/table/query-table.tsx'
import { wholeList } from '#web/kit/table/use-keyset.ts'
import { useLayout } from '#web/kit/table/use-layout.ts'
import { words } from './words.ts'

type Row = { readonly id: string; readonly at: number }

const rows: readonly Row[] = Array.from({ length: 1_000 }, (_, at) => ({ id: `row-${at + 1}`, at: at + 1 }))

/** A list of a thousand rows with its columns to choose. */
export function ListPart() {
  const w = useWords(words)
  const [selected, setSelected] = useState('row-2')
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      { id: 'number', header: w.number, width: 140, fixed: true, cell: ({ at }) => 2026_0000 + at },
      {
        id: 'stage',
        header: w.stages,
        width: 120,
        cell: ({ at }) => <StageTag stage={at % 3 ? 'handling' : 'closed'} />,
      },
      { id: 'name', header: w.name, width: 200, grow: 1, cell: ({ at }) => w.row(at) },
      { id: 'amount', header: w.amount, width: 120, align: 'end', cell: ({ at }) => at * 137 },
    ],
    [w],
  )
  const layout = useLayout('style', columns)
  return (
    <section className="panel">
      <h2 className="style-head">
        {w.table}
        <ColumnChoice columns={columns} layout={layout} />
      </h2>
      <div className="style-list">
        <QueryTable
          label={w.tableOf}
          source={wholeList(rows)}
          columns={columns}
          layout={layout}
          rowId={({ id }) => id}
          describe={({ at }) => w.row(at)}
          selectedId={selected}
          onOpen={({ id }) => setSelected(id)}
          empty={null}
        />
      </div>
    </section>
  )
}
