import { App, Button, InputNumber, Select } from 'antd'
import { pushToWall, type Theme, themes, type WallItem } from '#supervise/wall/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Props = { devices: readonly WallItem[]; onDone: () => void }

/** 投到大屏: a theme or a case, on one wall or on all, for some minutes. */
export function PushForm({ devices, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const form = useDraft(pushToWall.body!, { deviceId: null, theme: null, caseNumber: '', view: null, minutes: 10 })
  const command = useCommand(pushToWall)
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: ({ until }) => {
          void message.success(w.sent(formatTime(until).slice(11)))
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  const walls = devices.filter(({ revokedAt }) => revokedAt === null)
  return (
    <section className="walls-part" aria-labelledby="walls-push">
      <h2 id="walls-push">{w.push}</h2>
      <div className="walls-row">
        <Field form={form} name="deviceId" label={w.wall}>
          {({ id }) => (
            <Select
              id={id}
              value={form.values.deviceId ?? ''}
              options={[
                { value: '', label: w.allWalls },
                ...walls.map(({ deviceId, name }) => ({ value: deviceId, label: name })),
              ]}
              onChange={(deviceId) => form.set('deviceId', deviceId || null)}
            />
          )}
        </Field>
        <Field form={form} name="theme" label={w.theme}>
          {({ id }) => (
            <Select
              id={id}
              allowClear
              value={form.values.theme ?? null}
              options={Object.entries(themes).map(([value, name]) => ({ value: value as Theme, label: pick(name) }))}
              onChange={(theme?: Theme | null) => form.set('theme', theme ?? null)}
            />
          )}
        </Field>
        <TextField form={form} name="caseNumber" label={w.orCase} max={40} />
        <Field form={form} name="minutes" label={w.minutes}>
          {(control) => (
            <InputNumber
              {...control}
              min={1}
              max={240}
              value={form.values.minutes ?? 10}
              onChange={(minutes) => form.set('minutes', minutes ?? 10)}
            />
          )}
        </Field>
      </div>
      <div>
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.send}
        </Button>
      </div>
    </section>
  )
}
