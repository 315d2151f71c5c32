import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { Map as LibreMap } from 'maplibre-gl'
import { type FormEvent, useMemo, useState } from 'react'
import { AmendInput, amendComponent, getComponent } from '#city/component/contract.ts'
import type { Point } from '#city/place/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { TextField } from '#web/kit/form/text-field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { ComponentHistory } from '../../components/component-history.tsx'
import { StateChange } from '../../components/state-change.tsx'
import { StateTag } from '../../components/state-tag.tsx'
import { useLayer } from '../use-layer.ts'
import { EditHead } from './edit-head.tsx'
import { FactFields } from './fact-fields.tsx'
import { movesDrawn, movesOf } from './moves.ts'
import { PlacePart } from './place-part.tsx'
import { UndoLatest } from './undo-latest.tsx'
import { useRefresh } from './use-refresh.ts'
import { words } from './words.ts'

type Reply = ReplyOf<typeof getComponent>
type Props = { readonly map: LibreMap | undefined; readonly code: string; readonly onLeave: () => void }

/** One component, changed where it stands: its place by pin or numbers, what is known of it, its state, and what happened to it. */
export function ComponentEditor({ map, code, onLeave }: Props) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(getComponent, { params: { code } }))
  const moves = useMemo(() => data && movesOf(data.history), [data])
  useLayer(map, 'edit', moves, movesDrawn)
  const [shown, setShown] = useState<Reply>()
  if (!shown && data) setShown(data)
  return (
    <div className="edit-side">
      <EditHead title={w.editComponent} onLeave={onLeave} />
      {error && <Failure problem={error} onRetry={() => void refetch()} />}
      {!data || !shown ? (
        !error && <Loading />
      ) : (
        <>
          <p>
            <strong>{data.component.name}</strong> <StateTag state={data.component.state} />
            <br />
            <span className="map-number">{data.component.code}</span>
          </p>
          {data.component.state !== 'removed' && (
            <AmendForm key={shown.component.revision} map={map} component={shown.component} onSaved={setShown} />
          )}
          <section>
            <h3>{w.stateTitle}</h3>
            <StateChange component={data.component} mayBecome={data.mayBecome} />
          </section>
          <UndoLatest component={data.component} history={data.history} onUndone={setShown} />
          <p className="quiet edit-found">{w.moveLine}</p>
          <ComponentHistory history={data.history} />
        </>
      )}
    </div>
  )
}

type FormProps = {
  readonly map: LibreMap | undefined
  readonly component: Reply['component']
  readonly onSaved: (reply: undefined) => void
}

function AmendForm({ map, component, onSaved }: FormProps) {
  const w = useWords(words)
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [at, setAt] = useState<Point>(component.place)
  const { name, address, managerName, ownerName, maintainerName, accuracy, note, revision } = component
  const known = { name, address, managerName, ownerName, maintainerName, accuracy, note }
  const form = useDraft(AmendInput, { revision, reason: '', ...known })
  const command = useCommand(amendComponent)
  const reload = () =>
    void client.invalidateQueries({ queryKey: [routeKey(getComponent)] }).then(() => onSaved(undefined))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || command.isPending) return
    command.mutate(
      { params: { code: component.code }, body: { ...body, place: { lon: at.lon, lat: at.lat } } },
      {
        onSuccess: () => {
          void message.success(w.saved)
          refresh()
          reload()
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <PlacePart map={map} at={at} from={component.place} label={component.name} onPlace={setAt} />
      <FactFields form={form} />
      <TextField form={form} name="reason" label={w.reason} hint={w.reasonHint} max={500} />
      {command.error && (
        <div className="form-refusal" role="alert">
          {pick(command.error)}
          {command.error.code === 'component_changed_meanwhile' && <Button onClick={reload}>{w.reload}</Button>}
        </div>
      )}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}
