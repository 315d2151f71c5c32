import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { FormEvent } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { Explanation, explainFinding, findingKinds, getFinding, listFindings } from '#supervise/gaming/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Finding = ReplyOf<typeof getFinding>

/** One finding: its numbers, what else may explain it, its cases, and what was said. */
export function Evidence({ id }: { id: string }) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const { data, error, refetch } = useQuery(ask(getFinding, { params: { findingId: id } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const kind = findingKinds[data.kind]
  return (
    <div className="gaming-evidence">
      <h2>
        {pick(kind)} · {data.subjectName}
      </h2>
      <p>{pick(kind.says)}</p>
      <p className="gaming-innocent">
        <b>{w.innocent}</b> {pick(kind.innocent)}
      </p>
      <Numbers finding={data} />
      <History finding={data} />
      {may(me, 'gaming.explain') && <Explain id={id} />}
      <Cases finding={data} />
    </div>
  )
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`

function Numbers({ finding }: { finding: Finding }) {
  const w = useWords(words)
  const { hits, sample, base, expected, lowerBound, chance } = finding
  const facts: readonly (readonly [string, string | null])[] = [
    [w.hits, String(hits)],
    [w.sample, String(sample)],
    [w.base, base === null ? null : percent(base)],
    [w.expected, expected === null ? null : expected.toFixed(1)],
    [w.lowerBound, lowerBound === null ? null : percent(lowerBound)],
    [w.chance, chance === null ? null : chance < 1e-6 ? '< 0.0001%' : `${(chance * 100).toFixed(4)}%`],
  ]
  return (
    <dl className="gaming-numbers" aria-label={w.evidence}>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function History({ finding }: { finding: Finding }) {
  const w = useWords(words)
  return (
    <section>
      <h3>{w.history}</h3>
      {finding.history.length === 0 && <p className="quiet">{w.noHistory}</p>}
      <ol className="gaming-history">
        {finding.history.map(({ noteId, at, byName, text }) => (
          <li key={noteId}>
            <span className="quiet">
              {formatTime(at)} {byName}
            </span>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Explain({ id }: { id: string }) {
  const w = useWords(words)
  const client = useQueryClient()
  const form = useDraft(Explanation, { text: '' })
  const command = useCommand(explainFinding)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { findingId: id }, body },
      {
        onSuccess: () => {
          form.set('text', '')
          for (const contract of [getFinding, listFindings])
            void client.invalidateQueries({ queryKey: [routeKey(contract)] })
        },
        onError: (problem) => void form.refuse(problem),
      },
    )
  }
  return (
    <form className="form" onSubmit={send} noValidate>
      <TextField form={form} name="text" label={w.explanation} rows={2} max={2000} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.explain}
        </Button>
      </div>
    </form>
  )
}

function Cases({ finding }: { finding: Finding }) {
  const w = useWords(words)
  return (
    <section>
      <h3>{w.cases}</h3>
      <table className="gaming-cases">
        <thead>
          <tr>
            <th scope="col">{w.number}</th>
            <th scope="col">{w.at}</th>
            <th scope="col">{w.note}</th>
          </tr>
        </thead>
        <tbody>
          {finding.cases.map(({ caseId, number, at, note }) => (
            <tr key={`${caseId} ${at}`}>
              <th scope="row">
                <Link to="/cases/$id" params={{ id: caseId }}>
                  {number}
                </Link>
              </th>
              <td>{formatTime(at)}</td>
              <td>{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
