import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { getComponent } from '#city/component/contract.ts'
import { type Frame, geocodePlace, type Point, pointFault, pointIn } from '#city/place/contract.ts'
import { Field } from '#web/kit/form/field.tsx'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { useSettled } from '#web/kit/use-settled.ts'
import type { RegisterDraft } from './register-form.tsx'
import { frameWords, words } from './words.ts'

type Place = NonNullable<RegisterDraft['values']['place']>

/** Changes a part of the place and leaves the rest. */
export const placeSetter = (form: RegisterDraft) => (change: Partial<Place>) =>
  form.set('place', { ...form.values.place, ...change })

/** Where: words with candidates, coordinates of any frame, or a component. */
export function PlacePart({ form }: { form: RegisterDraft }) {
  const w = useWords(words)
  return (
    <section className="register-part" aria-label={w.where}>
      <div data-part="where">
        <AddressField form={form} />
      </div>
      <div className="register-row place-row">
        <CoordinatesField form={form} />
        <ComponentField form={form} />
      </div>
    </section>
  )
}

function AddressField({ form }: { form: RegisterDraft }) {
  const w = useWords(words)
  const pick = usePick()
  const set = placeSetter(form)
  const text = form.values.place?.text ?? ''
  const asked = useSettled(text.trim())
  const { data } = useQuery({ ...ask(geocodePlace, { query: { text: asked } }), enabled: asked.length > 1 })
  const options = (data?.candidates ?? []).map(({ label, point, reason, kind }, index) => ({
    key: String(index),
    value: label,
    reason: pick(reason),
    point,
    kind,
  }))
  return (
    <Field form={form} name="place" label={w.address} hint={w.addressHint}>
      {(control) => (
        <AutoComplete
          id={control.id}
          aria-describedby={control['aria-describedby']}
          status={control.status}
          value={text}
          options={options}
          maxLength={300}
          notFoundContent={asked.length > 1 && data ? w.addressNone : null}
          optionRender={({ data: found }) => (
            <span className="candidate">
              <span>{found.value}</span>
              <span className="quiet">{found.reason}</span>
            </span>
          )}
          onChange={(value: string) => set({ text: value ?? '' })}
          onSelect={(_: string, { value, point, kind }) =>
            // Coordinates found their place; the words of the place are still to be written.
            set({ point, text: kind === 'coordinates' ? '' : value })
          }
        />
      )}
    </Field>
  )
}

type Reading = {
  readonly point?: Point<Frame>
  readonly fault?: 'coordinatesWrong' | 'coordinatesSwapped' | 'coordinatesOutside'
}

/** Two numbers, longitude first, as degrees of the frame. */
function readPair(text: string, frame: Frame): Reading {
  const [lon = Number.NaN, lat = Number.NaN] = text
    .split(/[,，、\s]+/)
    .filter(Boolean)
    .map(Number)
  switch (pointFault(lon, lat)) {
    case undefined:
      return { point: pointIn(frame, lon, lat) }
    case 'swapped':
      return { fault: 'coordinatesSwapped' }
    case 'outside_china':
      return { fault: 'coordinatesOutside' }
    default:
      return { fault: 'coordinatesWrong' }
  }
}

function CoordinatesField({ form }: { form: RegisterDraft }) {
  const w = useWords(words)
  const frames = useWords(frameWords)
  const set = placeSetter(form)
  const [frame, setFrame] = useState<Frame>('CGCS2000')
  const [typed, setTyped] = useState<string>()
  const { point } = form.values.place ?? {}
  const shown = typed ?? (point ? `${point.lon.toFixed(6)}, ${point.lat.toFixed(6)}` : '')
  const fault = typed?.trim() ? readPair(typed, frame).fault : undefined
  const read = (text: string, as: Frame) => {
    setFrame(as)
    setTyped(text)
    const { point: found } = readPair(text, as)
    if (found) set({ point: found })
  }
  return (
    <div className="field">
      <label htmlFor="register-coordinates">{w.coordinates}</label>
      <div className="coordinates">
        <Input
          id="register-coordinates"
          value={shown}
          status={fault ? 'error' : ''}
          aria-invalid={fault !== undefined}
          aria-describedby="register-coordinates-hint"
          onChange={({ target }) => read(target.value, frame)}
          onBlur={() => fault || setTyped(undefined)}
        />
        <Select
          aria-label={w.frame}
          value={typed === undefined && point ? point.frame : frame}
          options={Object.entries(frames).map(([value, label]) => ({ value: value as Frame, label }))}
          onChange={(as) => read(shown, as)}
        />
      </div>
      <p
        id="register-coordinates-hint"
        className={fault ? 'field-fault' : 'field-hint'}
        role={fault ? 'alert' : undefined}
      >
        {fault ? w[fault] : w.coordinatesHint}
      </p>
    </div>
  )
}

const codePattern = /^[0-9]{16,17}$/

function ComponentField({ form }: { form: RegisterDraft }) {
  const w = useWords(words)
  const set = placeSetter(form)
  const code = form.values.place?.componentCode ?? ''
  const { data, error } = useQuery({ ...ask(getComponent, { params: { code } }), enabled: codePattern.test(code) })
  const found = codePattern.test(code) ? data?.component : undefined
  return (
    <div className="field">
      <label htmlFor="register-component">{w.componentCode}</label>
      <Input
        id="register-component"
        inputMode="numeric"
        maxLength={17}
        value={code}
        aria-describedby="register-component-hint"
        onChange={({ target }) => set({ componentCode: target.value.trim() || null })}
      />
      <p id="register-component-hint" className="field-hint" role="status">
        {found ? [found.name, found.address].filter(Boolean).join(' · ') : error ? w.componentUnknown : w.componentHint}
        {found && (
          <Button type="link" size="small" onClick={() => set({ point: found.place })}>
            {w.componentPlace}
          </Button>
        )}
      </p>
    </div>
  )
}
