import { type DeclineReason, declineReasons } from '#city/case/decline.ts'
import type { DeclineAllowance } from '#supervise/decline/contract.ts'
import { ChoiceField } from '../form/choice-field.tsx'
import { TextField } from '../form/text-field.tsx'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, usePick, useWords } from '../language.ts'

const words = defineWords({
  reason: { zh: '为什么去不了', en: 'Why you cannot go' },
  always: { zh: '不计入次数', en: 'not counted' },
  note: { zh: '说明', en: 'Remarks' },
  used: {
    zh: (used: number, most: number) => `近七天已退回 ${used} 次，最多 ${most} 次`,
    en: (used: number, most: number) => `${used} of ${most} in seven days`,
  },
  usedUp: {
    zh: '次数已用完，只能以不计次数的理由退回。',
    en: 'The number is used up; only reasons that are not counted are left.',
  },
})

/** What handing a task back says; where the number is used up only the reasons that are not counted are offered. */
export type Declining = { reason: DeclineReason; note?: string | undefined }

/** Why somebody cannot go, and how often they may still say so. */
export function DeclineFields({ form, allowance }: { form: Draft<Declining>; allowance: DeclineAllowance }) {
  const w = useWords(words)
  const pick = usePick()
  const { used, perWeek, reasons } = allowance
  const isUsedUp = used >= perWeek
  const choices = reasons
    .filter((reason) => !isUsedUp || declineReasons[reason].always)
    .map((reason) => ({
      value: reason,
      title: pick(declineReasons[reason]),
      ...(declineReasons[reason].always ? { aside: w.always } : {}),
    }))
  return (
    <>
      <ChoiceField form={form} name="reason" label={w.reason} choices={choices} />
      <TextField form={form} name="note" label={w.note} rows={2} isOptional={form.values.reason !== 'other'} />
      <p className="field-hint">
        {w.used(used, perWeek)}
        {isUsedUp && ` · ${w.usedUp}`}
      </p>
    </>
  )
}
