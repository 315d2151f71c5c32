import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getLimitDraft } from '#command/limit-draft/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import '../components/list-page.css'
import { useState } from 'react'
import { SimulationView } from '../simulation/simulation-view.tsx'
import { DraftPart } from './draft-part.tsx'
import './limit-draft.css'
import { RowsPart } from './rows-part.tsx'
import { SignPart, useTrial } from './sign-part.tsx'
import { TablePart } from './table-part.tsx'
import { type Stored, useLimitDraft } from './use-limit-draft.ts'
import { words } from './words.ts'

/** How long each filing condition of the district's standard gives: what holds, and a draft of what is to. */
export function LimitDraftPage() {
  const w = useWords(words)
  const [begun, setBegun] = useState(0)
  const { data, error, refetch } = useQuery(ask(getLimitDraft, {}))
  if (error && !data) return <Failure problem={error} isPage onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const { name, validFrom, inForce, versionId } = data.standard
  const again = () => void refetch().then(() => setBegun(begun + 1))
  return (
    <section className="list-page limit-page" aria-labelledby="limit-title">
      <header className="list-head">
        <h1 id="limit-title">{w.title}</h1>
        <Link to="/time-limits">{w.back}</Link>
        <span className="quiet">{inForce ? w.inForce(name, validFrom) : w.next(name, validFrom)}</span>
      </header>
      <Columns key={`${versionId} ${begun}`} stored={data} again={again} />
    </section>
  )
}

function Columns({ stored, again }: { stored: Stored; again: () => void }) {
  const mayWrite = may(useMe(), 'calendar.write')
  const w = useWords(words)
  const draft = useLimitDraft(stored)
  const trial = useTrial(stored, draft)
  return (
    <div className="limit-columns">
      {mayWrite && trial.simulationId && (
        <details className="limit-panel limit-trial" open={trial.isFresh}>
          <summary>
            <h2>{w.trial}</h2>
          </summary>
          <SimulationView simulationId={trial.simulationId} hasCases={false} />
        </details>
      )}
      <RowsPart draft={draft} mayWrite={mayWrite} />
      <div className="limit-side">
        <DraftPart stored={stored} draft={draft} mayWrite={mayWrite} again={again} />
        {mayWrite && <SignPart stored={stored} trial={trial} again={again} />}
        <TablePart revision={draft.revision} mayWrite={mayWrite} isSaved={draft.state === 'saved'} again={again} />
      </div>
    </div>
  )
}
