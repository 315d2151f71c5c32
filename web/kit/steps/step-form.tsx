import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { type CaseDetail, type CaseMoved, getCase } from '#city/case/contract.ts'
import type { RouteContract } from '#kernel/http/contract.ts'
import type { ProblemError } from '../client.ts'
import { type Draft, useDraft } from '../form/use-draft.ts'
import { useShortcuts } from '../keys/use-shortcut.ts'
import { defineWords, usePick, useWords } from '../language.ts'
import { routeKey, useCommand } from '../query.ts'
import { MeanwhilePanel } from './meanwhile-panel.tsx'
import { StepStanding } from './standing.ts'
import { useMeanwhile } from './use-meanwhile.ts'

/** What every form of a step is given. */
export type StepProps = {
  readonly detail: CaseDetail
  readonly onDone: (moved: CaseMoved) => void
  readonly onCancel: () => void
}

/** Whether the district asks that this step bring a file. */
export const mustAttach = ({ permitted }: CaseDetail, kind: string): boolean =>
  permitted.some((step) => step.kind === kind && step.filesNeeded)

type StepContract<B extends z.ZodType> = RouteContract<z.ZodType, z.ZodType, B, typeof CaseMoved>

const words = defineWords({
  cancel: { zh: '取消', en: 'Cancel' },
})

type Props<B extends z.ZodType> = StepProps & {
  contract: StepContract<B>
  initial?: Partial<z.input<B>>
  /** The words on the button: the name of the step. */
  submit: string
  isDangerous?: boolean
  children?: (form: Draft<z.input<B>>) => ReactNode
}

/**
 * One step as a form: the history length that the person has seen goes with it, refusals come back to their fields. Where somebody
 * else has acted since it was opened, that is shown beside what is written, before or after it is sent.
 */
export function StepForm<B extends z.ZodType>({
  contract,
  detail,
  initial,
  submit,
  isDangerous,
  onDone,
  onCancel,
  children,
}: Props<B>) {
  const w = useWords(words)
  const client = useQueryClient()
  const [start] = useState(() => ({ ...initial, seen: detail.version }))
  const form = useDraft(contract.body!, start as unknown as Partial<z.input<B>>)
  const command = useCommand(contract)
  const standing = useContext(StepStanding)
  const meanwhile = useMeanwhile(detail, form as unknown as Draft<Record<string, unknown>>, start)
  const [refusal, setRefusal] = useState<ProblemError>()
  const send = (seen: number) => {
    setRefusal(undefined)
    const sound = form.check() as object | undefined
    if (!sound || command.isPending || !standing.allowed) return
    command.mutate({ params: { id: detail.caseId }, body: { ...sound, seen } } as never, {
      onSuccess: (moved) => onDone(moved as CaseMoved),
      onError: (problem) => {
        const isLate = problem.code === 'case_moved_on' || problem.code === 'step_refused'
        if (isLate) void client.invalidateQueries({ queryKey: [routeKey(getCase), { id: detail.caseId }] })
        if (isLate || !form.refuse(problem)) setRefusal(problem)
      },
    })
  }
  const box = useRef<HTMLFormElement>(null)
  useFirstFault(box, form.faults)
  useShortcuts({ submit: () => box.current?.requestSubmit() })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    // What others did is looked at first; the panel has its own way to send.
    if (meanwhile.isBehind) box.current?.querySelector<HTMLElement>('.meanwhile')?.focus()
    else send(meanwhile.seen)
  }
  return (
    <form className="form" ref={box} onSubmit={onSubmit} noValidate>
      {(meanwhile.isBehind || !standing.allowed) && (
        <MeanwhilePanel
          difference={meanwhile.difference}
          standing={standing}
          values={form.values as Record<string, unknown>}
          isBusy={command.isPending}
          onTake={(field, value) => (form as unknown as Draft<Record<string, unknown>>).set(field, value)}
          onSend={() => send(meanwhile.acknowledge())}
          onEdit={meanwhile.acknowledge}
          onDrop={onCancel}
        />
      )}
      {children?.(form)}
      {refusal && !meanwhile.isBehind && standing.allowed && <Refusal problem={refusal} />}
      <div className="form-actions">
        <Button
          type="primary"
          htmlType="submit"
          danger={isDangerous ?? false}
          loading={command.isPending}
          disabled={!standing.allowed}
        >
          {submit}
        </Button>
        <Button onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  )
}

function Refusal({ problem }: { problem: ProblemError }) {
  const pick = usePick()
  return (
    <div className="form-refusal" role="alert">
      <p>{pick(problem)}</p>
      {problem.requestId && problem.status >= 500 && <p>{problem.requestId}</p>}
    </div>
  )
}

/** After a refusal the focus goes to the first control at fault. */
function useFirstFault(box: { current: HTMLFormElement | null }, faults: object): void {
  useEffect(() => {
    if (Object.keys(faults).length > 0)
      box.current?.querySelector<HTMLElement>('.wrong :is(input, textarea, button)')?.focus()
  }, [box, faults])
}
