import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import {
  discardAlarmRuleDraft,
  getAlarmRule,
  type RuleBody,
  severityNames,
  type Version,
} from '#analyse/rule/contract.ts'
import { kindName } from '#sense/device/contract.ts'
import { useLanguage, usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import './alarm-rules.css'
import { RuleTellingText } from '../alarm-telling/rule-text.tsx'
import { conditionText } from './condition-text.ts'
import { DraftForm } from './draft-form.tsx'
import { DryRun } from './dry-run.tsx'
import { useHoursText } from './hours-text.ts'
import { SignPart } from './sign-part.tsx'
import { useSaved } from './use-saved.ts'
import { words } from './words.ts'

/** One rule: what it says, how often it was right, its versions, its draft with the dry run. */
export function RuleDetail({ ruleId }: { ruleId: string }) {
  const w = useWords(words)
  const me = useMe()
  const [isEditing, setEditing] = useState(false)
  const { data, error, refetch } = useQuery({ ...ask(getAlarmRule, { params: { ruleId } }), refetchInterval: 3_000 })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const version = data.draft ?? data.inForce ?? data.lastEnded
  if (!version) return null
  const { precision } = data
  const percent = (share: number | null) => `${Math.round((share ?? 0) * 100)}%`
  if (isEditing)
    return (
      <DraftForm
        rule={{ ruleId, over: data.draft?.bodyHash ?? '', body: version.body }}
        onDone={() => setEditing(false)}
      />
    )
  return (
    <div className="detail">
      <Said body={(data.inForce ?? version).body} />
      <section>
        <h3>{w.precision}</h3>
        <p>
          {precision.share === null
            ? w.noVerdict
            : w.precisionText(
                percent(precision.share),
                percent(precision.low),
                percent(precision.high),
                precision.right,
                precision.wrong,
              )}
        </p>
        <p className="quiet">{w.precisionHint}</p>
        <p>
          <Link to="/alarms" search={{ rule: ruleId, state: 'all' }}>
            {w.allAlarms}
          </Link>
        </p>
      </section>
      {data.draft && <DraftPart draft={data.draft} ruleId={ruleId} />}
      {may(me, 'alarm.rule.write') && (
        <div className="arule-acts">
          <Button onClick={() => setEditing(true)}>{data.draft ? w.editDraft : w.edit}</Button>
          {data.draft && <Discard ruleId={ruleId} />}
        </div>
      )}
      {(data.draft || data.runs.length > 0) && (
        <DryRun ruleId={ruleId} runs={data.runs} hasDraft={data.draft !== null} />
      )}
      {may(me, 'alarm.rule.sign') && (
        <SignPart ruleId={ruleId} draft={data.draft} canSign={data.canSign} isInForce={data.inForce !== null} />
      )}
      <Versions versions={data.versions} />
    </div>
  )
}

function Said({ body }: { body: RuleBody }) {
  const w = useWords(words)
  const pick = usePick()
  const language = useLanguage()
  const hoursText = useHoursText()
  const { filing, scope } = body
  const from = filing?.atOnceFrom
    ? w.atOnce(pick(severityNames[filing.atOnceFrom]))
    : w.onWord(w[filing?.confirmedBy ?? 'duty_chief'])
  const facts: readonly (readonly [string, ReactNode])[] = [
    [w.condition, conditionText(body.condition, language)],
    [w.severity, pick(severityNames[body.severity])],
    [w.scope, scope.deviceKinds.map((kind) => pick(kindName(kind))).join('、')],
    [w.componentKinds, scope.componentKinds.join('、')],
    [w.windows, hoursText(body)],
    [w.filing, filing ? w.filingText(filing.category.code, from, filing.afterSeconds, filing.nearMetres) : w.noFiling],
    [w.text, filing?.text],
    [w.tell, <RuleTellingText key="tell" tell={body.tell} severity={body.severity} />],
    [w.source, `${body.source.text}（${body.source.mark}）`],
  ]
  return (
    <dl className="detail-facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function DraftPart({ draft }: { draft: Version; ruleId: string }) {
  const w = useWords(words)
  return (
    <section className="arule-draft">
      <h3>
        {w.draft} {w.version(draft.version)}
      </h3>
      <p className="quiet">{w.draftedBy(draft.draftedBy, formatTime(draft.draftedAt))}</p>
      <Said body={draft.body} />
    </section>
  )
}

function Discard({ ruleId }: { ruleId: string }) {
  const w = useWords(words)
  const pick = usePick()
  const saved = useSaved()
  const { message } = App.useApp()
  const command = useCommand(discardAlarmRuleDraft)
  return (
    <Button
      loading={command.isPending}
      onClick={() =>
        command.mutate(
          { params: { ruleId }, body: undefined },
          { onSuccess: () => saved(w.discarded), onError: (problem) => void message.error(pick(problem)) },
        )
      }
    >
      {w.discard}
    </Button>
  )
}

function Versions({ versions }: { versions: readonly Version[] }) {
  const w = useWords(words)
  const language = useLanguage()
  const signed = versions.filter(({ signedAt }) => signedAt)
  if (signed.length === 0) return null
  return (
    <section>
      <h3>{w.versions}</h3>
      <ol className="history">
        {signed.map((one) => (
          <li key={one.version}>
            <strong>{w.version(one.version)}</strong> {conditionText(one.body.condition, language)}
            <div className="quiet">
              {w.signedBy(one.signedBy ?? '', formatTime(one.signedAt!))}
              {one.endedAt && ` · ${w.endedAt(formatTime(one.endedAt), one.endReason ?? '')}`}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
