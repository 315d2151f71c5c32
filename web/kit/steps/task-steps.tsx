import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { answerConfirm, answerVerify, askConfirm, proposeCollectors } from '#supervise/desk/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { PhotoField } from '../form/photo-field.tsx'
import { TextField } from '../form/text-field.tsx'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, usePick, useWords } from '../language.ts'
import { BeforeAfter } from '../photos/before-after.tsx'
import { ask } from '../query.ts'
import { Failure, Loading } from '../states.tsx'
import { HereField } from './here-field.tsx'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  askConfirm: { zh: '派发核实', en: 'Send to confirm' },
  collector: { zh: '派给谁', en: 'Who goes' },
  nobody: { zh: '没有可派的采集员', en: 'Nobody can be sent' },
  tasks: { zh: (n: number) => `在手 ${n} 项`, en: (n: number) => `${n} open` },
  askNote: { zh: '交代事项', en: 'What to look at' },
  found: { zh: '现场情况', en: 'On the spot' },
  foundYes: { zh: '问题属实', en: 'The problem is there' },
  foundNo: { zh: '未发现问题', en: 'Nothing found' },
  passed: { zh: '核查结果', en: 'Result' },
  passedYes: { zh: '已处置到位', en: 'Solved' },
  passedNo: { zh: '未处置到位', en: 'Not solved' },
  note: { zh: '现场说明', en: 'Notes' },
  photos: { zh: '现场照片', en: 'Photos' },
  answer: { zh: '回复', en: 'Answer' },
  hereHint: {
    zh: '提交前在现场定位：位置、精度和时间随回复留存，用于判定是否到场。',
    en: 'Locate on the spot just before sending: place, accuracy and time are kept and judged.',
  },
})

type Task = { collectorId: string; note?: string | undefined }

function Collectors({ detail, form }: { detail: StepProps['detail']; form: Draft<Task> }) {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, refetch } = useQuery(ask(proposeCollectors, { params: { id: detail.caseId } }))
  const first = data?.items[0]?.personId
  const chosen = form.values.collectorId
  const { set } = form
  // biome-ignore lint/correctness/useExhaustiveDependencies: `set` is new at every render and always does the same.
  useEffect(() => {
    if (first && !chosen) set('collectorId', first)
  }, [first, chosen])
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  if (data.items.length === 0) return <p className="form-refusal">{w.nobody}</p>
  const choices = data.items.map(({ personId, name, openTasks, reason }) => ({
    value: personId,
    title: name,
    detail: pick(reason),
    aside: w.tasks(openTasks),
  }))
  return <ChoiceField form={form} name="collectorId" label={w.collector} choices={choices} />
}

export function AskConfirmStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={askConfirm} submit={w.askConfirm}>
      {(form) => (
        <>
          <Collectors detail={props.detail} form={form as unknown as Draft<Task>} />
          <TextField form={form} name="note" label={w.askNote} rows={2} isOptional />
        </>
      )}
    </StepForm>
  )
}

export function AnswerConfirmStep(props: StepProps) {
  const w = useWords(words)
  const choices = [
    { value: true, title: w.foundYes },
    { value: false, title: w.foundNo },
  ]
  return (
    <StepForm {...props} contract={answerConfirm} submit={w.answer}>
      {(form) => (
        <>
          <ChoiceField form={form} name="found" label={w.found} choices={choices} isRow />
          <PhotoField form={form} name="files" label={w.photos} isOptional />
          <TextField form={form} name="note" label={w.note} rows={2} isOptional />
          <HereField form={form} hint={w.hereHint} />
        </>
      )}
    </StepForm>
  )
}

export function AnswerVerifyStep(props: StepProps) {
  const w = useWords(words)
  const choices = [
    { value: true, title: w.passedYes, detail: props.detail.clause?.closing },
    { value: false, title: w.passedNo },
  ]
  return (
    <StepForm {...props} contract={answerVerify} submit={w.answer}>
      {(form) => (
        <>
          <BeforeAfter caseId={props.detail.caseId} />
          <ChoiceField form={form} name="passed" label={w.passed} choices={choices} />
          <PhotoField form={form} name="files" label={w.photos} isOptional />
          <TextField form={form} name="note" label={w.note} rows={2} isOptional />
          <HereField form={form} hint={w.hereHint} />
        </>
      )}
    </StepForm>
  )
}
