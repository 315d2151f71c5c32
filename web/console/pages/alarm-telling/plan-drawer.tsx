import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { severities, severityNames } from '#analyse/rule/contract.ts'
import { getTellingPlan } from '#analyse/telling/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { LevelText } from './level-text.tsx'
import { PlanForm } from './plan-form.tsx'
import { Preview } from './preview.tsx'
import './telling.css'
import { words } from './words.ts'

/** Who is told of alarms in the district, beside the rules. */
export function PlanDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const w = useWords(words)
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      size={760}
      title={w.title}
      destroyOnHidden
      closable={{ 'aria-label': w.close }}
    >
      {isOpen && <PlanPart />}
    </Drawer>
  )
}

function PlanPart() {
  const w = useWords(words)
  const me = useMe()
  const [isEditing, setEditing] = useState(false)
  const { data, error, refetch } = useQuery(ask(getTellingPlan, {}))
  if (error && !data) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  if (isEditing) return <PlanForm key={data.version} data={data} onDone={() => setEditing(false)} />
  return (
    <div className="detail">
      <p className="quiet">{w.lead}</p>
      <PlanText data={data} />
      {may(me, 'alarm.rule.sign') && (
        <div className="arule-acts">
          <Button onClick={() => setEditing(true)}>{w.change}</Button>
        </div>
      )}
      <Preview levelOf={(severity) => data.plan[severity]} timeZone={data.timeZone} first="major" />
      <History versions={data.versions} />
    </div>
  )
}

type Data = ReplyOf<typeof getTellingPlan>

function PlanText({ data: { plan, version } }: { data: Data }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <dl className="detail-facts">
      {severities.toReversed().map((severity) => (
        <div key={severity}>
          <dt>{pick(severityNames[severity])}</dt>
          <dd>
            <LevelText level={plan[severity]} />
          </dd>
        </div>
      ))}
      <div>
        <dt>{w.source}</dt>
        <dd>
          {plan.source.text}（{plan.source.mark}）{version === 0 && <span className="quiet">{w.usual}</span>}
        </dd>
      </div>
    </dl>
  )
}

function History({ versions }: { versions: Data['versions'] }) {
  const w = useWords(words)
  if (versions.length === 0) return null
  return (
    <section>
      <h3>{w.history}</h3>
      <ol className="history">
        {versions.map(({ version, byName, at, reason }) => (
          <li key={version}>
            <strong>{w.version(version)}</strong> {reason}
            <div className="quiet">
              {byName} · {formatTime(at)}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
