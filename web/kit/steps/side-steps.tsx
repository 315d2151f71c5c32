import { attachToCase, noteCase } from '#city/case/contract.ts'
import { refuseCase, urgeCase } from '#supervise/desk/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { PhotoField } from '../form/photo-field.tsx'
import { TextField } from '../form/text-field.tsx'
import { type Handlers, useShortcuts } from '../keys/use-shortcut.ts'
import { defineWords, useWords } from '../language.ts'
import { StepForm, type StepProps } from './step-form.tsx'

const words = defineWords({
  note: { zh: '添加备注', en: 'Add a note' },
  text: { zh: '备注内容', en: 'Note' },
  attach: { zh: '补充附件', en: 'Attach' },
  files: { zh: '照片', en: 'Photos' },
  purpose: { zh: '照片说明的是', en: 'They show' },
  report: { zh: '上报情况', en: 'the report' },
  confirm: { zh: '核实', en: 'the confirmation' },
  before: { zh: '处置前', en: 'before handling' },
  after: { zh: '处置后', en: 'after handling' },
  verify: { zh: '核查', en: 'the verification' },
  other: { zh: '其他', en: 'something else' },
  remarks: { zh: '说明', en: 'Remarks' },
  urge: { zh: '督办', en: 'Urge' },
  type: { zh: '督办类型', en: 'Kind' },
  overdue: { zh: '超时督办', en: 'Overdue' },
  leader: { zh: '领导督办', en: 'By a leader' },
  important: { zh: '重点督办', en: 'Important' },
  urgeText: { zh: '督办意见', en: 'What is asked' },
  refuse: { zh: '不予受理', en: 'Refuse' },
  reason: { zh: '不予受理的理由（告知诉求人）', en: 'Reason (told to the reporter)' },
  basis: { zh: '依据条款', en: 'Rule it rests on' },
  common: { zh: '常用理由', en: 'Common reasons' },
})

export function NoteStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={noteCase} submit={w.note}>
      {(form) => <TextField form={form} name="text" label={w.text} rows={3} max={2000} />}
    </StepForm>
  )
}

const purposes = ['report', 'confirm', 'before', 'after', 'verify', 'other'] as const

export function AttachStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={attachToCase} submit={w.attach} initial={{ purpose: 'other' }}>
      {(form) => (
        <>
          <PhotoField form={form} name="files" label={w.files} />
          <ChoiceField
            form={form}
            name="purpose"
            label={w.purpose}
            choices={purposes.map((value) => ({ value, title: w[value] }))}
          />
          <TextField form={form} name="note" label={w.remarks} rows={2} isOptional />
        </>
      )}
    </StepForm>
  )
}

const urgings = ['overdue', 'important', 'leader'] as const

export function UrgeStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={urgeCase} submit={w.urge} initial={{ type: 'overdue' }}>
      {(form) => (
        <>
          <ChoiceField
            form={form}
            name="type"
            label={w.type}
            choices={urgings.map((value) => ({ value, title: w[value] }))}
          />
          <TextField form={form} name="text" label={w.urgeText} rows={3} max={500} />
        </>
      )}
    </StepForm>
  )
}

const refusals = [
  '不属于本区管辖范围',
  '未达到立案条件',
  '现场未发现所反映的问题',
  '与已有案件重复',
  '信息不足且无法补充',
] as const

const digits = ['step1', 'step2', 'step3', 'step4', 'step5'] as const

/** The digit of a common reason takes it while nothing is being written. */
const byDigit = (take: (text: string) => void): Handlers =>
  Object.fromEntries(refusals.map((text, at) => [digits[at] ?? 'step5', () => take(text)]))

/** Refusing: the reason goes to the reporter word for word, so common ones are at hand, by digit too, and may be completed. */
export function RefuseStep(props: StepProps) {
  const w = useWords(words)
  return (
    <StepForm {...props} contract={refuseCase} submit={w.refuse} isDangerous>
      {(form) => (
        <>
          <TextField form={form} name="reason" label={w.reason} rows={3} max={500} />
          <CommonReasons onTake={(text) => form.set('reason', text)} chosen={form.values.reason} />
          <TextField form={form} name="basis" label={w.basis} isOptional max={300} />
        </>
      )}
    </StepForm>
  )
}

function CommonReasons({ chosen, onTake }: { chosen: string | undefined; onTake: (text: string) => void }) {
  const w = useWords(words)
  useShortcuts(byDigit(onTake))
  return (
    <fieldset className="chips" aria-label={w.common}>
      {refusals.map((text, at) => (
        <button
          key={text}
          type="button"
          className="chip"
          aria-pressed={text === chosen}
          aria-keyshortcuts={String(at + 1)}
          onClick={() => onTake(text)}
        >
          <span aria-hidden="true">{at + 1} </span>
          {text}
        </button>
      ))}
    </fieldset>
  )
}
