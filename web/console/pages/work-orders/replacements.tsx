import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { listReplacements } from '#command/work-order/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import type { Jobs } from './order-fields.tsx'
import './work-orders.css'
import { words } from './words.ts'

type Props = { jobs: Jobs; onChosen: (codes: string[]) => void }

/** What wears out and comes to the end of its cycle; those chosen become an order. */
export function Replacements({ jobs, onChosen }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const mayPlan = may(useMe(), 'order.write')
  const cyclic = jobs.filter(({ cycleDays }) => cycleDays !== null)
  const [at, setAt] = useState(0)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { industryId = '', jobId = '' } = cyclic[at] ?? {}
  const { data, error, refetch } = useQuery({
    ...ask(listReplacements, { query: { industryId, jobId } }),
    enabled: jobId !== '',
  })
  const toggle = (code: string) =>
    setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code].slice(0, 100))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  return (
    <div className="detail">
      {cyclic.length > 1 && (
        <Select
          aria-label={w.job}
          value={at}
          options={cyclic.map(({ industry, title }, value) => ({ value, label: `${pick(industry)} · ${pick(title)}` }))}
          onChange={setAt}
        />
      )}
      {!data && <Loading rows={6} />}
      {data && <p className="quiet">{w.replaceLead(data.everyDays, data.total)}</p>}
      {data?.items.length === 0 && <Nothing title={w.noReplace} />}
      <ul className="order-list">
        {data?.items.map(({ code, name, address, since, dueOn, orderNumber }) => (
          <li key={code}>
            {mayPlan && !orderNumber && (
              <Checkbox
                checked={chosen.includes(code)}
                onChange={() => toggle(code)}
                aria-label={w.choose(name, code)}
              />
            )}
            <span>
              {name} <span className="list-code">{code}</span>
            </span>
            <span className="quiet order-due">{w.dueOn(dueOn)}</span>
            <p className="quiet">
              {[address, w.since(since), orderNumber && w.has(orderNumber)].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {mayPlan && chosen.length > 0 && (
        <div className="order-bar">
          <Button type="primary" onClick={() => onChosen([...chosen])}>
            {w.openChosen(chosen.length)}
          </Button>
        </div>
      )}
    </div>
  )
}
