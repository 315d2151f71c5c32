import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Select } from 'antd'
import type { Map as LibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useState } from 'react'
import type { z } from 'zod'
import { searchCategories } from '#city/catalogue/contract.ts'
import {
  type Attribute,
  attributesSchema,
  filledOf,
  listAttributes,
  RegisterInput,
  registerComponent,
} from '#city/component/contract.ts'
import { type Point, point } from '#city/place/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { useDraft } from '#web/kit/form/use-draft.ts'
import { useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { SchemaForm } from '#web/kit/schema-form/schema-form.tsx'
import { AttributePart } from '../../components/attribute-part.tsx'
import { EditHead } from './edit-head.tsx'
import { NewFacts, newFactWords } from './fact-words.ts'
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
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [at, setAt] = useState<Point>()
  useEffect(() => {
    if (!map) return
    const { lng, lat } = map.getCenter()
    setAt((known) => known ?? point(Number(lng.toFixed(7)), Number(lat.toFixed(7))))
  }, [map])
  const [kind, setKind] = useState<string>()
  const { data } = useQuery({ ...ask(listAttributes, { query: { kind: kind ?? '' } }), enabled: kind !== undefined })
  const attributes = data?.items ?? none
  const schema = useMemo(
    () => RegisterInput.extend({ attributes: attributesSchema(attributes).default({}) }),
    [attributes],
  )
  const form = useDraft(schema, { place: { lon: 0, lat: 0 }, attributes: {} })
  const command = useCommand(registerComponent)
  const send = (input: z.input<typeof schema>) => {
    if (!at) return
    const onSuccess = ({ code }: { code: string }) => {
      void message.success(w.registered(code))
      refresh()
      onMade(code)
    }
    const body = { ...input, attributes: filledOf(input.attributes ?? {}), place: { lon: at.lon, lat: at.lat } }
    command.mutate({ body }, { onSuccess, onError: (problem) => form.refuse(problem) })
  }
  const choose = (chosen: string, name: string) => {
    setKind(chosen)
    form.set('kind', chosen)
    form.set('name', name)
    form.set('attributes', {})
  }
  return (
    <div className="edit-side">
      <EditHead title={w.newComponent} onLeave={onLeave} />
      <SchemaForm
        form={form}
        schema={NewFacts}
        words={newFactWords}
        submit={w.register}
        isSending={command.isPending}
        problem={command.error}
        onSend={send}
        before={
          <>
            <Field form={form} name="kind" label={w.kind} hint={w.codeRule} isRequired>
              {({ id }) => <KindChoice id={id} onKind={choose} />}
            </Field>
            {at && <PlacePart map={map} at={at} label={form.values.name ?? w.newComponent} onPlace={setAt} />}
          </>
        }
      >
        <AttributePart form={form} attributes={attributes} />
      </SchemaForm>
    </div>
  )
}

const none: readonly Attribute[] = []

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
