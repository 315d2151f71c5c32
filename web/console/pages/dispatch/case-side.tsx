import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type CaseDetail, type CaseMoved, countCases, getCase, listCases } from '#city/case/contract.ts'
import { AttendanceLine, useBeingAt } from '#web/kit/attendance.tsx'
import { ClockBadge } from '#web/kit/clock-badge.tsx'
import { useWords } from '#web/kit/language.ts'
import { ask, routeKey } from '#web/kit/query.ts'
import { StageTag, useStageNames } from '#web/kit/stage-tag.tsx'
import { Failure, Loading } from '#web/kit/states.tsx'
import { ActionBar, useStepTitle } from '#web/kit/steps/action-bar.tsx'
import { useUndo } from '#web/kit/steps/use-undo.tsx'
import { formatTime } from '#web/kit/time.ts'
import { CasePhotos } from '../case/case-facts.tsx'
import { UrgencyTag } from '../case/case-words.tsx'
import { words } from './words.ts'

type Props = { id: string; onMoved: (moved: CaseMoved, before: CaseDetail['stage']) => void }

/** What a dispatcher decides by, and the decision beside it: dispatch, or the request that waits. */
export function CaseSide({ id, onMoved }: Props) {
  const w = useWords(words)
  const client = useQueryClient()
  const tell = useUndo()
  const stages = useStageNames()
  const stepName = useStepTitle()
  const [act, setAct] = useState<string>()
  const { data, error, refetch } = useQuery(ask(getCase, { params: { id } }))
  useBeingAt(data?.caseId, act)
  if (error && (!data || error.status === 404)) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  const done = (moved: CaseMoved, kind: string) => {
    for (const contract of [getCase, listCases, countCases])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    tell(moved, kind, `${moved.number} → ${stages[moved.stage]}`)
    onMoved(moved, data.stage)
  }
  return (
    <article className="dispatch-side" aria-label={data.number}>
      <header>
        <h2>{data.number}</h2>
        <StageTag stage={data.stage} />
        <UrgencyTag urgency={data.urgency} />
        <ClockBadge item={data} />
      </header>
      <AttendanceLine caseId={id} stepName={stepName} />
      <p>{data.description}</p>
      <p className="quiet">{[data.categoryName, data.placeText, data.communityName].filter(Boolean).join(' · ')}</p>
      <ReturnHistory detail={data} />
      <section className="panel" aria-label={w.steps}>
        <ActionBar detail={data} onDone={done} onAct={setAct} />
      </section>
      {data.files.length > 0 && <CasePhotos detail={data} />}
      <Link to="/cases/$id" params={{ id }}>
        {w.whole}
      </Link>
    </article>
  )
}

/** Every time the case came back: by whom and why, what it had been sent by, and who was found to be right. */
function ReturnHistory({ detail: { events } }: { detail: CaseDetail }) {
  const w = useWords(words)
  const returns = events.filter(({ kind }) => kind === 'returned')
  if (returns.length === 0) return null
  const text = (body: Readonly<Record<string, unknown>>, name: string) => String(body[name] ?? '')
  return (
    <section className="dispatch-returns" aria-label={w.returns}>
      <h3>{w.returns}</h3>
      <ol>
        {returns.map((event) => {
          const sent = events.findLast(({ kind, seq }) => kind === 'dispatched' && seq < event.seq)
          const ruling = events.find(({ kind, seq }) => kind === 'arbitrated' && seq > event.seq)
          const unit = text(sent?.body ?? {}, 'unitName') || event.byUnit || event.byName
          return (
            <li key={event.seq}>
              <p>
                <strong>{w.returned(unit)}</strong> <span className="quiet">{formatTime(event.at)}</span>
              </p>
              <p>{text(event.body, 'reason')}</p>
              {sent && text(sent.body, 'note') && (
                <p className="quiet">
                  {w.under} “{text(sent.body, 'note')}”
                </p>
              )}
              {ruling && (
                <p>
                  {w.ruled}：{text(ruling.body, 'reason')}
                </p>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
