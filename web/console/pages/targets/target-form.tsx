import { App, Button } from 'antd'
import { useState } from 'react'
import { addPlanTarget, changePlanTarget, standingOf, TargetBody, type TargetItem } from '#supervise/target/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { differencesOf } from './difference.ts'
import { DifferenceList } from './difference-list.tsx'
import { emptyClaim, TargetFields } from './target-fields.tsx'
import { useUndo } from './use-undo.tsx'
import { words } from './words.ts'

const empty: TargetBody = {
  ...{ name: '', unit: '%', direction: 'at_least', formula: '', ownerUnitId: null, measure: null },
  ...{ isRetired: false, claims: [emptyClaim] },
}

/** A new indicator. */
export function NewTarget({ onDone }: { onDone: (id: string) => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const { refresh } = useUndo()
  const form = useDraft(addPlanTarget.body!, { target: empty, reason: '' })
  const command = useCommand(addPlanTarget)
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: ({ targetId }) => {
          refresh()
          void message.success(w.saved)
          onDone(targetId)
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <div className="form">
      <TargetFields form={form} />
      <TextField form={form} name="reason" label={w.reason} max={200} />
      <div className="form-actions">
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.save}
        </Button>
      </div>
    </div>
  )
}

type ChangeProps = { item: TargetItem; onDone: () => void }

/** An edit in two steps: what is to change is shown before it is saved, and can be undone afterwards. */
export function ChangeTarget({ item, onDone }: ChangeProps) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const undo = useUndo()
  const [isPreview, setPreview] = useState(false)
  const form = useDraft(changePlanTarget.body!, { basedOn: item.version, target: item.body, reason: '' })
  const command = useCommand(changePlanTarget)
  const send = () => {
    const body = form.check()
    if (!body) return setPreview(false)
    command.mutate(
      { params: { targetId: item.targetId }, body },
      {
        onSuccess: (reply) => {
          undo.changed(reply)
          onDone()
        },
        onError: (problem) => {
          setPreview(false)
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  if (isPreview)
    return <Preview item={item} form={form} isBusy={command.isPending} onBack={() => setPreview(false)} onSave={send} />
  return (
    <div className="form">
      <TargetFields form={form} />
      <TextField form={form} name="reason" label={w.reason} max={200} />
      <div className="form-actions">
        <Button type="primary" onClick={() => form.check() && setPreview(true)}>
          {w.preview}
        </Button>
        <Button onClick={onDone}>{w.close}</Button>
      </div>
    </div>
  )
}

type PreviewProps = {
  item: TargetItem
  form: Draft<{ target: TargetBody }>
  isBusy: boolean
  onBack: () => void
  onSave: () => void
}

function Preview({ item, form, isBusy, onBack, onSave }: PreviewProps) {
  const w = useWords(words)
  const after = TargetBody.parse(form.values.target)
  const differences = differencesOf(item.body, after)
  const { standing } = standingOf(after, item.series)
  return (
    <section className="form" aria-labelledby="target-preview">
      <h3 id="target-preview">{w.previewTitle}</h3>
      <DifferenceList differences={differences} />
      {standing !== item.standing && <p>{w.standingBecomes(w[item.standing], w[standing])}</p>}
      <div className="form-actions">
        <Button type="primary" onClick={onSave} loading={isBusy} disabled={differences.length === 0}>
          {w.save}
        </Button>
        <Button onClick={onBack}>{w.back}</Button>
      </div>
    </section>
  )
}
