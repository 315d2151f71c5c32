import { App, Button, InputNumber } from 'antd'
import { enterActual, type TargetItem } from '#supervise/target/contract.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import { useUndo } from './use-undo.tsx'
import { words } from './words.ts'

/** Enters what was reached in a period; a number, or a state that is reached or not. */
export function ActualForm({ item, onDone }: { item: TargetItem; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const undo = useUndo()
  const { targetId, body } = item
  const form = useDraft(enterActual.body!, {
    ...{ period: formatDay(Date.now()).slice(0, 4), value: null, state: '', isReached: null, evidence: '' },
  })
  const command = useCommand(enterActual)
  const send = () => {
    const given = form.check()
    if (!given) return
    command.mutate(
      { params: { targetId }, body: given },
      {
        onSuccess: ({ actualId }) => {
          undo.entered(targetId, actualId)
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <div className="form">
      <h3>{w.enterActual}</h3>
      <TextField form={form} name="period" label={w.period} hint={w.periodHint} max={7} />
      {body.direction === 'state' ? (
        <>
          <TextField form={form} name="state" label={w.state} rows={2} max={200} />
          <ChoiceField
            form={form}
            name="isReached"
            label={w.isReached}
            isRow
            choices={[
              { value: true, title: w.yes },
              { value: false, title: w.no },
            ]}
          />
        </>
      ) : (
        <Field form={form} name="value" label={`${w.value}${body.unit && `（${body.unit}）`}`}>
          {(control) => (
            <InputNumber
              {...control}
              value={form.values.value ?? null}
              onChange={(value) => form.set('value', value)}
              style={{ inlineSize: 180 }}
            />
          )}
        </Field>
      )}
      <TextField form={form} name="evidence" label={w.evidence} hint={w.evidenceHint} rows={2} max={500} />
      <div className="form-actions">
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.entering}
        </Button>
        <Button onClick={onDone}>{w.close}</Button>
      </div>
    </div>
  )
}
