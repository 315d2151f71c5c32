import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import type { FormEvent } from 'react'
import { changeTemplate, listTemplates, listVersions, type TemplateItem } from '#command/notify/words/contract.ts'
import type { BodyInputOf } from '#kernel/http/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { type Draft, useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { TemplatePreview } from './template-preview.tsx'
import { TemplateVersions } from './template-versions.tsx'
import { words } from './words.ts'

type Input = BodyInputOf<typeof changeTemplate>
type Props = {
  template: TemplateItem
  parameters: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
}

/** The words of one template: changed, previewed on a real case, and published as its next version. */
export function TemplateEditor({ template, parameters }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { titleZh, titleEn, textZh, textEn, sms, enabled, version } = template
  const form = useDraft(changeTemplate.body!, { titleZh, titleEn, textZh, textEn, sms, enabled, basedOn: version })
  const command = useCommand(changeTemplate)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { template: template.template }, body },
      {
        onSuccess: () => {
          for (const contract of [listTemplates, listVersions])
            void client.invalidateQueries({ queryKey: [routeKey(contract)] })
        },
        onError: (problem) => void form.refuse(problem),
      },
    )
  }
  return (
    <div className="notify-editor">
      <form className="form" onSubmit={submit} noValidate>
        <Fields form={form} />
        <dl className="notify-parameters" aria-label={w.parameters}>
          {template.params.map((name) => (
            <div key={name}>
              <dt>
                <code>{`{${name}}`}</code>
              </dt>
              <dd>{parameters[name] ? pick(parameters[name]) : name}</dd>
            </div>
          ))}
        </dl>
        <Checkbox checked={form.values.enabled ?? true} onChange={({ target }) => form.set('enabled', target.checked)}>
          {w.enabled}
        </Checkbox>
        {command.error && (
          <p className="form-refusal" role="alert">
            {pick(command.error)}
          </p>
        )}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={command.isPending}>
            {w.publish}
          </Button>
          <span role="status" className="quiet">
            {w.versionOf(version)}
          </span>
        </div>
      </form>
      <TemplatePreview template={template.template} values={form.values} />
      <TemplateVersions
        template={template.template}
        onUse={(old) => {
          for (const name of ['titleZh', 'titleEn', 'textZh', 'textEn', 'sms'] as const) form.set(name, old[name])
        }}
      />
    </div>
  )
}

function Fields({ form }: { form: Draft<Input> }) {
  const w = useWords(words)
  return (
    <>
      <TextField form={form} name="titleZh" label={w.titleZh} max={80} />
      <TextField form={form} name="textZh" label={w.textZh} max={400} rows={2} />
      <TextField form={form} name="titleEn" label={w.titleEn} max={120} />
      <TextField form={form} name="textEn" label={w.textEn} max={600} rows={2} />
      <TextField form={form} name="sms" label={w.smsText} max={200} rows={2} hint={w.smsHint} isOptional />
    </>
  )
}
