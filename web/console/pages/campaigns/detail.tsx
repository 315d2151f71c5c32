import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { exportCampaign, getCampaign } from '#command/campaign/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { addressOf } from '#web/kit/client.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatDay, formatTime } from '#web/kit/time.ts'
import { CampaignCases } from './cases.tsx'
import { ChooseForm, CloseForm } from './change-forms.tsx'
import { Changes } from './changes.tsx'
import { EditForm } from './edit-form.tsx'
import { Share } from './share.tsx'
import { words } from './words.ts'

type Detail = ReplyOf<typeof getCampaign>

/** One campaign: how far it is, by unit, its cases, and what was changed by hand. */
export function CampaignDetail({ id }: { id: string }) {
  const w = useWords(words)
  const me = useMe()
  const [isEditing, setEditing] = useState(false)
  const { data, error, refetch } = useQuery(ask(getCampaign, { params: { id } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const mayChange = may(me, 'campaign.write') && data.closedAt === null
  return (
    <div className="detail">
      <div>
        <p>
          {[`${data.startsOn} — ${data.endsOn}`, data.ownerUnitName && `${w.owner} ${data.ownerUnitName}`, data.goal]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Share campaign={data} />
        {data.closedAt && (
          <p>
            {w.closedBy(formatTime(data.closedAt), data.closedBy ?? '')}：{data.summary}
          </p>
        )}
        {data.earlyReason && <p>{w.closedEarly(data.earlyReason)}</p>}
      </div>
      <div className="rung-actions">
        <Button href={addressOf(exportCampaign, { params: { id } })}>{w.export}</Button>
        {mayChange && !isEditing && <Button onClick={() => setEditing(true)}>{w.edit}</Button>}
      </div>
      {mayChange && isEditing && (
        <EditForm
          key={data.version}
          campaign={data}
          onCancel={() => setEditing(false)}
          onMoved={() => void refetch()}
          onDone={() => {
            setEditing(false)
            void refetch()
          }}
        />
      )}
      <Units units={data.units} />
      <section aria-labelledby="campaign-cases">
        <h3 id="campaign-cases">{w.cases}</h3>
        <CampaignCases id={id} />
      </section>
      {data.changes.length > 0 && <Changes items={data.changes} />}
      {data.byHand.length > 0 && <ByHand items={data.byHand} />}
      {mayChange && <ChooseForm id={id} onDone={() => void refetch()} />}
      {mayChange && <CloseForm id={id} isEarly={formatDay(Date.now()) <= data.endsOn} onDone={() => void refetch()} />}
    </div>
  )
}

function Units({ units }: { units: Detail['units'] }) {
  const w = useWords(words)
  return (
    <section aria-labelledby="campaign-units">
      <h3 id="campaign-units">{w.units}</h3>
      <div className="plain-table">
        <table>
          <thead>
            <tr>
              {[w.unit, w.total, w.closed, w.lateHead].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map(({ unit, total, closed, late }) => (
              <tr key={unit ?? ''}>
                <td>{unit ?? w.noUnit}</td>
                <td>{total}</td>
                <td>{closed}</td>
                <td>{late}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function ByHand({ items }: { items: Detail['byHand'] }) {
  const w = useWords(words)
  return (
    <section aria-labelledby="campaign-by-hand">
      <h3 id="campaign-by-hand">{w.choices}</h3>
      <ul>
        {items.map(({ caseId, number, included, reason, byName, at }) => (
          <li key={caseId}>
            {number} · {included ? w.include : w.exclude} · {formatTime(at)} · {byName} · {reason}
          </li>
        ))}
      </ul>
    </section>
  )
}
