import { Input } from 'antd'
import {
  acceptCase,
  appealCase,
  askExtension,
  askSuspension,
  coHandleCase,
  handleCase,
} from '#command/handling/contract.ts'
import { Field } from '../form/field.tsx'
import { PhotoField } from '../form/photo-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { defineWords, useLanguage, useWords } from '../language.ts'
import { formatLimit } from '../limit.ts'
import { formatDay } from '../time.ts'
import { Evidence } from './evidence.tsx'
import { LimitField } from './limit-field.tsx'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  accept: { zh: '签收', en: 'Accept' },
  note: { zh: '备注', en: 'Remarks' },
  handle: { zh: '提交反馈', en: 'Report' },
  coHandle: { zh: '提交协办反馈', en: 'Report our part' },
  coHint: {
    zh: '只反馈本单位承担的部分；全部协办单位反馈后，主办单位才能反馈处置。',
    en: 'Only your own part; the lead unit can report once every helping unit has.',
  },
  handled: { zh: '处置情况', en: 'What was done' },
  before: { zh: '处置前照片', en: 'Before' },
  after: { zh: '处置后照片', en: 'After' },
  closing: { zh: (text: string) => `结案条件：${text}`, en: (text: string) => `Closing condition: ${text}` },
  extension: { zh: '申请延期', en: 'Ask for an extension' },
  extensionReason: { zh: '为什么不能按时完成', en: 'Why it cannot be done in time' },
  limit: { zh: '延长多久', en: 'By how long' },
  limitHint: {
    zh: (limit: string) => `不填则按原时限再加一次（${limit}）`,
    en: (limit: string) => `By default the limit once more (${limit})`,
  },
  suspension: { zh: '申请挂账', en: 'Ask for a suspension' },
  suspensionReason: { zh: '挂账原因（季节性、工程性等）', en: 'Why it must wait (season, works …)' },
  until: { zh: '挂账至', en: 'Until' },
  appeal: { zh: '提交申诉', en: 'Appeal' },
  appealReason: { zh: '为什么不应计为超时', en: 'Why it should not count as late' },
})

export function AcceptStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={acceptCase} submit={w.accept}>
      {(form) => <TextField form={form} name="note" label={w.note} rows={2} isOptional />}
    </StepForm>
  )
}

type WorkProps = StepProps & {
  contract: typeof handleCase | typeof coHandleCase
  submit: string
  hint: string | undefined
}

function WorkStep({ hint, ...props }: WorkProps) {
  const w = useWords(words)
  return (
    <StepForm {...props}>
      {(form) => (
        <>
          {hint && <p className="form-note">{hint}</p>}
          <PhotoField form={form} name="before" label={w.before} isOptional />
          <PhotoField form={form} name="after" label={w.after} />
          <TextField form={form} name="note" label={w.handled} rows={3} max={2000} />
        </>
      )}
    </StepForm>
  )
}

export function HandleStep(props: StepProps) {
  const w = useWords(words)
  const closing = props.detail.clause?.closing
  return <WorkStep {...props} contract={handleCase} submit={w.handle} hint={closing && w.closing(closing)} />
}

export function CoHandleStep(props: StepProps) {
  const w = useWords(words)
  return <WorkStep {...props} contract={coHandleCase} submit={w.coHandle} hint={w.coHint} />
}

export function AskExtensionStep(props: StepProps) {
  const w = useWords(words)
  const language = useLanguage()
  const granted = props.detail.clause?.limit
  return (
    <StepForm {...props} contract={askExtension} submit={w.extension}>
      {(form) => (
        <>
          <TextField form={form} name="reason" label={w.extensionReason} rows={3} max={500} />
          <LimitField
            form={form}
            name="limit"
            label={w.limit}
            unit={granted?.unit}
            hint={granted ? w.limitHint(formatLimit(granted, language)) : undefined}
          />
          <Evidence form={form} detail={props.detail} kind="extension_asked" />
        </>
      )}
    </StepForm>
  )
}

const dayMs = 86_400_000

export function AskSuspensionStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={askSuspension} submit={w.suspension}>
      {(form) => (
        <>
          <TextField form={form} name="reason" label={w.suspensionReason} rows={3} max={500} />
          <Field form={form} name="until" label={w.until}>
            {(control) => (
              <Input
                {...control}
                type="date"
                min={formatDay(Date.now() + dayMs)}
                max={formatDay(Date.now() + 366 * dayMs)}
                value={form.values.until ?? ''}
                onChange={({ target }) => form.set('until', target.value || undefined)}
              />
            )}
          </Field>
          <Evidence form={form} detail={props.detail} kind="suspension_asked" />
        </>
      )}
    </StepForm>
  )
}

export function AppealStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={appealCase} submit={w.appeal}>
      {(form) => (
        <>
          <TextField form={form} name="reason" label={w.appealReason} rows={3} max={500} />
          <Evidence form={form} detail={props.detail} kind="appealed" />
        </>
      )}
    </StepForm>
  )
}
