import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { answerSampleTask, listSampleTasks } from '#supervise/sample/contract.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { PhotoField } from '#web/kit/form/photo-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { defineWords, usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { HereField } from '#web/kit/steps/here-field.tsx'
import { formatTime } from '#web/kit/time.ts'
import '../components/list-page.css'
import '../samples/samples.css'
import { DeclineForm } from './decline-form.tsx'

const words = defineWords({
  title: { zh: '复查任务', en: 'Second looks' },
  none: { zh: '没有待复查的案件', en: 'Nothing to look at again' },
  noneHint: { zh: '每周一抽样后，派给您的会出现在这里。', en: 'After Monday’s draw, what falls to you appears here.' },
  closed: { zh: (time: string) => `${time} 结案`, en: (time: string) => `closed ${time}` },
  open: { zh: '到场回复', en: 'Answer from the spot' },
  decline: { zh: '去不了，退回', en: 'Cannot go' },
  answer: { zh: '现在的情况', en: 'What it is like now' },
  solved: { zh: '仍然解决', en: 'Still solved' },
  not_solved: { zh: '没有解决', en: 'Not solved' },
  cannot_tell: { zh: '无法判断', en: 'Cannot tell' },
  note: { zh: '现场情况', en: 'What you see' },
  photos: { zh: '现场照片', en: 'Photos' },
  send: { zh: '回复', en: 'Answer' },
  cancel: { zh: '取消', en: 'Cancel' },
  done: { zh: '已回复', en: 'Answered' },
  reopened: { zh: '已回复，案件退回重新办理', en: 'Answered; the case is handled again' },
})

type Task = ReplyOf<typeof listSampleTasks>['items'][number]

/** A collector's second looks: closed cases drawn for them, to be seen again within the week. */
export function SampleTasksPage() {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(listSampleTasks, {}))
  const [open, setOpen] = useState<string>()
  const [declining, setDeclining] = useState<string>()
  if (error) return <Failure problem={error} onRetry={() => void refetch()} isPage />
  return (
    <section className="list-page samples" aria-labelledby="tasks-title">
      <header className="list-head">
        <h1 id="tasks-title">{w.title}</h1>
      </header>
      {!data && <Loading rows={4} />}
      {data?.items.length === 0 && <Nothing title={w.none}>{w.noneHint}</Nothing>}
      {data?.items.map((task) => {
        const key = `${task.sampleId}/${task.line}`
        return (
          <article key={key} className="panel sample-task" aria-label={task.number}>
            <h2>
              {task.number} {task.categoryName}
            </h2>
            <p>{task.description}</p>
            <p className="quiet">
              {task.placeText} · {w.closed(formatTime(task.closedAt))}
            </p>
            {open === key && <AnswerForm task={task} onClose={() => setOpen(undefined)} />}
            {declining === key && data.decline && (
              <DeclineForm
                task={{ sampleId: task.sampleId, line: task.line }}
                allowance={data.decline}
                onClose={() => setDeclining(undefined)}
              />
            )}
            {open !== key && declining !== key && (
              <div className="form-actions">
                <Button type="primary" onClick={() => setOpen(key)}>
                  {w.open}
                </Button>
                {data.decline && <Button onClick={() => setDeclining(key)}>{w.decline}</Button>}
              </div>
            )}
          </article>
        )
      })}
    </section>
  )
}

const answers = ['solved', 'not_solved', 'cannot_tell'] as const

function AnswerForm({ task, onClose }: { task: Task; onClose: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const form = useDraft(answerSampleTask.body!, {})
  const command = useCommand(answerSampleTask)
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { sampleId: task.sampleId, line: task.line }, body },
      {
        onSuccess: ({ reopened }) => {
          message.success(reopened ? w.reopened : w.done)
          void client.invalidateQueries({ queryKey: [routeKey(listSampleTasks)] })
          onClose()
        },
        onError: (problem) => void form.refuse(problem),
      },
    )
  }
  return (
    <form className="form" onSubmit={send} noValidate aria-label={w.open}>
      <ChoiceField
        form={form}
        name="answer"
        label={w.answer}
        choices={answers.map((value) => ({ value, title: w[value] }))}
      />
      <TextField form={form} name="note" label={w.note} rows={2} isOptional={form.values.answer === 'solved'} />
      <PhotoField form={form} name="files" label={w.photos} isOptional />
      <HereField form={form} />
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
