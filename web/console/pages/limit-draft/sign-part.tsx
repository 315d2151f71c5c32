import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import {
  listLimitRows,
  previewLimitDraft,
  publishLimitDraft,
  simulateLimitDraft,
} from '#command/limit-draft/contract.ts'
import { getSimulation } from '#command/simulate/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { Labelled } from '../rules/labelled.tsx'
import type { LimitDraft, Stored } from './use-limit-draft.ts'
import { words } from './words.ts'

/** A draft tried on the past: the simulation of exactly what it says now, if there is one, and a way to ask for one. */
export type Trial = {
  readonly simulationId: string | null
  readonly isSaved: boolean
  readonly isDone: boolean
  readonly isAsking: boolean
  /** Asked for on this visit, so that its result is shown at once. */
  readonly isFresh: boolean
  readonly problem: ProblemError | null
  ask(): void
}

export function useTrial(stored: Stored, draft: LimitDraft): Trial {
  const simulate = useCommand(simulateLimitDraft)
  const [asked, setAsked] = useState<{ id: string; revision: number }>()
  const isSaved = draft.state === 'saved' && stored.revision === draft.revision
  const known = asked?.revision === draft.revision ? asked.id : isSaved ? stored.simulationId : null
  const simulation = useQuery({
    ...ask(getSimulation, { params: { simulationId: known ?? '' } }),
    enabled: known !== null,
  })
  return {
    ...{ simulationId: known, isSaved, isDone: known !== null && simulation.data?.state === 'done' },
    ...{ isAsking: simulate.isPending, isFresh: asked !== undefined, problem: simulate.error },
    ask: () =>
      simulate.mutate(
        { body: { revision: draft.revision } },
        { onSuccess: ({ simulationId }) => setAsked({ id: simulationId, revision: draft.revision }) },
      ),
  }
}

type Props = { stored: Stored; trial: Trial; again: () => void }

/** What signing would do to the cases that are open now, and the signature. */
export function SignPart({ stored, trial, again }: Props) {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(false)
  if (stored.lines.length === 0) return null
  const { simulationId, isSaved, isDone } = trial
  const hasFaults = stored.findings.some(({ level }) => level === 'fault')
  const why = hasFaults ? w.hasFaults : isDone ? '' : w.needSimulation
  return (
    <section className="limit-panel" aria-label={w.signTitle}>
      <TouchedLine revision={stored.revision} />
      <div className="form-actions">
        <Button onClick={trial.ask} disabled={!isSaved || hasFaults} loading={trial.isAsking}>
          {w.simulate}
        </Button>
        <Button type="primary" disabled={why !== '' || !isSaved} onClick={() => setOpen(true)}>
          {w.sign}
        </Button>
        {why && <span className="quiet">{why}</span>}
      </div>
      {trial.problem && <Failure problem={trial.problem} />}
      {isOpen && simulationId && (
        <SignDialog stored={stored} simulationId={simulationId} onClose={() => setOpen(false)} again={again} />
      )}
    </section>
  )
}

/** How many of the cases that are open today get another deadline. */
function TouchedLine({ revision }: { revision: number }) {
  const w = useWords(words)
  const { data, error } = useQuery({ ...ask(previewLimitDraft, {}), staleTime: 0 })
  if (error) return <Failure problem={error} />
  if (!data || data.revision !== revision) return <Loading rows={1} />
  const still = data.clocks - data.earlier - data.later
  const parts = [
    data.earlier > 0 && w.earlier(data.earlier),
    data.later > 0 && w.later(data.later),
    still > 0 && w.still(still),
  ].filter(Boolean)
  return (
    <div className="limit-touched" role="status">
      <h3>{w.touched}</h3>
      {data.cases === 0 ? (
        <p className="quiet">{w.touchedNone}</p>
      ) : (
        <p>
          <strong>{w.touchedCases(data.cases, data.clocks)}</strong>
          {!data.isWhole && w.touchedMore}
          {parts.length > 0 && <span className="quiet"> {parts.join(' · ')}</span>}
        </p>
      )}
      {data.lateAtOnce > 0 && <p className="field-fault">{w.lateAtOnce(data.lateAtOnce)}</p>}
    </div>
  )
}

type SignProps = { stored: Stored; simulationId: string; onClose: () => void; again: () => void }

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

function SignDialog({ stored, simulationId, onClose, again }: SignProps) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const client = useQueryClient()
  const publish = useCommand(publishLimitDraft)
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState(dayAfter(stored.today))
  const { revision, standard } = stored
  const sign = () =>
    publish.mutate(
      { body: { revision, basedOn: standard.versionId, simulationId, from, reason } },
      {
        onSuccess: (signed) => {
          void message.success(w.signed(signed.name, signed.from))
          void client.invalidateQueries({ queryKey: [routeKey(listLimitRows)] })
          onClose()
          again()
        },
      },
    )
  return (
    <Modal
      open
      title={w.signTitle}
      okText={w.signGo}
      cancelText={w.cancel}
      onCancel={onClose}
      onOk={sign}
      okButtonProps={{ disabled: reason.trim().length < 2 || from === '', loading: publish.isPending }}
    >
      <div className="form">
        <TouchedLine revision={revision} />
        <Labelled label={w.reason}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Labelled>
        <Labelled label={w.from} hint={w.fromHint}>
          {(id) => (
            <Input
              id={id}
              type="date"
              min={stored.today}
              value={from}
              onChange={({ target }) => setFrom(target.value)}
            />
          )}
        </Labelled>
        {publish.error && (
          <div role="alert" className="form-refusal">
            <p>{pick(publish.error)}</p>
            {publish.error.faults.map((fault) => (
              <p key={fault.zh}>{pick(fault)}</p>
            ))}
          </div>
        )}
      </div>
    </Modal>
  )
}
