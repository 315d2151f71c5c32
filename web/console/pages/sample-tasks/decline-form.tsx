import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { FormEvent } from 'react'
import type { DeclineAllowance } from '#supervise/decline/contract.ts'
import { declineSampleTask, listSampleTasks } from '#supervise/sample/contract.ts'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { DeclineFields, type Declining } from '#web/kit/steps/decline-fields.tsx'

const words = defineWords({
  title: { zh: '退回复查', en: 'Hand back' },
  send: { zh: '退回', en: 'Hand back' },
  cancel: { zh: '取消', en: 'Cancel' },
  replaced: { zh: '已退回，另抽他人', en: 'Handed back; somebody else was drawn' },
  waiting: { zh: '已退回，暂无他人可抽', en: 'Handed back; nobody else could be drawn yet' },
})

type Props = { task: { sampleId: string; line: number }; allowance: DeclineAllowance; onClose: () => void }

/** Hands a second look back. */
export function DeclineForm({ task, allowance, onClose }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const form = useDraft(declineSampleTask.body!, {})
  const command = useCommand(declineSampleTask)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: task, body },
      {
        onSuccess: ({ replaced }) => {
          message.success(replaced ? w.replaced : w.waiting)
          void client.invalidateQueries({ queryKey: [routeKey(listSampleTasks)] })
          onClose()
        },
        onError: (problem) => void form.refuse(problem),
      },
    )
  }
  return (
    <form className="form" onSubmit={send} noValidate aria-label={w.title}>
      <DeclineFields form={form as unknown as Draft<Declining>} allowance={allowance} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.send}
        </Button>
        <Button onClick={onClose}>{w.cancel}</Button>
      </div>
    </form>
  )
}
