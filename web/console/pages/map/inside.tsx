import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { areaText, insideArea, type SelectedArea } from '#analyse/map/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import type { Pick } from '../../map-address.ts'
import { CaseRow, ComponentRow } from './case-row.tsx'
import { formatSurface } from './format.ts'
import { words } from './words.ts'

type Props = {
  readonly area: SelectedArea
  readonly period: { readonly from?: string | undefined; readonly to?: string | undefined }
  readonly onChoose: (pick: Pick) => void
  readonly onClear: () => void
}

type Counted = { readonly id: string; readonly name: string; readonly total: number; readonly of: number }

/** What lies in a surface: counts by class as a table, then the things themselves. */
export function Inside({ area, period, onChoose, onClear }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const asked = ask(insideArea, { query: { area: areaText(area), ...period } })
  const { data, error, refetch } = useQuery({ ...asked, placeholderData: keepPreviousData })
  if (error)
    return (
      <Failure problem={error} onRetry={() => void refetch()}>
        <Button onClick={onClear}>{w.clear}</Button>
      </Failure>
    )
  if (!data) return <Loading />
  const { cases, components } = data
  return (
    <div className="map-inside">
      <p className="map-inside-head">
        {w.insideSize(formatSurface(data.squareMetres, language))} <Button onClick={onClear}>{w.clear}</Button>
      </p>
      {cases && (
        <section aria-label={w.cases}>
          <Counts
            title={w.cases}
            of={w.late}
            total={cases.total}
            totalOf={cases.late}
            rows={cases.groups.map(({ category, name, total, late }) => ({
              id: category ?? '',
              name: name ?? w.noCategory,
              total,
              of: late,
            }))}
          />
          {cases.total > cases.items.length && <p className="quiet">{w.firstOf(cases.items.length, cases.total)}</p>}
          <ul className="map-rows">
            {cases.items.map((item) => (
              <CaseRow key={item.caseId} item={item} onChoose={onChoose} />
            ))}
          </ul>
        </section>
      )}
      {components && (
        <section aria-label={w.components}>
          <Counts
            title={w.components}
            of={w.faulty}
            total={components.total}
            totalOf={components.faulty}
            rows={components.groups.map(({ kind, name, total, faulty }) => ({ id: kind, name, total, of: faulty }))}
          />
          {components.total > components.items.length && (
            <p className="quiet">{w.firstOf(components.items.length, components.total)}</p>
          )}
          <ul className="map-rows">
            {components.items.map((item) => (
              <ComponentRow key={item.code} item={item} onChoose={onChoose} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const MOST_ROWS = 12

function Counts({
  title,
  of,
  rows,
  total,
  totalOf,
}: {
  title: string
  of: string
  rows: readonly Counted[]
  total: number
  totalOf: number
}) {
  const w = useWords(words)
  const say = (n: number) => n.toLocaleString('en')
  return (
    <table className="map-counts">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{w.count}</th>
          <th scope="col">{of}</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST_ROWS).map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            <td>{say(row.total)}</td>
            <td>{say(row.of)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{w.total}</th>
          <td>{say(total)}</td>
          <td>{say(totalOf)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
