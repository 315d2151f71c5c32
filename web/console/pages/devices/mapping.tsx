import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { type DeviceReply, setMapping } from '#sense/device/contract.ts'
import { FieldFrame } from '#web/kit/form/field.tsx'
import { faultAt, useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { MappingDown } from './mapping-down.tsx'
import { type Draft, draftOf, mappingOf, previewOf } from './mapping-draft.ts'
import { MappingUp } from './mapping-up.tsx'
import { mappingWords } from './mapping-words.ts'

type Props = { device: DeviceReply; onDone: () => void }

/** How a device's JSON is read and said: what stands now, and a form to change it. */
export function Mapping({ device, onDone }: Props) {
  const w = useWords(mappingWords)
  const [isOpen, setOpen] = useState(false)
  const { mapping } = device
  const done = () => {
    setOpen(false)
    onDone()
  }
  return (
    <section className="device-form">
      <h3>{w.title}</h3>
      {isOpen ? (
        <MappingForm device={device} onDone={done} onLeave={() => setOpen(false)} />
      ) : (
        <div className="device-told-head">
          <span>{mapping ? w.has(mapping.values.length, mapping.down?.length ?? 0) : w.none}</span>
          <Button size="small" onClick={() => setOpen(true)}>
            {w.change}
          </Button>
        </div>
      )}
    </section>
  )
}

function MappingForm({ device, onDone, onLeave }: Props & { onLeave: () => void }) {
  const w = useWords(mappingWords)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(setMapping)
  const [sample, setSample] = useState('')
  const [draft, setDraft] = useState<Draft>(() => draftOf(device.mapping))
  const form = useDraft(setMapping.body!, { basedOn: device.revision, mapping: mappingOf(draft) })
  const preview = previewOf(sample, draft)
  const change = (next: Draft, at: string) => {
    setDraft(next)
    form.set('mapping', mappingOf(next), `mapping.${at}`)
  }
  const send = (mapping: DeviceReply['mapping']) =>
    command.mutate(
      { params: { deviceId: device.deviceId }, body: { basedOn: device.revision, mapping } },
      {
        onSuccess: () => {
          void message.success(w.saved)
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  const save = () => {
    const body = form.check()
    if (body) send(body.mapping)
  }
  const part = { draft, onChange: change, faultAt: (at: string) => faultAt(form.faults, `mapping.${at}`) }
  return (
    <div className="device-form device-told-form">
      <FieldFrame
        label={w.sample}
        hint={w.sampleHint}
        isOptional
        fault={preview === 'wrong' ? mappingWords.sampleWrong : undefined}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            className="mapping-body"
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={sample}
            onChange={({ target }) => setSample(target.value)}
          />
        )}
      </FieldFrame>
      <MappingUp {...part} preview={preview} />
      <MappingDown {...part} protocol={device.protocol} />
      <div className="device-told-head">
        <Button type="primary" onClick={save} loading={command.isPending}>
          {w.save}
        </Button>
        <Button onClick={onLeave}>{w.leave}</Button>
        {device.mapping && <Button onClick={() => send(null)}>{w.clear}</Button>}
      </div>
    </div>
  )
}
