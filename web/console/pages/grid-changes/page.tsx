import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Select } from 'antd'
import { gridStates, listGridChanges } from '#city/grid/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { ChangeDetail } from './change-detail.tsx'
import './grid-changes.css'
import { type Change, StateTag } from './state-tag.tsx'
import { words } from './words.ts'

const whole = (text: string | undefined) => (/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : undefined)

/** Changes of cells, planned and done, newest first; one opens beside with its cells before and after. */
export function GridChangesPage() {
  const w = useWords(words)
  const mayWrite = may(useMe(), 'place.write')
  const [search, change] = useAddress()
  const state = gridStates.find((each) => each === search.state)
  const [before, open] = [whole(search.before), whole(search.open)]
  const query = { ...(state ? { state } : {}), ...(before ? { before } : {}), limit: 50 }
  const { data, error, refetch } = useQuery(ask(listGridChanges, { query }))
  return (
    <section className="list-page" aria-labelledby="changes-title">
      <header className="list-head">
        <h1 id="changes-title">{w.title}</h1>
        {mayWrite && (
          <Link className="list-acts" to="/map" search={{ layers: 'cell' }}>
            {w.begin}
          </Link>
        )}
      </header>
      <p className="quiet changes-about">{w.about}</p>
      <search className="list-filters">
        <Select
          aria-label={w.state}
          value={state ?? ''}
          options={[{ value: '', label: w.anyState }, ...gridStates.map((value) => ({ value, label: w[value] }))]}
          onChange={(value) => change({ state: value, before: undefined })}
        />
      </search>
      {error && <Failure problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading rows={6} />}
      {data?.items.length === 0 && <Nothing title={w.none}>{w.noneHint}</Nothing>}
      {data && data.items.length > 0 && (
        <Table items={data.items} onOpen={(number) => change({ open: String(number) })} />
      )}
      <div className="changes-pages">
        {before && <Button onClick={() => change({ before: undefined })}>{w.latest}</Button>}
        {data?.next && <Button onClick={() => change({ before: String(data.next) })}>{w.earlier}</Button>}
      </div>
      <Drawer
        open={open !== undefined}
        onClose={() => change({ open: undefined })}
        size={560}
        title={open && w.change(open)}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open && <ChangeDetail key={open} number={open} />}
      </Drawer>
    </section>
  )
}

type TableProps = { readonly items: readonly Change[]; readonly onOpen: (number: number) => void }

function Table({ items, onOpen }: TableProps) {
  const w = useWords(words)
  return (
    <div className="changes-frame">
      <table className="changes">
        <thead>
          <tr>
            <th scope="col">{w.number}</th>
            <th scope="col">{w.state}</th>
            <th scope="col">{w.day}</th>
            <th scope="col">{w.cells}</th>
            <th scope="col">{w.reason}</th>
            <th scope="col">{w.by}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.number}>
              <th scope="row">
                <Button type="link" onClick={() => onOpen(item.number)}>
                  {`${item.number} · ${w[item.kind]}`}
                </Button>
              </th>
              <td>
                <StateTag state={item.state} />
              </td>
              <td className="nowrap">{item.day}</td>
              <td className="list-code">{codesOf(item)}</td>
              <td>{item.reason}</td>
              <td>
                {item.by} <span className="quiet nowrap">{formatTime(item.at)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function codesOf({ retired, opened, reshaped }: Change): string {
  if (retired.length === 0) return reshaped.join('、')
  return `${retired.join('、')} → ${opened.join('、') || '—'}`
}
