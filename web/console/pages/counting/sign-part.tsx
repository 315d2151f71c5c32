import { Button, Input } from 'antd'
import { useState } from 'react'
import type { getCalendar } from '#city/calendar/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { formatTime } from '#web/kit/time.ts'
import { Labelled } from '../rules/labelled.tsx'
import { SimulationView } from '../simulation/simulation-view.tsx'
import { words } from './words.ts'

type Props = {
  readonly isReady: boolean
  readonly simulationId: string | undefined
  readonly problem: ProblemError | null
  readonly isBusy: boolean
  readonly onSimulate: () => void
  readonly onSign: (reason: string) => void
}

/** Simulate first, then sign with a reason. */
export function SignPart({ isReady, simulationId, problem, isBusy, onSimulate, onSign }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const [reason, setReason] = useState('')
  return (
    <div className="form">
      <div className="form-actions">
        <Button onClick={onSimulate} disabled={!isReady} loading={isBusy}>
          {w.simulate}
        </Button>
      </div>
      {simulationId && <SimulationView simulationId={simulationId} hasCases={false} />}
      <Labelled label={w.reason}>
        {(id) => <Input id={id} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Labelled>
      <div className="form-actions">
        <Button
          type="primary"
          disabled={simulationId === undefined || reason.trim().length < 2}
          loading={isBusy}
          onClick={() => onSign(reason)}
        >
          {w.sign}
        </Button>
        {simulationId === undefined && <span className="quiet">{w.needSimulation}</span>}
      </div>
      {problem && (
        <div role="alert" className="form-refusal">
          <p>{pick(problem)}</p>
          {problem.faults.map((fault) => (
            <p key={fault.zh}>{pick(fault)}</p>
          ))}
        </div>
      )}
    </div>
  )
}

type Versions = ReplyOf<typeof getCalendar>['versions']

export function SignedVersions({ versions }: { versions: Versions }) {
  const w = useWords(words)
  if (versions.length === 0) return null
  return (
    <details>
      <summary>{w.history}</summary>
      <ul>
        {versions.map(({ version, publishedBy, publishedAt, reason }) => (
          <li key={version}>{w.line(version, publishedBy, formatTime(publishedAt), reason)}</li>
        ))}
      </ul>
    </details>
  )
}
