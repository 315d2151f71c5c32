import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import type { Map as LibreMap } from 'maplibre-gl'
import { type FormEvent, useEffect, useState } from 'react'
import { searchCategories } from '#city/catalogue/contract.ts'
import { RegisterInput, registerComponent } from '#city/component/contract.ts'
import { type Point, point } from '#city/place/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { EditHead } from './edit-head.tsx'
import { FactFields } from './fact-fields.tsx'
import { PlacePart } from './place-part.tsx'
import { useRefresh } from './use-refresh.ts'
import { words } from './words.ts'

type Props = {
  readonly map: LibreMap | undefined
  readonly onMade: (code: string) => void
  readonly onLeave: () => void
}

/** A component registered where it stands; its code is given by the server when it is saved. */
export function NewComponent({ map, onMade, onLeave }: Props) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [at, setAt] = useState<Point>()
  useEffect(() => {
    if (!map) return
    const { lng, lat } = map.getCenter()
    setAt((known) => known ?? point(Number(lng.toFixed(7)), Number(lat.toFixed(7))))
  }, [map])
  const form = useDraft(RegisterInput, { place: { lon: 0, lat: 0 } })
  const command = useCommand(registerComponent)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = form.check()
    if (!body || !at || command.isPending) return
    const onSuccess = ({ code }: { code: string }) => {
      void message.success(w.registered(code))
      refresh()
      onMade(code)
    }
    command.mutate(
      { body: { ...body, place: { lon: at.lon, lat: at.lat } } },
      { onSuccess, onError: (problem) => form.refuse(problem) },
    )
  }
  return (
    <div className="edit-side">
      <EditHead title={w.newComponent} onLeave={onLeave} />
      <form className="form" onSubmit={submit} noValidate>
        <Field form={form} name="kind" label={w.kind} hint={w.codeRule}>
          {({ id }) => (
            <KindChoice
              id={id}
              onKind={(kind, name) => {
                form.set('kind', kind)
                form.set('name', name)
              }}
            />
          )}
        </Field>
        {at && <PlacePart map={map} at={at} label={form.values.name ?? w.newComponent} onPlace={setAt} />}
        <FactFields form={form} />
        {command.error && (
          <p className="form-refusal" role="alert">
            {pick(command.error)}
          </p>
        )}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={command.isPending}>
            {w.register}
          </Button>
        </div>
      </form>
    </div>
  )
}

function KindChoice({ id, onKind }: { readonly id: string; readonly onKind: (kind: string, name: string) => void }) {
  const [typed, setTyped] = useState('')
  const { data, isFetching } = useQuery({
    ...ask(searchCategories, { query: { text: typed, kind: 'component', limit: 50 } }),
    placeholderData: keepPreviousData,
  })
  const items = data?.items ?? []
  return (
    <Select
      id={id}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      loading={isFetching}
      onChange={(code: string) => onKind(code, items.find((item) => item.code === code)?.name ?? '')}
      options={items.map(({ code, name, majorName }) => ({ value: code, label: `${name}　${code} ${majorName}` }))}
    />
  )
}
