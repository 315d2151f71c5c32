import { endorseRequest } from '#command/approval/contract.ts'
import { endorseAppeal } from '#supervise/appeal/contract.ts'
import { voidCase } from '#supervise/desk/contract.ts'
import { askVoid, decideVoid, endorseVoid } from '#supervise/voiding/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { defineWords, useWords } from '../language.ts'
import { Asked, useDecisions } from './decision-steps.tsx'
import { Evidence } from './evidence.tsx'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  endorse: { zh: '提交初审', en: 'Decide' },
  decision: { zh: '初审意见', en: 'First decision' },
  final: { zh: '审批意见', en: 'Decision' },
  note: { zh: '说明', en: 'Remarks' },
  second: {
    zh: '同意后由另一人终审；不同意则申请结束。',
    en: 'If you agree, somebody else decides finally; if not, the request is over.',
  },
  secondAppeal: {
    zh: '同意后由另一人裁定，裁定前不告知申诉单位；不同意则申诉不成立。',
    en: 'If you agree, somebody else decides, and the unit hears nothing until then; if not, the appeal is dismissed.',
  },
  askVoid: { zh: '申请作废', en: 'Ask for voiding' },
  askVoidReason: { zh: '为什么应当作废', en: 'Why it should be voided' },
  decideVoid: { zh: '提交审批', en: 'Decide' },
  void: { zh: '作废', en: 'Void' },
  reason: { zh: '理由', en: 'Reason' },
  voidReason: { zh: '作废理由', en: 'Reason to void' },
  kept: {
    zh: '理由写入办理历程，所有经办人可见。',
    en: 'The reason is kept in the history and seen by all concerned.',
  },
})

/** The first of two approvals, of whatever waits. */
export function EndorseStep(props: StepProps) {
  const { pending } = props.detail
  if (pending === 'voiding') return <EndorseVoid {...props} />
  if (pending === 'appeal') return <EndorseAppeal {...props} />
  return <EndorseRequest {...props} what={pending === 'suspension' ? 'suspension' : 'extension'} />
}

function EndorseAppeal(props: StepProps) {
  const w = useWords(words)
  const decisions = useDecisions()
  return (
    <StepForm {...props} contract={endorseAppeal} submit={w.endorse}>
      {(form) => (
        <>
          <Asked detail={props.detail} kind="appealed" />
          <ChoiceField form={form} name="approve" label={w.decision} choices={decisions} isRow />
          <p className="field-hint">{w.secondAppeal}</p>
          <TextField form={form} name="note" label={w.note} rows={2} isOptional={form.values.approve !== false} />
        </>
      )}
    </StepForm>
  )
}

function EndorseRequest({ what, ...props }: StepProps & { what: 'extension' | 'suspension' }) {
  const w = useWords(words)
  const decisions = useDecisions()
  return (
    <StepForm {...props} contract={endorseRequest} submit={w.endorse} initial={{ what }}>
      {(form) => (
        <>
          <Asked detail={props.detail} kind={`${what}_asked`} />
          <ChoiceField form={form} name="approve" label={w.decision} choices={decisions} isRow />
          <p className="field-hint">{w.second}</p>
          <TextField form={form} name="note" label={w.note} rows={2} isOptional={form.values.approve !== false} />
        </>
      )}
    </StepForm>
  )
}

function EndorseVoid(props: StepProps) {
  const w = useWords(words)
  const decisions = useDecisions()
  return (
    <StepForm {...props} contract={endorseVoid} submit={w.endorse}>
      {(form) => (
        <>
          <Asked detail={props.detail} kind="void_asked" />
          <ChoiceField form={form} name="approve" label={w.decision} choices={decisions} isRow />
          <p className="field-hint">{w.second}</p>
          <TextField form={form} name="note" label={w.note} rows={2} isOptional={form.values.approve !== false} />
        </>
      )}
    </StepForm>
  )
}

export function AskVoidStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={askVoid} submit={w.askVoid}>
      {(form) => (
        <>
          <TextField form={form} name="reason" label={w.askVoidReason} rows={3} max={500} hint={w.kept} />
          <Evidence form={form} detail={props.detail} kind="void_asked" />
        </>
      )}
    </StepForm>
  )
}

/** Decides on what was asked for, or voids without being asked where the district leaves that to one. */
export const VoidStep = (props: StepProps) =>
  props.detail.pending === 'voiding' ? <DecideVoid {...props} /> : <VoidAlone {...props} />

function DecideVoid(props: StepProps) {
  const w = useWords(words)
  const decisions = useDecisions()
  return (
    <StepForm {...props} contract={decideVoid} submit={w.decideVoid}>
      {(form) => (
        <>
          <Asked detail={props.detail} kind="void_asked" />
          <ChoiceField form={form} name="approve" label={w.final} choices={decisions} isRow />
          <TextField form={form} name="reason" label={w.reason} rows={2} max={500} />
        </>
      )}
    </StepForm>
  )
}

function VoidAlone(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={voidCase} submit={w.void} isDangerous>
      {(form) => <TextField form={form} name="reason" label={w.voidReason} rows={3} max={500} hint={w.kept} />}
    </StepForm>
  )
}
