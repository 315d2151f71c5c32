import { Select } from 'antd'
import type { z } from 'zod'
import type { Kind, PlanBody } from '#command/inspection/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import type { Draft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

export const keyOf = ({ industryId, kindId }: { industryId?: string; kindId?: string }): string =>
  `${industryId}/${kindId}`

type Props = { form: Draft<z.input<typeof PlanBody>>; kinds: readonly Kind[]; kind: Kind }

/** What is inspected, with its points; its usual cycle is taken over. */
export function KindField({ form, kinds, kind }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const choose = (key: string) => {
    const chosen = kinds.find((one) => keyOf(one) === key)
    if (!chosen) return
    form.set('industryId', chosen.industryId)
    form.set('kindId', chosen.kindId)
    form.set('everyDays', chosen.everyDays)
  }
  return (
    <>
      <Field form={form} name="kindId" label={w.kind}>
        {({ id }) => (
          <Select
            id={id}
            value={keyOf(kind)}
            options={kinds.map((one) => ({ value: keyOf(one), label: `${pick(one.industry)} · ${pick(one.title)}` }))}
            onChange={choose}
          />
        )}
      </Field>
      <details>
        <summary>{w.checklist}</summary>
        <ol className="inspection-checklist">
          {kind.checklist.map((point) => (
            <li key={point.zh}>{pick(point)}</li>
          ))}
        </ol>
      </details>
    </>
  )
}
