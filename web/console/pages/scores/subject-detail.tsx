import { Button } from 'antd'
import { cellsGiven, counts } from '#supervise/score/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { CountedCases } from './counted-cases.tsx'
import { percent, points, shown } from './numbers.ts'
import { type Line, type Sheet, Standing } from './sheet-table.tsx'
import { words } from './words.ts'

type Props = { sheet: Sheet; row: Line; show: string | undefined; onShow: (show: string | undefined) => void }

/** One line taken apart: each indicator with its formula, each basic count with the cases behind it. */
export function SubjectDetail({ sheet, row, show, onShow }: Props) {
  const w = useWords(words)
  const pick = usePick()
  if (show)
    return (
      <div className="detail">
        <div>
          <Button onClick={() => onShow(undefined)}>{w.back}</Button>
        </div>
        <CountedCases key={show} sheet={sheet} row={row} show={show} />
      </div>
    )
  return (
    <div className="detail">
      <p className="score-tools">
        <span className="score-total">{row.total ?? '—'}</span>
        <Standing sheet={sheet} row={row} />
        {row.rank !== null && (
          <span>
            {w.rank} {row.rank}
          </span>
        )}
        <span>
          {pick(sheet.minimum.title)} {row.sample ?? '—'}
        </span>
      </p>
      <section>
        <h2>{w.items}</h2>
        <Items sheet={sheet} row={row} onShow={onShow} />
      </section>
      <section>
        <h2>{w.counts}</h2>
        <p className="quiet">{w.countsHint}</p>
        <Counts row={row} onShow={onShow} />
      </section>
    </div>
  )
}

function Items({ sheet, row, onShow }: Omit<Props, 'show'>) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <div className="score-scroll">
      <table className="score-table">
        <thead>
          <tr>
            <th scope="col">{w.items}</th>
            <th scope="col" className="end">
              {w.value}
            </th>
            <th scope="col" className="end">
              {w.points}
            </th>
            <th scope="col" className="end">
              {w.weight}
            </th>
            <th scope="col">{w.source}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.columns.map((column, at) => {
            const item = row.items[at]
            return (
              <tr key={column.indicator}>
                <th scope="row">
                  {pick(column.title)}
                  <div className="score-expression quiet">{pick(column.words)}</div>
                </th>
                <td className="end">
                  <button type="button" className="score-link" onClick={() => onShow(`indicator:${column.indicator}`)}>
                    {shown(item?.value ?? null, column.as)}
                  </button>
                </td>
                <td className="end">{points(item?.score ?? null)}</td>
                <td className="end">{column.weight === null ? '—' : percent(item?.weight ?? null)}</td>
                <td>{column.source}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Counts({ row, onShow }: { row: Line; onShow: Props['onShow'] }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <div className="score-counts">
      {inOrder(row.counts).map(([name, amount]) => {
        const known = counts[name as keyof typeof counts]
        return (
          <button
            key={name}
            type="button"
            className="score-count"
            disabled={name === cellsGiven}
            title={known && pick(known.means)}
            onClick={() => onShow(`count:${name}`)}
          >
            <span>{known ? pick(known) : w.cells}</span>
            <strong>{amount}</strong>
          </button>
        )
      })}
    </div>
  )
}

/** In the order of the catalogue of counts, which is that of a case's life. */
const inOrder = (own: Line['counts']): [string, number][] =>
  [...Object.keys(counts), cellsGiven].flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]]))
