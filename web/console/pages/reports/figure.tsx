import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { countText, type Figures, type Measure } from '#supervise/report/contract.ts'
import { usePick } from '#web/kit/language.ts'

/** Which cases: `of` is the row of the table `by`. */
type To = { readonly measure?: Measure; readonly by?: string; readonly of?: string; readonly step?: number }

/** A number that leads to its cases; nought leads nowhere. */
export function Count({ id, value, label, of, ...to }: To & { id: string; value: number | null; label: string }) {
  if (!value) return <>{countText(value)}</>
  const search = { ...to, ...(of === undefined ? {} : { key: of }) }
  return (
    <Link to="/reports/$id/cases" params={{ id }} search={search} aria-label={`${label} ${countText(value)}`}>
      {countText(value)}
    </Link>
  )
}

/** The name of a measure with the number of its note. */
export function Named({ figures, id }: { figures: Figures; id: string }) {
  const pick = usePick()
  const definition = figures.definitions[id]
  const at = Object.keys(figures.definitions).indexOf(id) + 1
  if (!definition) return <>{id}</>
  return (
    <>
      {pick(definition)}
      <sup>
        <a
          className="report-note"
          href={`#note-${at}`}
          title={pick(definition.definition)}
          aria-label={pick(definition.definition)}
        >
          {at}
        </a>
      </sup>
    </>
  )
}

type TableProps = { title: string; unit?: string; columns: readonly string[]; children: ReactNode; isWordy?: boolean }

/** A table of a report; it scrolls sideways by itself where a phone is too narrow. */
export function FigureTable({ title, unit, columns, children, isWordy = false }: TableProps) {
  return (
    <section className="report-part">
      <h2>
        {title}
        {unit && <span className="report-unit quiet">{unit}</span>}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
      <section className="report-scroll" tabIndex={0} aria-label={title}>
        <table className={isWordy ? 'report-table wordy' : 'report-table'}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </section>
    </section>
  )
}
