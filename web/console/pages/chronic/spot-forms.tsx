import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import {
  getChronicSpot,
  listChronicSpots,
  moveChronicSpot,
  noteChronicSpot,
  ownChronicSpot,
  type SpotDetail,
} from '#analyse/chronic/contract.ts'
import { listPeople, listUnits } from '#city/organisation/contract.ts'
import type { ProblemError } from '#web/kit/client.ts'
import { Field } from '#web/kit/form/field.tsx'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import './chronic.css'
import { words } from './words.ts'

/** What may be done with a spot: give it an owner, change its state, add a note. */
export function SpotForms({ spot, mayWrite }: { spot: SpotDetail; mayWrite: boolean }) {
  return (
    <>
      {mayWrite && <OwnForm key={`own-${spot.version}`} spot={spot} />}
      {mayWrite && <StateForm key={`state-${spot.version}`} spot={spot} />}
      <NoteForm spotId={spot.spotId} />
    </>
  )
}

function useSaved(): () => void {
  const w = useWords(words)
  const client = useQueryClient()
  const { message } = App.useApp()
  return () => {
    for (const contract of [getChronicSpot, listChronicSpots])
      void client.invalidateQueries({ queryKey: [routeKey(contract)] })
    message.success(w.saved)
  }
}

function Refusal({ problem }: { problem: ProblemError | null }) {
  const pick = usePick()
  if (!problem) return null
  return (
    <p className="form-refusal" role="alert">
      {pick(problem)}
    </p>
  )
}

function OwnForm({ spot }: { spot: SpotDetail }) {
  const w = useWords(words)
  const saved = useSaved()
  const command = useCommand(ownChronicSpot)
  const { data: units } = useQuery({ ...ask(listUnits, {}), staleTime: 600_000 })
  const { data: people } = useQuery({ ...ask(listPeople, {}), staleTime: 600_000 })
  const form = useDraft(ownChronicSpot.body!, {
    unitId: spot.ownerUnit ?? undefined,
    personId: spot.ownerPerson,
    targetOn: spot.targetOn,
    note: '',
  } as never)
  const { unitId, personId, targetOn } = form.values
  const ofUnit = people?.items.filter(({ active, posts }) => active && posts.some((held) => held.unitId === unitId))
  const send = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { spotId: spot.spotId }, body: { ...body, targetOn: body.targetOn || null, seen: spot.version } },
      { onSuccess: saved, onError: (problem) => void form.refuse(problem) },
    )
  }
  return (
    <form className="spot-form" onSubmit={send} aria-label={w.assign} noValidate>
      <h3>{w.assign}</h3>
      <div className="spot-row">
        <Field form={form} name="unitId" label={w.owner}>
          {({ id, status }) => (
            <Select
              id={id}
              status={status}
              showSearch={{ optionFilterProp: 'label' }}
              value={unitId ?? null}
              options={units?.items.map((unit) => ({ value: unit.unitId as string | null, label: unit.name })) ?? []}
              onChange={(next) => {
                form.set('unitId', next ?? undefined)
                form.set('personId', null)
              }}
            />
          )}
        </Field>
        <Field form={form} name="personId" label={w.person} isOptional>
          {({ id, status }) => (
            <Select
              id={id}
              status={status}
              allowClear
              disabled={!unitId}
              value={personId ?? null}
              options={ofUnit?.map((person) => ({ value: person.personId as string | null, label: person.name })) ?? []}
              onChange={(next) => form.set('personId', next ?? null)}
            />
          )}
        </Field>
        <Field form={form} name="targetOn" label={w.target} isOptional>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={targetOn ?? ''}
              onChange={({ target }) => form.set('targetOn', target.value || null)}
            />
          )}
        </Field>
      </div>
      <TextField form={form} name="note" label={w.assignNote} isOptional max={500} />
      <Refusal problem={command.error} />
      <div className="spot-row">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}

const moves = { open: 'toOpen', watched: 'toWatched', cleared: 'toCleared' } as const

function StateForm({ spot }: { spot: SpotDetail }) {
  const w = useWords(words)
  const saved = useSaved()
  const command = useCommand(moveChronicSpot)
  const form = useDraft(moveChronicSpot.body!, { state: spot.state, reason: '' })
  const move = (state: SpotDetail['state']) => {
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { spotId: spot.spotId }, body: { ...body, state, seen: spot.version } },
      { onSuccess: saved, onError: (problem) => void form.refuse(problem) },
    )
  }
  return (
    <form className="spot-form" onSubmit={(event) => event.preventDefault()} aria-label={w.move} noValidate>
      <h3>{w.move}</h3>
      <TextField form={form} name="reason" label={w.moveReason} max={500} />
      <Refusal problem={command.error} />
      <div className="spot-row">
        {(['open', 'watched', 'cleared'] as const)
          .filter((state) => state !== spot.state)
          .map((state) => (
            <Button key={state} loading={command.isPending} onClick={() => move(state)}>
              {w[moves[state]]}
            </Button>
          ))}
      </div>
    </form>
  )
}

function NoteForm({ spotId }: { spotId: string }) {
  const w = useWords(words)
  const saved = useSaved()
  const command = useCommand(noteChronicSpot)
  const [text, setText] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '' || command.isPending) return
    const done = () => {
      setText('')
      saved()
    }
    command.mutate({ params: { spotId }, body: { text } }, { onSuccess: done })
  }
  return (
    <form className="spot-row" onSubmit={send} aria-label={w.note}>
      <Input
        aria-label={w.note}
        placeholder={w.note}
        value={text}
        maxLength={2000}
        onChange={({ target }) => setText(target.value)}
      />
      <Button htmlType="submit" loading={command.isPending} disabled={text.trim() === ''}>
        {w.addNote}
      </Button>
      <Refusal problem={command.error} />
    </form>
  )
}
