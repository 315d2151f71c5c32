import { App, Button } from 'antd'
import { useState } from 'react'
import { type DeviceReply, setCredential } from '#sense/device/contract.ts'
import { ChoiceField } from '#web/kit/form/choice-field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { instructionWords } from './instruction-words.ts'

/** What a device has to show: made here for MQTT, the device's own for stations. */
export function Credential({ device, onDone }: { device: DeviceReply; onDone: () => void }) {
  const w = useWords(instructionWords)
  const pick = usePick()
  const { message } = App.useApp()
  const [shown, setShown] = useState<string>()
  const isMade = device.protocol === 'mqtt' || device.protocol === 'coap'
  const start = { basedOn: device.revision, rule: device.credentialRule, password: '' }
  const form = useDraft(setCredential.body!, start)
  const command = useCommand(setCredential)
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { params: { deviceId: device.deviceId }, body: { ...body, basedOn: device.revision } },
      {
        onSuccess: ({ credential }) => {
          setShown(credential ?? undefined)
          void message.success(w.saved)
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <section className="device-form">
      <h3>
        {w.credential} {device.hasCredential ? w.hasCredential : w.hasNone}
      </h3>
      {isMade ? (
        <p className="quiet">{w.makeHint}</p>
      ) : (
        <>
          <TextField form={form} name="password" label={w.password} hint={w.passwordHint} max={32} />
          <ChoiceField
            form={form}
            name="rule"
            label={w.rule}
            choices={[
              { value: 'tolerate', title: w.tolerate },
              { value: 'refuse', title: w.refuse },
            ]}
            isRow
          />
        </>
      )}
      {shown && (
        <p role="status" className="list-code">
          {w.shown(shown)}
        </p>
      )}
      <div>
        <Button onClick={send} loading={command.isPending}>
          {isMade ? w.make : w.save}
        </Button>
      </div>
    </section>
  )
}
