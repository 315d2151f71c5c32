import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { type Rule, tryRules, type VariableName, variables } from '#command/rule/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { Labelled } from './labelled.tsx'
import { words } from './words.ts'

/** Which rules are tried: a draft, a version, or what is in force. */
export type Tried = { readonly draftId?: string; readonly version?: number }

type Props = { readonly tried: Tried; readonly rules: readonly Rule[]; readonly revision: number }

/** Tries the rules on one case: which decides, what became of every other, and by which values. */
export function TryPanel({ tried, rules, revision }: Props) {
  const w = useWords(words)
  const [typed, setTyped] = useState('')
  const [number, setNumber] = useState('')
  const query = ask(tryRules, { query: { ...tried, number } })
  const { data, error, isFetching, refetch } = useQuery({
    ...query,
    queryKey: [...query.queryKey, revision] as never,
    enabled: number !== '',
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    setNumber(typed.trim())
    if (typed.trim() === number) void refetch()
  }
  return (
    <section className="rule-panel" aria-label={w.try}>
      <h2>{w.try}</h2>
      <form onSubmit={send} className="rule-try">
        <Labelled label={w.tryNumber} hint={w.tryHint}>
          {(id) => (
            <Input id={id} value={typed} inputMode="numeric" onChange={({ target }) => setTyped(target.value)} />
          )}
        </Labelled>
        <Button htmlType="submit" disabled={typed.trim() === ''} loading={isFetching}>
          {w.tryGo}
        </Button>
      </form>
      {error ? (
        <Failure problem={error} />
      ) : isFetching && !data ? (
        <Loading rows={2} />
      ) : (
        data && <Tried trial={data} rules={rules} />
      )}
    </section>
  )
}

type Trial = ReplyOf<typeof tryRules>

function Tried({ trial, rules }: { trial: Trial; rules: readonly Rule[] }) {
  const w = useWords(words)
  const pick = usePick()
  const { chosen, runnerUp } = trial
  return (
    <div className="rule-trial" role="status">
      <p>
        <Link to="/cases/$id" params={{ id: trial.caseId }}>
          {trial.number}
        </Link>{' '}
        <span className="quiet">{formatTime(trial.at)}</span>
      </p>
      <p className="rule-verdict">{chosen ? `→ ${chosen.unitName}` : w.nobody}</p>
      {chosen && (
        <p className="quiet">{chosen.ruleId ? pick(chosen.reason) : `${w.tableDecides}。${pick(chosen.reason)}`}</p>
      )}
      {runnerUp && (
        <p className="quiet">
          {w.runnerUp}：{runnerUp.unitName}（{pick(runnerUp.reason)}）
        </p>
      )}
      <ol className="rule-asked">
        {trial.asked.map(({ ruleId, outcome }, at) => (
          <li key={ruleId} className={outcome}>
            <span>
              {at + 1}. {rules.find(({ id }) => id === ruleId)?.title || ruleId}
            </span>
            <span className="rule-outcome">{w[outcome]}</span>
          </li>
        ))}
      </ol>
      <details>
        <summary>{w.facts}</summary>
        <dl className="rule-facts">
          {trial.facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{pick(variables[name as VariableName])}</dt>
              <dd>
                <code>{value || '—'}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  )
}
