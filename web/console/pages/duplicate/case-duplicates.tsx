import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { type Candidate, findCaseDuplicates } from '#analyse/duplicate/contract.ts'
import type { CaseDetail } from '#city/case/contract.ts'
import { finalStages } from '#city/case/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { CandidateCard } from './candidate-card.tsx'
import { words } from './words.ts'

const CompareDialog = lazy(() => import('./compare-dialog.tsx').then((module) => ({ default: module.CompareDialog })))

/** Cases that may be the same problem as this one; whoever may merge compares them side by side. */
export function CaseDuplicates({ detail }: { detail: CaseDetail }) {
  const w = useWords(words)
  const me = useMe()
  const { caseId, stage } = detail
  const isOver = finalStages.includes(stage)
  const { data } = useQuery({ ...ask(findCaseDuplicates, { params: { id: caseId } }), enabled: !isOver })
  const [compared, setCompared] = useState<Candidate>()
  if (isOver || !data || data.items.length === 0) return null
  const { radiusMetres, withinHours } = data.rule
  return (
    <section className="panel" aria-label={w.title}>
      <h2>{w.title}</h2>
      <p className="quiet">{w.rule(radiusMetres, withinHours)}</p>
      <ul className="candidates">
        {data.items.map((candidate) => (
          <CandidateCard key={candidate.caseId ?? candidate.reportedAt} candidate={candidate}>
            {candidate.caseId && may(me, 'case.merge') && (
              <Button
                size="small"
                aria-label={w.compareWith(candidate.number ?? '')}
                onClick={() => setCompared(candidate)}
              >
                {w.compare}
              </Button>
            )}
          </CandidateCard>
        ))}
      </ul>
      {compared && (
        <Suspense fallback={null}>
          <CompareDialog detail={detail} candidate={compared} onClose={() => setCompared(undefined)} />
        </Suspense>
      )}
    </section>
  )
}
