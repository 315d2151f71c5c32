import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { type CaseDetail, type CaseMoved, getCase } from '#city/case/contract.ts'
import type { RouteContract } from '#kernel/http/contract.ts'
import type { ProblemError } from '../client.ts'
import { type Draft, useDraft } from '../form/use-draft.ts'
import { useShortcuts } from '../keys/use-shortcut.ts'
import { defineWords, usePick, useWords } from '../language.ts'
import { routeKey, useCommand } from '../query.ts'

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
  movedOn: {
    zh: '页面已更新到最新，请核对后再提交。',
    en: 'The page now shows the latest state; check it and send again.',
  },
})

type Props<B extends z.ZodType> = StepProps & {
  contract: StepContract<B>
  initial?: Partial<z.input<B>>
  /** The words on the button: the name of the step. */
  submit: string
  isDangerous?: boolean
  children?: (form: Draft<z.input<B>>) => ReactNode
}

/** One step as a form: the history length seen goes with it, refusals come back to their fields. */
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
  const start = { ...initial, seen: detail.version } as unknown as Partial<z.input<B>>
  const form = useDraft(contract.body!, start)
  const command = useCommand(contract)
  const [refusal, setRefusal] = useState<ProblemError>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setRefusal(undefined)
    const sound = form.check() as object | undefined
    if (!sound || command.isPending) return
    const body = { ...sound, seen: detail.version }
    command.mutate({ params: { id: detail.caseId }, body } as never, {
      onSuccess: (moved) => onDone(moved as CaseMoved),
      onError: (problem) => {
        if (problem.code === 'case_moved_on' || problem.code === 'step_refused')
          void client.invalidateQueries({ queryKey: [routeKey(getCase), { id: detail.caseId }] })
        if (!form.refuse(problem)) setRefusal(problem)
      },
    })
  }
  const box = useRef<HTMLFormElement>(null)
  useFirstFault(box, form.faults)
  useShortcuts({ submit: () => box.current?.requestSubmit() })
  return (
    <form className="form" ref={box} onSubmit={send} noValidate>
      {children?.(form)}
      {refusal && <Refusal problem={refusal} more={refusal.code === 'case_moved_on' ? w.movedOn : ''} />}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" danger={isDangerous ?? false} loading={command.isPending}>
          {submit}
        </Button>
        <Button onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  )
}

function Refusal({ problem, more }: { problem: ProblemError; more: string }) {
  const pick = usePick()
  return (
    <div className="form-refusal" role="alert">
      <p>{pick(problem)}</p>
      {more && <p>{more}</p>}
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
