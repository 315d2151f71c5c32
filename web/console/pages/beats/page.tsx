import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { listBeats } from '#city/grid/beat/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { BeatForm } from './beat-form.tsx'
import './beats.css'
import { words } from './words.ts'

const NEW = 'new'

/** The beats of the district: which cells each has and who walks them; one opens beside to be changed. */
export function BeatsPage() {
  const w = useWords(words)
  const mayWrite = may(useMe(), 'place.write')
  const [search, change] = useAddress()
  const { data, error, refetch } = useQuery(ask(listBeats, {}))
  const { open } = search
  const beat = data?.items.find(({ beatId }) => beatId === open)
  const leave = () => change({ open: undefined })
  return (
    <section className="list-page" aria-labelledby="beats-title">
      <header className="list-head">
        <h1 id="beats-title">{w.title}</h1>
        {data && <span className="quiet">{w.free(data.free.length)}</span>}
        {mayWrite && (
          <Button type="primary" onClick={() => change({ open: NEW })}>
            {w.open}
          </Button>
        )}
      </header>
      <p className="quiet beats-about">{w.about}</p>
      {error && <Failure problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading rows={6} />}
      {data?.items.length === 0 && <Nothing title={w.none} />}
      {data && data.items.length > 0 && (
        <Table items={data.items} mayWrite={mayWrite} onOpen={(beatId) => change({ open: beatId })} />
      )}
      <Drawer
        open={data !== undefined && mayWrite && (beat !== undefined || open === NEW)}
        onClose={leave}
        size={560}
        title={beat?.name ?? w.open}
        destroyOnHidden
        closable={{ 'aria-label': w.dismiss }}
      >
        {data && <BeatForm key={open} beat={beat} reply={data} onDone={leave} />}
      </Drawer>
    </section>
  )
}

type Beat = ReplyOf<typeof listBeats>['items'][number]
type TableProps = {
  readonly items: readonly Beat[]
  readonly mayWrite: boolean
  readonly onOpen: (beatId: string) => void
}

function Table({ items, mayWrite, onOpen }: TableProps) {
  const w = useWords(words)
  return (
    <div className="beats-frame">
      <table className="beats">
        <thead>
          <tr>
            <th scope="col">{w.name}</th>
            <th scope="col">{w.person}</th>
            <th scope="col" className="end">
              {w.count}
            </th>
            <th scope="col" className="end">
              {w.size}
            </th>
            {mayWrite && (
              <th scope="col" className="end">
                {w.edit}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map(({ beatId, name, person, cellCodes, areaM2 }) => (
            <tr key={beatId}>
              <th scope="row">{name}</th>
              <td>{person ?? <span className="quiet">{w.nobody}</span>}</td>
              <td className="end">{cellCodes.length}</td>
              <td className="end">{w.km2((areaM2 / 1e6).toFixed(2))}</td>
              {mayWrite && (
                <td className="end">
                  <Button aria-label={`${w.edit} ${name}`} onClick={() => onOpen(beatId)}>
                    {w.edit}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
