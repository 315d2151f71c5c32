import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { listAlarmRules, type RuleItem } from '#analyse/rule/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { PlanDrawer } from '../alarm-telling/plan-drawer.tsx'
import { SeverityTag } from '../alarms/severity-tag.tsx'
import { useDeviceNames } from '../devices/use-names.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import './alarm-rules.css'
import { conditionText } from './condition-text.ts'
import { DraftForm } from './draft-form.tsx'
import { RuleDetail } from './rule-detail.tsx'
import { words } from './words.ts'

/** The rules by which values of devices raise alarms; one opens beside. */
export function AlarmRulesPage() {
  useDeviceNames()
  const w = useWords(words)
  const me = useMe()
  const pick = usePick()
  const [search, change] = useAddress()
  const [isNew, setNew] = useState(false)
  const { data, error, refetch } = useQuery({ ...ask(listAlarmRules, {}), refetchInterval: 15_000 })
  const { open } = search
  const shown = data?.items.find(({ ruleId }) => ruleId === open)
  return (
    <section className="list-page" aria-labelledby="alarm-rules-title">
      <header className="list-head">
        <h1 id="alarm-rules-title">{w.title}</h1>
        <span className="quiet">{w.lead}</span>
        <div className="list-acts">
          <Button onClick={() => change({ telling: 'yes' })}>{w.tellingPlan}</Button>
          {may(me, 'alarm.rule.write') && <Button onClick={() => setNew(true)}>{w.create}</Button>}
        </div>
      </header>
      {error ? (
        <Failure problem={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={6} />
      ) : data.items.length === 0 ? (
        <Nothing title={w.none}>{w.noneHint}</Nothing>
      ) : (
        <ul className="arule-list">
          {data.items.map((rule) => (
            <li key={rule.ruleId}>
              <RuleCard rule={rule} onOpen={() => change({ open: rule.ruleId })} />
            </li>
          ))}
        </ul>
      )}
      <Drawer
        open={Boolean(open)}
        onClose={() => change({ open: undefined })}
        size={760}
        title={shown ? pick((shown.inForce ?? shown.draft ?? shown.lastEnded)!.body.title) : w.title}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        {open && <RuleDetail key={open} ruleId={open} />}
      </Drawer>
      <PlanDrawer isOpen={search.telling === 'yes'} onClose={() => change({ telling: undefined })} />
      <Drawer
        open={isNew}
        onClose={() => setNew(false)}
        size={760}
        title={w.create}
        destroyOnHidden
        closable={{ 'aria-label': w.close }}
      >
        <DraftForm
          onDone={(ruleId) => {
            setNew(false)
            change({ open: ruleId })
          }}
        />
      </Drawer>
    </section>
  )
}

function RuleCard({ rule, onOpen }: { rule: RuleItem; onOpen: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const version = rule.inForce ?? rule.draft ?? rule.lastEnded
  if (!version) return null
  const { body } = version
  const state = rule.inForce ? w.version(rule.inForce.version) : rule.draft ? w.onlyDraft : w.ended
  return (
    <article className="arule-card">
      <div>
        <h2>
          <button type="button" className="link" onClick={onOpen}>
            {pick(body.title)}
          </button>
        </h2>
        <SeverityTag severity={body.severity} />
        <span className="quiet">
          {state}
          {rule.inForce && rule.draft ? ` · ${w.hasDraft}` : ''}
        </span>
      </div>
      <p>{conditionText(body.condition, language)}</p>
      <p className="quiet">
        {w.source}：{body.source.text}（{body.source.mark}）
      </p>
      <dl>
        <Figure name={w.standing} value={String(rule.standing)} />
        <Figure name={w.raised} value={String(rule.raised)} />
        <Figure name={w.cases} value={String(rule.cases)} />
        <Figure
          name={w.precision}
          value={rule.precision.share === null ? w.noVerdict : `${Math.round(rule.precision.share * 100)}%`}
        />
      </dl>
    </article>
  )
}

const Figure = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
