import { useQuery } from '@tanstack/react-query'
import { type DeclineReason, declineReasons } from '#city/case/decline.ts'
import { declineTask, getDeclineAllowance } from '#supervise/decline/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { defineWords, usePick, useWords } from '../language.ts'
import { ask } from '../query.ts'
import { Failure, Loading } from '../states.tsx'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  submit: { zh: '退回任务', en: 'Hand back' },
  reason: { zh: '为什么去不了', en: 'Why you cannot go' },
  always: { zh: '不计入次数', en: 'not counted' },
  note: { zh: '说明', en: 'Remarks' },
  after: {
    zh: '退回后另派他人，此案不再显示在您的任务中；核查重新抽取，您不再参加。',
    en: 'Somebody else is sent and the case leaves your tasks; a verification is drawn again without you.',
  },
  used: {
    zh: (used: number, most: number) => `近七天已退回 ${used} 次，最多 ${most} 次`,
    en: (used: number, most: number) => `${used} of ${most} in seven days`,
  },
  usedUp: {
    zh: '次数已用完，只能以不计次数的理由退回。',
    en: 'The number is used up; only reasons that are not counted are left.',
  },
})

/** Hands a task back, for a reason that the district accepts and as often as it allows. */
export function DeclineStep(props: StepProps) {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, refetch } = useQuery(ask(getDeclineAllowance, { params: { id: props.detail.caseId } }))
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  const isUsedUp = data.used >= data.perWeek
  const choices = data.reasons
    .filter((reason: DeclineReason) => !isUsedUp || declineReasons[reason].always)
    .map((reason: DeclineReason) => ({
      value: reason,
      title: pick(declineReasons[reason]),
      ...(declineReasons[reason].always ? { aside: w.always } : {}),
    }))
  return (
    <StepForm {...props} contract={declineTask} submit={w.submit}>
      {(form) => (
        <>
          <p className="form-note">{w.after}</p>
          <ChoiceField form={form} name="reason" label={w.reason} choices={choices} />
          <TextField form={form} name="note" label={w.note} rows={2} isOptional={form.values.reason !== 'other'} />
          <p className="field-hint">
            {w.used(data.used, data.perWeek)}
            {isUsedUp && ` · ${w.usedUp}`}
          </p>
        </>
      )}
    </StepForm>
  )
}
