import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Select } from 'antd'
import type { FormEvent } from 'react'
import { BeatInput, changeBeat, closeBeat, listBeats, openBeat } from '#city/grid/beat/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { routeKey, useCommand } from '#web/kit/query.ts'
import { BeatMap } from './beat-map.tsx'
import { words } from './words.ts'

type Reply = ReplyOf<typeof listBeats>
type Props = {
  readonly beat: Reply['items'][number] | undefined
  readonly reply: Reply
  readonly onDone: () => void
}

/** A beat's name, person and cells; cells by code or by a click on the map. */
export function BeatForm({ beat, reply, onDone }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [opening, changing, closing] = [useCommand(openBeat), useCommand(changeBeat), useCommand(closeBeat)]
  const form = useDraft(BeatInput, {
    name: beat?.name ?? '',
    note: beat?.note ?? null,
    cellCodes: beat?.cellCodes ?? [],
    personId: beat?.personId ?? null,
  })
  const cellCodes = form.values.cellCodes ?? []
  const toggle = (code: string) => {
    const holder = reply.items.find((item) => item.beatId !== beat?.beatId && item.cellCodes.includes(code))
    if (holder) return void message.info(w.taken(holder.name))
    const isIn = cellCodes.includes(code)
    form.set('cellCodes', isIn ? cellCodes.filter((each) => each !== code) : [...cellCodes, code])
  }
  const done = (words: string) => () => {
    void message.success(words)
    void client.invalidateQueries({ queryKey: [routeKey(listBeats)] })
    onDone()
  }
  const told = { onSuccess: done(w.saved), onError: (problem: ProblemError) => void form.refuse(problem) }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body) return
    if (beat) changing.mutate({ params: { beatId: beat.beatId }, body }, told)
    else opening.mutate({ body }, told)
  }
  const error = opening.error ?? changing.error ?? closing.error
  const options = [...(beat?.cellCodes ?? []), ...reply.free].map((code) => ({ value: code, label: code }))
  return (
    <form className="form" onSubmit={submit} noValidate>
      <BeatMap codes={cellCodes} onToggle={toggle} />
      <TextField form={form} name="name" label={w.name} max={50} />
      <Field form={form} name="personId" label={w.person} isOptional>
        {({ id }) => (
          <Select
            id={id}
            value={form.values.personId ?? null}
            onChange={(personId: string | null) => form.set('personId', personId)}
            options={[
              { value: null, label: w.nobody },
              ...reply.collectors.map(({ personId, name }) => ({ value: personId, label: name })),
            ]}
          />
        )}
      </Field>
      <Field form={form} name="cellCodes" label={`${w.cells}（${cellCodes.length}）`} hint={w.cellsHint}>
        {({ id }) => (
          <Select
            id={id}
            mode="multiple"
            maxTagCount={12}
            value={[...cellCodes]}
            onChange={(codes: string[]) => form.set('cellCodes', codes)}
            options={options}
          />
        )}
      </Field>
      <TextField form={form} name="note" label={w.note} rows={2} max={500} isOptional />
      {error && (
        <p className="form-refusal" role="alert">
          {pick(error)}
        </p>
      )}
      <Actions
        isPending={opening.isPending || changing.isPending}
        onClose={beat && (() => closing.mutate({ params: { beatId: beat.beatId } }, { onSuccess: done(w.closed) }))}
      />
    </form>
  )
}

type ActionsProps = { readonly isPending: boolean; readonly onClose: (() => void) | undefined }

function Actions({ isPending, onClose }: ActionsProps) {
  const w = useWords(words)
  return (
    <div className="form-actions">
      <Button type="primary" htmlType="submit" loading={isPending}>
        {w.save}
      </Button>
      {onClose && (
        <Popconfirm title={w.closeSure} okText={w.yes} cancelText={w.no} onConfirm={onClose}>
          <Button danger>{w.close}</Button>
        </Popconfirm>
      )}
    </div>
  )
}
