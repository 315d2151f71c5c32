import { createUnit, type UnitNode } from '#city/organisation/unit/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { ActForm } from './act-form.tsx'
import { FactFields, UnitChoice } from './unit-fields.tsx'
import { useAct } from './use-act.ts'
import { words } from './words.ts'

/** A new unit below another or on its own. */
export function CreateForm({ units, onDone }: { units: readonly UnitNode[]; onDone: (unitId: string) => void }) {
  const w = useWords(words)
  const empty = { unitId: '', name: '', areaCode: null, creditCode: null, parentId: null, reason: '' }
  const form = useDraft(createUnit.body!, empty)
  const command = useCommand(createUnit)
  const submit = useAct(
    form,
    (body, ends) => command.mutate({ body }, ends),
    () => onDone(form.values.unitId ?? ''),
  )
  return (
    <ActForm onSubmit={submit} isBusy={command.isPending} problem={command.error} act={w.create} isBare>
      <TextField form={form} name="unitId" label={w.id} hint={w.idHint} max={40} />
      <FactFields form={form} />
      <Field form={form} name="parentId" label={w.parent}>
        {(control) => (
          <UnitChoice
            {...control}
            value={form.values.parentId}
            units={units}
            none={w.top}
            onChange={(parentId) => form.set('parentId', parentId)}
          />
        )}
      </Field>
      <TextField form={form} name="reason" label={w.reason} max={300} />
    </ActForm>
  )
}
