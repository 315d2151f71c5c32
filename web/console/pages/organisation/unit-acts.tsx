import { amendUnit, moveUnit, retireUnit, type UnitNode } from '#city/organisation/unit/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { ActForm } from './act-form.tsx'
import type { Unit } from './unit-detail.tsx'
import { FactFields, UnitChoice, type UnitFacts } from './unit-fields.tsx'
import { useAct } from './use-act.ts'
import { words } from './words.ts'

type Props = { unit: Unit; onDone: () => void }
type AmongProps = Props & { units: readonly UnitNode[] }

export function AmendForm({ unit, onDone }: Props) {
  const w = useWords(words)
  const { name, areaCode, creditCode, unitId } = unit
  const kind = unit.kind as UnitFacts['kind']
  const form = useDraft(amendUnit.body!, { name, kind, areaCode, creditCode, reason: '' })
  const command = useCommand(amendUnit)
  const submit = useAct(form, (body, ends) => command.mutate({ params: { unitId }, body }, ends), onDone)
  return (
    <ActForm onSubmit={submit} isBusy={command.isPending} problem={command.error} act={w.save} onCancel={onDone}>
      <FactFields form={form} />
      <TextField form={form} name="reason" label={w.reason} max={300} />
    </ActForm>
  )
}

export function MoveForm({ unit: { unitId, parentId }, units, onDone }: AmongProps) {
  const w = useWords(words)
  const form = useDraft(moveUnit.body!, { parentId, reason: '' })
  const command = useCommand(moveUnit)
  const submit = useAct(form, (body, ends) => command.mutate({ params: { unitId }, body }, ends), onDone)
  return (
    <ActForm onSubmit={submit} isBusy={command.isPending} problem={command.error} act={w.move} onCancel={onDone}>
      <Field form={form} name="parentId" label={w.parent}>
        {(control) => (
          <UnitChoice
            {...control}
            value={form.values.parentId}
            units={units.filter((each) => each.unitId !== unitId)}
            none={w.top}
            onChange={(chosen) => form.set('parentId', chosen)}
          />
        )}
      </Field>
      <TextField form={form} name="reason" label={w.reason} max={300} />
    </ActForm>
  )
}

/** Retiring shows again what the unit has, and says what has to go first. */
export function RetireForm({ unit, units, onDone }: AmongProps) {
  const w = useWords(words)
  const { unitId, name, hanging } = unit
  const form = useDraft(retireUnit.body!, { successorId: null, reason: '' })
  const command = useCommand(retireUnit)
  const submit = useAct(form, (body, ends) => command.mutate({ params: { unitId }, body }, ends), onDone)
  const isBlocked = hanging.posts > 0 || hanging.children > 0
  return (
    <ActForm
      onSubmit={submit}
      isBusy={command.isPending}
      problem={command.error}
      act={w.retiring(name)}
      isDanger
      isBlocked={isBlocked}
      onCancel={onDone}
    >
      <p>
        {w.retireLead}
        {(['openCases', 'duties', 'home', 'posts', 'children', 'rules'] as const)
          .filter((key) => hanging[key] > 0)
          .map((key) => `${w[key]} ${hanging[key]}`)
          .join('，') || '0'}
      </p>
      {hanging.posts > 0 && <p className="field-fault">{w.postsFirst}</p>}
      {hanging.rules > 0 && <p className="form-note">{w.rulesNote}</p>}
      <Field form={form} name="successorId" label={w.successor} hint={w.successorHint}>
        {(control) => (
          <UnitChoice
            {...control}
            value={form.values.successorId}
            units={units.filter((each) => each.unitId !== unitId)}
            none={w.nobody}
            onChange={(successorId) => form.set('successorId', successorId)}
          />
        )}
      </Field>
      <TextField form={form} name="reason" label={w.reason} max={300} />
    </ActForm>
  )
}
