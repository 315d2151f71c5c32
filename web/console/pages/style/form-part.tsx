import { App, Button } from 'antd'
import { useEffect } from 'react'
import { z } from 'zod'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

const Sample = z.object({ text: z.string().min(10), urgency: z.enum(['usual', 'urgent']) })

/** A form that was sent too early, with each fault at its field, and what buttons there are. */
export function FormPart() {
  const w = useWords(words)
  const form = useDraft(Sample, { text: '已更换' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is checked once, so that it stands here with its faults.
  useEffect(() => void form.check(), [])
  return (
    <section className="panel style-form">
      <h2>{w.form}</h2>
      <TextField form={form} name="text" label={w.text} hint={w.hint} rows={2} />
      <ChoiceField
        form={form}
        name="urgency"
        label={w.urgency}
        isRow
        choices={[
          { value: 'usual', title: w.usual, detail: w.usualWhy },
          { value: 'urgent', title: w.urgent, detail: w.urgentWhy },
        ]}
      />
      <p className="form-refusal" role="alert">
        {w.refused}
      </p>
      <div className="form-actions">
        <Button type="primary" onClick={() => void form.check()}>
          {w.send}
        </Button>
        <Button>{w.leave}</Button>
        <Button danger>{w.remove}</Button>
        <Button disabled>{w.refused}</Button>
        <UndoButton />
      </div>
    </section>
  )
}

function UndoButton() {
  const w = useWords(words)
  const { message } = App.useApp()
  const key = 'style-undo'
  const content = (
    <>
      {w.removed}{' '}
      <button type="button" className="link" onClick={() => message.destroy(key)}>
        {w.undo}
      </button>
    </>
  )
  return <Button onClick={() => message.success({ key, content, duration: 10 })}>{w.showUndo}</Button>
}
