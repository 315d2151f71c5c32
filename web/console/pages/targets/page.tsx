import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Dropdown } from 'antd'
import { exportPlanTargets, listPlanTargets, type TargetItem } from '#supervise/target/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { Board } from './board.tsx'
import { TargetDetail } from './detail.tsx'
import { Filters } from './filters.tsx'
import { ImportPart } from './import-part.tsx'
import { matching } from './match.ts'
import { NewTarget } from './target-form.tsx'
import './targets.css'
import { words } from './words.ts'

/** The plan's indicators with what was reached; one opens beside, with its sources and its history. */
export function TargetsPage() {
  const w = useWords(words)
  const me = useMe()
  const [address, change] = useAddress()
  const { data, error, refetch } = useQuery(ask(listPlanTargets, {}))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading rows={10} />
  const mayWrite = may(me, 'target.write')
  const { open } = address
  const close = () => change({ open: undefined })
  const chosen = data.items.find(({ targetId }) => targetId === open)
  const drawer = (open === 'new' || open === 'import') && mayWrite ? open : chosen ? 'one' : undefined
  return (
    <section className="list-page targets" aria-labelledby="targets-title">
      <header className="list-head">
        <h1 id="targets-title">{w.title}</h1>
        <span className="list-acts">
          <Exports />
          {mayWrite && <Button onClick={() => change({ open: 'import' })}>{w.import}</Button>}
          {mayWrite && (
            <Button type="primary" onClick={() => change({ open: 'new' })}>
              {w.add}
            </Button>
          )}
        </span>
        <p className="quiet targets-lead">{w.lead}</p>
      </header>
      <Shown items={data.items} address={address} change={change} />
      <Drawer
        open={drawer !== undefined}
        onClose={close}
        size={drawer === 'one' ? 860 : 720}
        title={drawer === 'new' ? w.add : drawer === 'import' ? w.import : chosen?.body.name}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {drawer === 'new' && <NewTarget onDone={(id) => change({ open: id })} />}
        {drawer === 'import' && <ImportPart />}
        {drawer === 'one' && chosen && <TargetDetail key={chosen.targetId} id={chosen.targetId} mayWrite={mayWrite} />}
      </Drawer>
    </section>
  )
}

type Address = ReturnType<typeof useAddress>
type ShownProps = { items: readonly TargetItem[]; address: Address[0]; change: Address[1] }

function Shown({ items, address, change }: ShownProps) {
  const w = useWords(words)
  if (items.length === 0) return <Nothing title={w.none}>{w.noneHint}</Nothing>
  const shown = matching(items, address)
  return (
    <>
      <Filters items={items} address={address} change={change} />
      {shown.length === 0 ? (
        <Nothing title={w.noMatch} />
      ) : (
        <Board items={shown} onOpen={(id) => change({ open: id })} />
      )}
    </>
  )
}

function Exports() {
  const w = useWords(words)
  const item = (what: 'targets' | 'actuals', format: 'xlsx' | 'csv', title: string) => ({
    key: `${what}.${format}`,
    label: (
      <a href={addressOf(exportPlanTargets, { query: { what, format } })} download>
        {title}
      </a>
    ),
  })
  const items = [
    item('targets', 'xlsx', w.exportTargets),
    item('targets', 'csv', w.exportTargetsCsv),
    item('actuals', 'xlsx', w.exportActuals),
    item('actuals', 'csv', w.exportActualsCsv),
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button aria-haspopup="menu">{w.export}</Button>
    </Dropdown>
  )
}
