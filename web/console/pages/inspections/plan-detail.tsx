import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { exportPlan, getPlan, type Kind } from '#command/inspection/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { ChangePlan } from './change-plan.tsx'
import { DueBar } from './due-bar.tsx'
import { keyOf } from './kind-field.tsx'
import { PlanItems } from './plan-items.tsx'
import { Terms } from './plan-table.tsx'
import { PlanVersions } from './plan-versions.tsx'
import { TurnPlan } from './turn-plan.tsx'
import { words } from './words.ts'

type Props = { planId: string; kinds: readonly Kind[]; today: string; onChanged: () => void }

/** One plan: how far it is by street, its components by state, and what became of it. */
export function PlanDetail({ planId, kinds, today, onChanged }: Props) {
  const w = useWords(words)
  const mayChange = may(useMe(), 'inspection.write')
  const [isChanging, setChanging] = useState(false)
  const { data, error, refetch } = useQuery(ask(getPlan, { params: { planId } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const changed = () => {
    onChanged()
    void refetch()
  }
  const kind = kinds.find((one) => keyOf(one) === keyOf(data))
  if (isChanging && kind)
    return (
      <ChangePlan
        plan={data}
        kind={kind}
        today={today}
        onDone={(isChanged) => {
          setChanging(false)
          if (isChanged) changed()
        }}
      />
    )
  const file = (format: 'xlsx' | 'csv') => addressOf(exportPlan, { params: { planId }, query: { format } })
  return (
    <div className="detail">
      <section>
        <h2 className="unseen">{data.name}</h2>
        <Terms item={data} />
        <DueBar counts={data.counts} />
        <p className="inspection-links">
          <a href={file('xlsx')}>{w.export}</a>
          <a href={file('csv')}>{w.exportCsv}</a>
          {mayChange && kind && <Button onClick={() => setChanging(true)}>{w.change}</Button>}
        </p>
      </section>
      {data.streets.length > 1 && (
        <section>
          <h3>{w.streets}</h3>
          <ul className="inspection-streets">
            {data.streets.map((one) => (
              <li key={one.code ?? 'none'}>
                <span>{one.name ?? w.noStreet}</span>
                <DueBar counts={one} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <PlanItems planId={planId} counts={data.counts} />
      <PlanVersions planId={planId} versions={data.versions} mayChange={mayChange} onChanged={changed} />
      <section>
        <h3>{w.history}</h3>
        <ul className="history">
          {data.turns.map(({ isOn, reason, at, by }, index) => (
            <li key={at}>
              {index === data.turns.length - 1 ? w.made : isOn ? w.turnedOn : w.turnedOff} · {by} · {formatTime(at)}
              {reason && <p className="quiet">{reason}</p>}
            </li>
          ))}
        </ul>
        {mayChange && <TurnPlan planId={planId} isOn={data.isOn} onDone={changed} />}
      </section>
    </div>
  )
}
