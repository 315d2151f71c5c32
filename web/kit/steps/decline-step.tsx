import { useQuery } from '@tanstack/react-query'
import { declineTask, getDeclineAllowance } from '#supervise/decline/contract.ts'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, useWords } from '../language.ts'
import { ask } from '../query.ts'
import { Failure, Loading } from '../states.tsx'
import { DeclineFields, type Declining } from './decline-fields.tsx'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  submit: { zh: '退回任务', en: 'Hand back' },
  after: {
    zh: '退回后另派他人，此案不再显示在您的任务中；核查重新抽取，您不再参加。',
    en: 'Somebody else is sent and the case leaves your tasks; a verification is drawn again without you.',
  },
})

/** Hands a task back, for a reason that the district accepts and as often as it allows. */
export function DeclineStep(props: StepProps) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(getDeclineAllowance, { params: { id: props.detail.caseId } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  return (
    <StepForm {...props} contract={declineTask} submit={w.submit}>
      {(form) => (
        <>
          <p className="form-note">{w.after}</p>
          <DeclineFields form={form as unknown as Draft<Declining>} allowance={data} />
        </>
      )}
    </StepForm>
  )
}
