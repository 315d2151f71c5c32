import { useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { beginEmergency, endEmergency, getEmergency } from '#command/plan/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { EffectsList } from './effects-list.tsx'
import './package-form.css'
import type { Switching } from './page.tsx'
import { words } from './words.ts'

type Props = { switching: Switching; onDone: () => void; onCancel: () => void }

/** Begins or ends an emergency, with what that means and the reason for it. */
export function SwitchDialog({ switching, onDone, onCancel }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [begin, end] = [useCommand(beginEmergency), useCommand(endEmergency)]
  const begins = 'begin' in switching
  const beginForm = useDraft(beginEmergency.body!, { packageId: begins ? switching.begin.packageId : '', reason: '' })
  const endForm = useDraft(endEmergency.body!, { emergencyId: begins ? '' : switching.end.emergencyId, reason: '' })
  const form = begins ? beginForm : endForm
  const after = {
    onSuccess: () => {
      message.success(begins ? w.begun : w.ended)
      void client.invalidateQueries({ queryKey: [routeKey(getEmergency)] })
      onDone()
    },
    onError: (problem: ProblemError) => {
      if (!form.refuse(problem)) message.error(pick(problem))
    },
  }
  const send = () => {
    if (begins) {
      const body = beginForm.check()
      if (body) begin.mutate({ body }, after)
    } else {
      const body = endForm.check()
      if (body) end.mutate({ body }, after)
    }
  }
  const name = begins ? switching.begin.name : switching.end.name
  return (
    <Modal
      open
      title={begins ? w.beginTitle(name) : w.endTitle(name)}
      okText={begins ? w.begin : w.end}
      okButtonProps={{ danger: begins }}
      cancelText={w.cancel}
      confirmLoading={begin.isPending || end.isPending}
      onOk={send}
      onCancel={onCancel}
    >
      <div className="form">
        <p>{begins ? w.beginHint : w.endHint}</p>
        {begins && <EffectsList effects={switching.begin.effects} />}
        {begins ? (
          <TextField form={beginForm} name="reason" label={w.reason} rows={3} max={500} />
        ) : (
          <TextField form={endForm} name="reason" label={w.reason} rows={3} max={500} />
        )}
      </div>
    </Modal>
  )
}
