import type { z } from 'zod'
import type { CaseMoved } from '#city/case/contract.ts'
import { resumeCase, sendBackCase } from '#command/dispatch/contract.ts'
import { returnCase } from '#command/handling/contract.ts'
import { recallCase } from '#command/recall/contract.ts'
import type { RouteContract } from '#kernel/http/contract.ts'
import { unmergeCase } from '#serve/intake/contract.ts'
import { forceCloseCase, reopenCase, reworkCase } from '#supervise/desk/contract.ts'
import { TextField } from '../form/text-field.tsx'
import { defineWords, useWords } from '../language.ts'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  returned: { zh: '回退', en: 'Return' },
  returnReason: { zh: '为什么不是本单位职责', en: 'Why it is not this unit’s duty' },
  recalled: { zh: '撤回派遣', en: 'Withdraw the dispatch' },
  recallReason: { zh: '为什么撤回派遣', en: 'Why the dispatch is withdrawn' },
  recallHint: {
    zh: '在审的延期、挂账申请，协办任务和承包单位链接随之取消；不计入单位回退。',
    en: 'Pending requests, helping units and contractor links end with it; it does not count as a return.',
  },
  sentBack: { zh: '退回受理', en: 'Send back' },
  sentBackReason: { zh: '退回理由', en: 'Reason' },
  rework: { zh: '退回返工', en: 'Send for rework' },
  reworkReason: { zh: '哪里没有处置到位', en: 'What is not done yet' },
  resume: { zh: '恢复处置', en: 'Resume' },
  resumeReason: { zh: '挂账原因如何消除', en: 'How the reason has gone' },
  force: { zh: '强制结案', en: 'Close by force' },
  forceReason: { zh: '强制结案理由', en: 'Reason to close by force' },
  unmerge: { zh: '撤销并案', en: 'Undo the merge' },
  unmergeReason: { zh: '撤销理由', en: 'Reason' },
  reopen: { zh: '撤销结案', en: 'Undo the closing' },
  reopenReason: { zh: '复查发现了什么', en: 'What was found' },
  kept: {
    zh: '理由写入办理历程，所有经办人可见。',
    en: 'The reason is kept in the history and seen by all concerned.',
  },
})

type Key = keyof typeof words
type ReasonBody = z.ZodType<unknown, { reason: string; seen?: number | undefined }>
type ReasonContract = RouteContract<z.ZodType, z.ZodType, ReasonBody, typeof CaseMoved>

type ReasonProps = StepProps & { contract: ReasonContract; submit: Key; label: Key; hint?: Key; isDangerous?: boolean }

/** A step that asks for nothing but its reason. */
function ReasonStep({ submit, label, hint = 'kept', ...props }: ReasonProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} submit={w[submit]}>
      {(form) => <TextField form={form} name="reason" label={w[label]} rows={3} max={500} hint={w[hint]} />}
    </StepForm>
  )
}

export const ReturnStep = (props: StepProps) => (
  <ReasonStep {...props} contract={returnCase} submit="returned" label="returnReason" />
)
export const RecallStep = (props: StepProps) => (
  <ReasonStep {...props} contract={recallCase} submit="recalled" label="recallReason" hint="recallHint" isDangerous />
)
export const SendBackStep = (props: StepProps) => (
  <ReasonStep {...props} contract={sendBackCase} submit="sentBack" label="sentBackReason" />
)
export const ReworkStep = (props: StepProps) => (
  <ReasonStep {...props} contract={reworkCase} submit="rework" label="reworkReason" />
)
export const ResumeStep = (props: StepProps) => (
  <ReasonStep {...props} contract={resumeCase} submit="resume" label="resumeReason" />
)
export const ForceCloseStep = (props: StepProps) => (
  <ReasonStep {...props} contract={forceCloseCase} submit="force" label="forceReason" isDangerous />
)
export const UnmergeStep = (props: StepProps) => (
  <ReasonStep {...props} contract={unmergeCase} submit="unmerge" label="unmergeReason" />
)
export const ReopenStep = (props: StepProps) => (
  <ReasonStep {...props} contract={reopenCase} submit="reopen" label="reopenReason" isDangerous />
)
