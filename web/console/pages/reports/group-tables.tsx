import { Button } from 'antd'
import { useState } from 'react'
import {
  columnsOf,
  type Figures,
  type Grouping,
  groupingIds,
  groupings,
  shareText,
} from '#supervise/report/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { Count, FigureTable } from './figure.tsx'
import { words } from './words.ts'

const FIRST = 12

type Props = { id: string; figures: Figures }

/** The tables by source, stage, category, street, community and unit, and the returns. */
export const GroupTables = ({ id, figures }: Props) => (
  <>
    {groupingIds.map((by) => (
      <GroupTable key={by} id={id} figures={figures} by={by} />
    ))}
    <Bounces id={id} figures={figures} />
  </>
)

function GroupTable({ id, figures, by }: Props & { by: Grouping }) {
  const w = useWords(words)
  const pick = usePick()
  const [isWhole, showWhole] = useState(false)
  const rows = figures.groups[by]
  if (rows.length === 0) return null
  const columns = columnsOf[by]
  const isTimed = columns.includes('late')
  const name = (measure: string) => pick(figures.definitions[measure] ?? { zh: measure, en: measure })
  const heads = [pick(groupings[by]), ...columns.map(name), ...(isTimed ? [w.onTime] : [])]
  const shown = isWhole ? rows : rows.slice(0, FIRST)
  return (
    <>
      <FigureTable title={pick(groupings[by])} columns={heads}>
        {shown.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.name}</th>
            {columns.map((measure) => (
              <td key={measure}>
                <Count
                  id={id}
                  measure={measure}
                  by={by}
                  of={row.key}
                  value={row.counts[measure] ?? null}
                  label={`${row.name} ${name(measure)}`}
                />
              </td>
            ))}
            {isTimed && <td>{shareText(row.onTime)}</td>}
          </tr>
        ))}
      </FigureTable>
      {rows.length > shown.length && (
        <Button className="report-more" type="link" onClick={() => showWhole(true)}>
          {w.more(rows.length - shown.length)}
        </Button>
      )}
    </>
  )
}

function Bounces({ id, figures }: Props) {
  const w = useWords(words)
  if (figures.bounces.length === 0) return null
  return (
    <FigureTable title={w.bounces} columns={[w.unit, w.cases, w.timesReturned]}>
      {figures.bounces.map(({ key, name, cases, times }) => (
        <tr key={key}>
          <th scope="row">{name}</th>
          <td>
            <Count id={id} by="returned" of={key} value={cases} label={name} />
          </td>
          <td>{times}</td>
        </tr>
      ))}
    </FigureTable>
  )
}
