import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { listPlans } from '#command/inspection/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import '../deadlines/deadlines.css'
import './inspections.css'
import { PlanDetail } from './plan-detail.tsx'
import { PlanForm } from './plan-form.tsx'
import { PlanTable } from './plan-table.tsx'
import { words } from './words.ts'

/** Plans of inspection with how far they are; one opens beside. */
export function InspectionsPage() {
  const w = useWords(words)
  const me = useMe()
  const [{ open }, change] = useAddress()
  const { data, error, refetch } = useQuery({ ...ask(listPlans, {}), refetchInterval: 60_000 })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  if (!data) return <Loading rows={8} />
  const chosen = data.items.find(({ planId }) => planId === open)
  const close = () => {
    change({ open: undefined, state: undefined })
    void refetch()
  }
  const mayMake = may(me, 'inspection.write')
  return (
    <section className="list-page deadlines" aria-labelledby="inspections-title">
      <header className="list-head">
        <h1 id="inspections-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        <span className="list-acts">
          {mayMake && (
            <Button type="primary" onClick={() => change({ open: 'new' })}>
              {w.add}
            </Button>
          )}
        </span>
      </header>
      {data.items.length === 0 ? (
        <Nothing title={w.none}>{w.noneHint}</Nothing>
      ) : (
        <PlanTable items={data.items} onOpen={(id, state) => change({ open: id, state })} />
      )}
      <Drawer
        open={(open === 'new' && mayMake) || chosen !== undefined}
        onClose={close}
        size={open === 'new' ? 600 : 820}
        title={open === 'new' ? w.add : chosen?.name}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open === 'new' && <PlanForm kinds={data.kinds} today={data.today} onDone={(id) => change({ open: id })} />}
        {chosen && (
          <PlanDetail
            key={chosen.planId}
            planId={chosen.planId}
            kinds={data.kinds}
            today={data.today}
            onChanged={() => void refetch()}
          />
        )}
      </Drawer>
    </section>
  )
}
