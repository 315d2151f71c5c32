import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Input, Popconfirm } from 'antd'
import { type FormEvent, useState } from 'react'
import { listStandards, publishStandard } from '#city/catalogue/contract.ts'
import { discardDraft, draftStandard } from '#city/catalogue/version/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { formatDay } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import type { Version } from './own-part.tsx'
import { words } from './words.ts'

function useSaved(): () => void {
  const w = useWords(words)
  const client = useQueryClient()
  const { message } = App.useApp()
  return () => {
    void message.success(w.done)
    void client.invalidateQueries({ queryKey: [routeKey(listStandards)] })
  }
}

/** How a version stands, and what may be done with it. */
export function VersionActs({ version, mayWrite }: { version: Version; mayWrite: boolean }) {
  const w = useWords(words)
  const pick = usePick()
  const saved = useSaved()
  const { message } = App.useApp()
  const [, change] = useAddress()
  const [act, setAct] = useState<'draft' | 'publish'>()
  const discard = useCommand(discardDraft)
  const { versionId, status, validFrom, validTo, source } = version
  const isDraft = status === 'draft'
  const throwAway = () =>
    discard.mutate(
      { params: { versionId } },
      {
        onSuccess: () => {
          change({ version: undefined })
          saved()
        },
        onError: (problem) => void message.error(pick(problem)),
      },
    )
  return (
    <div className="panel catalogue-version">
      <span className={`tag tone-${isDraft ? 'blue' : status === 'retired' ? 'grey' : 'green'}`}>{w[status]}</span>
      {validFrom && <span>{w.days(validFrom, validTo)}</span>}
      <span className="quiet">
        {w.source}：{source}
      </span>
      <span className="catalogue-acts">
        {mayWrite && (
          <Button aria-expanded={act === 'draft'} onClick={() => setAct(act === 'draft' ? undefined : 'draft')}>
            {w.newDraft}
          </Button>
        )}
        {mayWrite && isDraft && (
          <>
            <Popconfirm title={w.discardSure} okText={w.discard} cancelText={w.cancel} onConfirm={throwAway}>
              <Button danger>{w.discard}</Button>
            </Popconfirm>
            <Button type="primary" aria-expanded={act === 'publish'} onClick={() => setAct('publish')}>
              {w.publish}
            </Button>
          </>
        )}
        <Link to="/time-limits">{w.toLimits}</Link>
      </span>
      {act === 'draft' && <DraftForm from={versionId} onDone={() => setAct(undefined)} />}
      {act === 'publish' && <PublishForm versionId={versionId} onDone={() => setAct(undefined)} />}
    </div>
  )
}

/** A draft made from a version, or from the national default. */
export function DraftForm({ from, onDone }: { from: string | null; onDone?: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const saved = useSaved()
  const [, change] = useAddress()
  const form = useDraft(draftStandard.body!, { from, name: '' })
  const command = useCommand(draftStandard)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { body },
      {
        onSuccess: ({ versionId }) => {
          saved()
          change({ version: versionId })
          onDone?.()
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  return (
    <form className="form catalogue-form" onSubmit={submit} noValidate>
      <TextField form={form} name="name" label={w.draftName} max={100} />
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        {onDone && <Button onClick={onDone}>{w.cancel}</Button>}
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {from === null ? w.nationalDraft : w.create}
        </Button>
      </div>
    </form>
  )
}

function PublishForm({ versionId, onDone }: { versionId: string; onDone: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const saved = useSaved()
  const form = useDraft(publishStandard.body!, { from: formatDay(Date.now()) })
  const command = useCommand(publishStandard)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { versionId }, body },
      {
        onSuccess: () => {
          saved()
          onDone()
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  return (
    <form className="form catalogue-form" onSubmit={submit} noValidate>
      <Field form={form} name="from" label={w.publishFrom} hint={w.publishHint}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={form.values.from}
            onChange={({ target }) => form.set('from', target.value)}
          />
        )}
      </Field>
      {command.error && (
        <p className="form-refusal" role="alert">
          {pick(command.error)}
        </p>
      )}
      <div className="form-actions">
        <Button onClick={onDone}>{w.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.publish}
        </Button>
      </div>
    </form>
  )
}
