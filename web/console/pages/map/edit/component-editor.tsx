import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import type { Map as LibreMap } from 'maplibre-gl'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { AmendInput, amendComponent, attributesSchema, filledOf, getComponent } from '#city/component/contract.ts'
import type { Point } from '#city/place/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { SchemaFields, SchemaForm } from '#web/kit/schema-form/schema-form.tsx'
import { Failure, Loading } from '#web/kit/states.tsx'
import { AttributePart } from '../../components/attribute-part.tsx'
import { ComponentHistory } from '../../components/component-history.tsx'
import { StateChange } from '../../components/state-change.tsx'
import { StateTag } from '../../components/state-tag.tsx'
import { useLayer } from '../use-layer.ts'
import { EditHead } from './edit-head.tsx'
import { Facts, factWords, Reason, reasonWords } from './fact-words.ts'
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
            <AmendForm key={shown.component.revision} map={map} shown={shown} onSaved={setShown} />
          )}
          <section>
            <h3>{w.stateTitle}</h3>
            <StateChange component={data.component} mayBecome={data.mayBecome} />
          </section>
          <UndoLatest component={data.component} history={data.history} onUndone={setShown} />
          <p className="quiet edit-found">{w.moveLine}</p>
          <ComponentHistory history={data.history} form={data.form} />
        </>
      )}
    </div>
  )
}

type FormProps = {
  readonly map: LibreMap | undefined
  readonly shown: Reply
  readonly onSaved: (reply: undefined) => void
}

function AmendForm({ map, shown: { component, form: attributes }, onSaved }: FormProps) {
  const w = useWords(words)
  const client = useQueryClient()
  const { message } = App.useApp()
  const refresh = useRefresh()
  // Attributes are judged once somebody has touched them: whoever only moves a tree need not know its species.
  const [at, setAt] = useState<Point>(component.place)
  const { code, revision } = component
  const schema = useMemo(() => {
    const values = attributesSchema(attributes, Object.keys(component.attributes))
    return AmendInput.extend({ attributes: values.optional() })
  }, [attributes, component.attributes])
  const form = useDraft(schema, { revision, reason: '', ...known(component) }, { keepAs: `${code}-${revision}` })
  const command = useCommand(amendComponent)
  const reload = () =>
    void client.invalidateQueries({ queryKey: [routeKey(getComponent)] }).then(() => onSaved(undefined))
  const send = ({ attributes: given, ...body }: z.input<typeof schema>) =>
    command.mutate(
      {
        params: { code },
        body: { ...body, ...(given && { attributes: filledOf(given) }), place: { lon: at.lon, lat: at.lat } },
      },
      {
        onSuccess: () => {
          form.forget()
          void message.success(w.saved)
          refresh()
          reload()
        },
        onError: (problem) => form.refuse(problem),
      },
    )
  return (
    <SchemaForm
      form={form}
      schema={Facts}
      words={factWords}
      submit={w.save}
      isSending={command.isPending}
      problem={command.error}
      onSend={send}
      before={<PlacePart map={map} at={at} from={component.place} label={component.name} onPlace={setAt} />}
    >
      <AttributePart form={form} attributes={attributes} known={component.attributes} />
      <SchemaFields form={form} schema={Reason} words={reasonWords} />
      {command.error?.code === 'component_changed_meanwhile' && <Button onClick={reload}>{w.reload}</Button>}
    </SchemaForm>
  )
}

const known = ({
  name,
  address,
  managerName,
  ownerName,
  maintainerName,
  accuracy,
  dataSource,
  note,
}: Reply['component']) => ({
  name,
  address,
  managerName,
  ownerName,
  maintainerName,
  accuracy,
  dataSource,
  note,
})
