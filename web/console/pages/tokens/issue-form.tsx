import { App, Button, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Covered, covered, issueAccessToken, lasting } from '#analyse/token/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { words } from './words.ts'

const permissionOf = { components: 'component.read', cases: 'case.read' } as const

/** A new token, shown once when it is made. */
export function IssueForm({ onDone }: { onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const { message } = App.useApp()
  const offered = covered.filter((each) => may(me, permissionOf[each]))
  const form = useDraft(issueAccessToken.body!, {
    name: '',
    reads: offered.filter((each) => each === 'components'),
    days: 90,
  })
  const command = useCommand(issueAccessToken)
  const [token, setToken] = useState<string>()
  const send = () => {
    const body = form.check()
    if (!body) return
    command.mutate(
      { body },
      {
        onSuccess: (reply) => {
          setToken(reply.token)
          form.set('name', '')
          onDone()
        },
        onError: (problem) => {
          if (!form.refuse(problem)) void message.error(pick(problem))
        },
      },
    )
  }
  return (
    <section className="tokens-part" aria-labelledby="tokens-create">
      <h2 id="tokens-create">{w.create}</h2>
      <div className="tokens-form">
        <TextField form={form} name="name" label={w.name} hint={w.nameHint} max={40} />
        <fieldset className="field choices">
          <legend>{w.reads}</legend>
          <Checkbox.Group<Covered>
            value={form.values.reads ?? []}
            onChange={(reads) => form.set('reads', reads)}
            options={offered.map((value) => ({ value, label: w[value] }))}
          />
        </fieldset>
        <Field form={form} name="days" label={w.days}>
          {(control) => (
            <Select
              {...control}
              value={form.values.days ?? null}
              onChange={(days) => form.set('days', days ?? undefined)}
              options={lasting.map((value) => ({ value, label: w.forDays(value) }))}
            />
          )}
        </Field>
        <Button type="primary" onClick={send} loading={command.isPending}>
          {w.create}
        </Button>
      </div>
      <Shown token={token} onClose={() => setToken(undefined)} />
    </section>
  )
}

function Shown({ token, onClose }: { token: string | undefined; onClose: () => void }) {
  const w = useWords(words)
  const { message } = App.useApp()
  const copy = () =>
    void navigator.clipboard?.writeText(token ?? '').then(
      () => void message.success(w.copied),
      () => undefined,
    )
  const address = `${location.origin}/ogc`
  return (
    <Modal
      open={token !== undefined}
      title={w.create}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{w.close}</Button>
          <Button type="primary" onClick={copy}>
            {w.copy}
          </Button>
        </>
      }
      destroyOnHidden
    >
      <div className="tokens-shown">
        <p>{w.once}</p>
        <Input.TextArea aria-label={w.token} className="list-code" readOnly autoSize value={token} />
        <h3>{w.use}</h3>
        <p>{w.useQgis}</p>
        <code>{address}</code>
        <code>
          GDAL_HTTP_USERPWD="qgis:{token}" ogrinfo -ro OAPIF:{address}
        </code>
      </div>
    </Modal>
  )
}
