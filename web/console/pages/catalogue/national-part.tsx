import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { compareEditions } from '#city/catalogue/version/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { useAddress } from '../components/use-address.ts'
import { matches } from './matches.ts'
import { words } from './words.ts'

type Reply = ReplyOf<typeof compareEditions>
type Row = Reply['rows'][number]
const editionIds = ['2026', '2013', '2007'] as const
const MOST = 150

/** One thing under its codes and names in each national edition, with the ground on which they are held to be the same. */
export function NationalPart() {
  const w = useWords(words)
  const [search, change] = useAddress()
  const [kind, setKind] = useState<'component' | 'matter'>('component')
  const [isChanged, setChanged] = useState(false)
  const { data, error, refetch } = useQuery({ ...ask(compareEditions, {}), staleTime: Number.POSITIVE_INFINITY })
  const rows = useMemo(
    () =>
      (data?.rows ?? []).filter(
        (row) => row.kind === kind && (!isChanged || differs(row)) && matches(searchedOf(row), search.text ?? ''),
      ),
    [data, kind, isChanged, search.text],
  )
  if (error && !data) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  return (
    <>
      <search className="list-filters">
        <Input.Search
          aria-label={w.text}
          placeholder={w.text}
          allowClear
          defaultValue={search.text}
          key={search.text}
          onSearch={(typed) => change({ text: typed.trim() })}
        />
        <Segmented<'component' | 'matter'>
          aria-label={w.kind}
          value={kind}
          options={[
            { value: 'component', label: w.component },
            { value: 'matter', label: w.matter },
          ]}
          onChange={setKind}
        />
        <Checkbox checked={isChanged} onChange={({ target }) => setChanged(target.checked)}>
          {w.changedOnly}
        </Checkbox>
      </search>
      <Table editions={data.editions} rows={rows} />
    </>
  )
}

const searchedOf = (row: Row) => {
  const cells = editionIds.flatMap((edition) => row[edition])
  return { codes: cells.map(({ code }) => code), texts: cells.map(({ name }) => name), syllables: row.syllables }
}

/** Whether an edition lacks it, joins or splits it, or calls it otherwise. */
const differs = (row: Row): boolean =>
  editionIds.some((edition) => row[edition].length !== 1) ||
  new Set(editionIds.map((edition) => row[edition][0]?.name)).size > 1

function Table({ editions, rows }: { editions: Reply['editions']; rows: readonly Row[] }) {
  const w = useWords(words)
  return (
    <section className="catalogue-sheet" aria-label={w.national}>
      <table className="catalogue-table">
        <thead>
          <tr>
            {editions.map(({ edition, standard, categories, inForceFrom, replacedFrom }) => (
              <th key={edition} scope="col">
                {standard}
                <small>
                  {w.days(inForceFrom, replacedFrom)} · {w.categories(categories)}
                </small>
              </th>
            ))}
            <th scope="col">{w.how}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map((row) => (
            <tr key={editionIds.map((edition) => row[edition].map(({ code }) => code)).join('/')}>
              {editions.map(({ edition, standard }) => (
                <td key={edition} data-label={standard}>
                  {row[edition].length === 0 && <span className="quiet">{w.noEquivalent}</span>}
                  {row[edition].map(({ code, name }) => (
                    <div key={code}>
                      <span className="list-code">{code}</span> {name}
                    </div>
                  ))}
                </td>
              ))}
              <td className="quiet">{row.how.map(({ basis, mark }) => `${basis} [${mark}]`).join('；') || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="quiet catalogue-none">{w.noRows}</p>}
      {rows.length > MOST && <p className="quiet catalogue-none">{w.more(rows.length - MOST)}</p>}
    </section>
  )
}
