import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { draftFenceRule, type Fence, FenceRule, type FenceTemplate, fenceTemplates } from '#analyse/fence/contract.ts'
import { kindName, listDevices } from '#sense/device/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { Labelled } from '../rules/labelled.tsx'
import { words } from './words.ts'

/** Drafts a rule about a fence and goes to it, where it is tried on history and signed. */
export function RuleForm({ fence }: { fence: Fence }) {
  const w = useWords(words)
  const pick = usePick()
  const navigate = useNavigate()
  const [template, setTemplate] = useState<FenceTemplate>(fence.body.area.shape === 'corridor' ? 'left' : 'entered')
  const [code, setCode] = useState('')
  const [deviceKinds, setKinds] = useState<string[]>([])
  const [minutes, setMinutes] = useState(5)
  const [kmh, setKmh] = useState(40)
  const [refusal, setRefusal] = useState('')
  const { data } = useQuery({ ...ask(listDevices, { query: { limit: 1 } }), staleTime: 600_000 })
  const command = useCommand(draftFenceRule)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { template, code, deviceKinds, minutes, kmh }
    if (!FenceRule.safeParse(body).success) return setRefusal(w.ruleIncomplete)
    command.mutate(
      { params: { fenceId: fence.fenceId }, body },
      {
        onSuccess: ({ ruleId }) => void navigate({ to: '/alarm-rules', search: { open: ruleId } }),
        onError: (problem) => setRefusal(pick(problem)),
      },
    )
  }
  return (
    <form className="cover-form" onSubmit={submit} noValidate>
      <Labelled label={w.template}>
        {(id) => (
          <Select
            id={id}
            value={template}
            options={fenceTemplates.map((value) => ({ value, label: w[value] }))}
            onChange={setTemplate}
          />
        )}
      </Labelled>
      {(template === 'left' || template === 'standing') && (
        <Labelled label={w.minutes}>
          {(id) => <InputNumber id={id} min={1} max={600} value={minutes} onChange={(next) => setMinutes(next ?? 5)} />}
        </Labelled>
      )}
      {template === 'speeding' && (
        <Labelled label={w.kmh}>
          {(id) => <InputNumber id={id} min={5} max={150} value={kmh} onChange={(next) => setKmh(next ?? 40)} />}
        </Labelled>
      )}
      <Labelled label={w.kinds}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={deviceKinds}
            options={(data?.kinds ?? []).map((kind) => ({ value: kind, label: pick(kindName(kind)) }))}
            onChange={setKinds}
          />
        )}
      </Labelled>
      <Labelled label={w.code} hint={w.codeHint}>
        {(id) => <Input id={id} value={code} maxLength={60} onChange={({ target }) => setCode(target.value)} />}
      </Labelled>
      {refusal && (
        <p className="form-refusal" role="alert">
          {refusal}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={command.isPending}>
        {w.toRule}
      </Button>
    </form>
  )
}
