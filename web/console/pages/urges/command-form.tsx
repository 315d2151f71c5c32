import { Button } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { RouteContract } from '#kernel/http/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

type Props<B extends z.ZodType> = {
  contract: RouteContract<z.ZodType, z.ZodType, B, z.ZodType>
  orderId: string
  initial?: Partial<z.input<B>>
  submit: string
  onDone: () => void
  children: (form: Draft<z.input<B>>) => ReactNode
}

/** One command about an order as a form; what the server refuses comes back to its field. */
export function CommandForm<B extends z.ZodType>({ contract, orderId, initial, submit, onDone, children }: Props<B>) {
  const pick = usePick()
  const w = useWords(words)
  const form = useDraft(contract.body!, (initial ?? {}) as Partial<z.input<B>>)
  const command = useCommand(contract)
  const [refusal, setRefusal] = useState<ProblemError>()
  const send = (event: FormEvent) => {
    event.preventDefault()
    setRefusal(undefined)
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate({ params: { orderId }, body } as never, {
      onSuccess: onDone,
      onError: (problem) => {
        if (!form.refuse(problem)) setRefusal(problem)
      },
    })
  }
  return (
    <form className="form" onSubmit={send} noValidate aria-label={submit}>
      {children(form)}
      {refusal && (
        <p className="form-refusal" role="alert">
          {pick(refusal)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {submit || w.send}
        </Button>
      </div>
    </form>
  )
}
