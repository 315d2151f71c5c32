import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { type Claim, getPlanTarget, measureWords, natures, type TargetItem } from '#supervise/target/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { ActualForm } from './actual-form.tsx'
import { Actuals } from './actuals.tsx'
import { claimText } from './amounts.ts'
import { History } from './history.tsx'
import { StandingTag } from './standing-tag.tsx'
import { ChangeTarget } from './target-form.tsx'
import { words } from './words.ts'

export type Detail = ReplyOf<typeof getPlanTarget>
type Props = { id: string; mayWrite: boolean }

/** One indicator: what the plan says and where, what was reached on whose word, and every change. */
export function TargetDetail({ id, mayWrite }: Props) {
  const w = useWords(words)
  const [doing, setDoing] = useState<'edit' | 'actual'>()
  const { data, error, refetch } = useQuery(ask(getPlanTarget, { params: { targetId: id } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const done = () => setDoing(undefined)
  if (doing === 'edit') return <ChangeTarget item={data} onDone={done} />
  if (doing === 'actual') return <ActualForm item={data} onDone={done} />
  return (
    <div className="detail">
      <div className="target-head">
        <StandingTag standing={data.standing} />
        <span className="quiet">{data.ownerUnitName ?? w.noOwner}</span>
        {mayWrite && (
          <span className="list-acts">
            <Button onClick={() => setDoing('edit')}>{w.edit}</Button>
            <Button type="primary" onClick={() => setDoing('actual')}>
              {w.enterActual}
            </Button>
          </span>
        )}
      </div>
      <Sources item={data} />
      <Formula body={data.body} />
      <Actuals item={data} mayWrite={mayWrite} />
      <History item={data} mayWrite={mayWrite} />
    </div>
  )
}

/** What the plan says, place by place; where it says two things, they stand side by side under a warning. */
function Sources({ item }: { item: TargetItem }) {
  const w = useWords(words)
  const { body, conflicts } = item
  return (
    <section aria-labelledby="target-sources">
      <h3 id="target-sources">{w.source}</h3>
      {conflicts.map(({ year }) => (
        <p key={year} className="conflict-note">
          ▲ {w.conflictOf(year)}
        </p>
      ))}
      <ul className="claims">
        {body.claims.map((claim, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: claims have an order and nothing else of their own.
          <ClaimCard key={at} body={body} claim={claim} />
        ))}
      </ul>
    </section>
  )
}

function ClaimCard({ body, claim }: { body: TargetItem['body']; claim: Claim }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <li className="claim">
      <p className="claim-figure">{claimText(body, claim)}</p>
      <p>
        {claim.year} · {pick(natures[claim.nature])}
        {claim.scope && ` · ${claim.scope}`}
      </p>
      <p className="quiet">
        {claim.document} {claim.place} {claim.mark && `[${w.mark(claim.mark)}]`}
      </p>
      {claim.quotation && <blockquote>{claim.quotation}</blockquote>}
    </li>
  )
}

function Formula({ body }: { body: TargetItem['body'] }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <dl className="detail-facts">
      <div>
        <dt>{w.formula}</dt>
        <dd>{body.formula || w.noFormula}</dd>
      </div>
      <div>
        <dt>{w.measure}</dt>
        <dd>{body.measure ? pick(measureWords[body.measure]) : w.noMeasure}</dd>
      </div>
    </dl>
  )
}
