import { PhotoField } from '../form/photo-field.tsx'
import type { Draft } from '../form/use-draft.ts'
import { defineWords, useWords } from '../language.ts'
import { mustAttach, type StepProps } from './step-form.tsx'

const words = defineWords({
  evidence: { zh: '佐证材料', en: 'Evidence' },
  needed: { zh: '本区规定此项须附材料', en: 'This district asks for a file here' },
})

type Props<V> = { form: Draft<V>; detail: StepProps['detail']; kind: string }

/** Files that go with a request; required where the district has decided so. */
export function Evidence<V>({ form, detail, kind }: Props<V>) {
  const w = useWords(words)
  const isNeeded = mustAttach(detail, kind)
  return (
    <PhotoField
      form={form}
      name={'files' as keyof V & string}
      label={w.evidence}
      isOptional={!isNeeded}
      hint={isNeeded ? w.needed : undefined}
    />
  )
}
