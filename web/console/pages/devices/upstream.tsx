import { useQuery } from '@tanstack/react-query'
import { App, Select } from 'antd'
import { useState } from 'react'
import { type DeviceReply, hangDevice, listDevices } from '#sense/device/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { mappingWords } from './mapping-words.ts'

const nothing = ''

/** On which device another hangs: found by its name, and let go again. */
export function Upstream({ device, onDone }: { device: DeviceReply; onDone: () => void }) {
  const w = useWords(mappingWords)
  const pick = usePick()
  const { message } = App.useApp()
  const [text, setText] = useState('')
  const command = useCommand(hangDevice)
  const found = useQuery(ask(listDevices, { query: { limit: 20, ...(text && { text: text.slice(0, 60) }) } }))
  const { deviceId, revision, upstreamId, upstreamName } = device
  const options = [
    { value: nothing, label: w.upstreamNone },
    ...(upstreamId && upstreamName ? [{ value: upstreamId, label: upstreamName }] : []),
    ...(found.data?.items ?? [])
      .filter((one) => one.deviceId !== deviceId && one.deviceId !== upstreamId)
      .map((one) => ({ value: one.deviceId, label: `${one.name} · ${one.sender}` })),
  ]
  const hang = (next: string) =>
    command.mutate(
      { params: { deviceId }, body: { basedOn: revision, upstreamId: next === nothing ? null : next } },
      { onSuccess: onDone, onError: (problem) => void message.error(pick(problem)) },
    )
  return (
    <section className="device-form">
      <h3>{w.upstream}</h3>
      <p className="quiet">{w.upstreamHint}</p>
      <Select
        aria-label={w.upstream}
        showSearch={{ filterOption: false, onSearch: setText }}
        placeholder={w.find}
        value={upstreamId ?? nothing}
        options={options}
        loading={command.isPending || found.isFetching}
        onChange={hang}
      />
    </section>
  )
}
