import { App, Button } from 'antd'
import { type DeviceReply, retireDevice } from '#sense/device/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { words } from './words.ts'

/** Takes a device out of service, with the reason; its history stays and its sender is free again. */
export function Retire({ device, onDone }: { device: DeviceReply; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const form = useDraft(retireDevice.body!, { basedOn: device.revision, reason: '' })
  const command = useCommand(retireDevice)
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { params: { deviceId: device.deviceId }, body: { ...body, basedOn: device.revision } },
      {
        onSuccess: onDone,
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <section className="device-form">
      <h3>{w.retire}</h3>
      <TextField form={form} name="reason" label={w.reason} max={200} />
      <div>
        <Button danger onClick={send} loading={command.isPending}>
          {w.retire}
        </Button>
      </div>
    </section>
  )
}
