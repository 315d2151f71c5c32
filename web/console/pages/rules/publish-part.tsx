import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { listRuleDrafts, listRuleSets, publishRuleDraft } from '#command/rule/contract.ts'
import { getSimulation, simulateRuleDraft } from '#command/simulate/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure } from '#web/kit/states.tsx'
import { SimulationView } from '../simulation/simulation-view.tsx'
import { Labelled } from './labelled.tsx'
import { words } from './words.ts'

type Props = {
  readonly draftId: string
  readonly revision: number
  /** A simulation of exactly this revision, when the draft was opened. */
  readonly simulated: { readonly id: string; readonly revision: number } | undefined
  readonly isSaved: boolean
  readonly isSound: boolean
  /** The latest version there is; 0 for none. */
  readonly newest: number
  readonly onPublished: (version: number) => void
}

/** Simulates the draft as it is now, and once that is done lets a duty chief sign it. */
export function PublishPart(props: Props) {
  const w = useWords(words)
  const me = useMe()
  const simulate = useCommand(simulateRuleDraft)
  const [asked, setAsked] = useState(props.simulated)
  const { data } = useQuery({
    ...ask(getSimulation, { params: { simulationId: asked?.id ?? '' } }),
    enabled: asked !== undefined,
  })
  const [isOpen, setOpen] = useState(false)
  const isReady = data?.state === 'done' && asked?.revision === props.revision && props.isSaved
  const why = !may(me, 'rule.publish') ? w.mayNotSign : isReady ? '' : w.needSimulation
  const begin = () =>
    simulate.mutate(
      { params: { draftId: props.draftId }, body: { revision: props.revision } },
      { onSuccess: ({ simulationId }) => setAsked({ id: simulationId, revision: props.revision }) },
    )
  return (
    <section className="rule-panel" aria-label={w.publishTitle}>
      <div className="form-actions">
        <Button onClick={begin} disabled={!props.isSaved} loading={simulate.isPending}>
          {w.simulate}
        </Button>
        <Button type="primary" disabled={why !== '' || !props.isSound} onClick={() => setOpen(true)}>
          {w.publish}
        </Button>
        {why && <span className="quiet">{why}</span>}
      </div>
      {simulate.error && <Failure problem={simulate.error} />}
      {asked && <SimulationView simulationId={asked.id} hasCases />}
      {isOpen && asked && <SignDialog {...props} simulationId={asked.id} onClose={() => setOpen(false)} />}
    </section>
  )
}

type SignProps = Props & { readonly simulationId: string; readonly onClose: () => void }

function SignDialog({ draftId, revision, newest, simulationId, onPublished, onClose }: SignProps) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const publish = useCommand(publishRuleDraft)
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState('')
  const sign = () =>
    publish.mutate(
      {
        params: { draftId },
        body: {
          revision,
          onTopOf: newest,
          simulationId,
          reason,
          ...(from ? { from: new Date(from).toISOString() } : {}),
        },
      },
      {
        onSuccess: ({ version }) => {
          for (const route of [listRuleSets, listRuleDrafts])
            void client.invalidateQueries({ queryKey: [routeKey(route)] })
          onPublished(version)
        },
      },
    )
  return (
    <Modal
      open
      title={w.publishTitle}
      okText={w.publishGo}
      cancelText={w.cancel}
      onCancel={onClose}
      onOk={sign}
      okButtonProps={{ disabled: reason.trim().length < 2, loading: publish.isPending }}
    >
      <div className="form">
        <Labelled label={w.publishReason}>
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
        <Labelled label={w.publishFrom}>
          {(id) => (
            <Input id={id} type="datetime-local" value={from} onChange={({ target }) => setFrom(target.value)} />
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
