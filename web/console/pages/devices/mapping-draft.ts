import { downFault, type Mapping, mapped, namesIn, saidBy } from '#sense/device/contract.ts'
import type { Kind } from '#sense/instruction/contract.ts'

/** A mapping while it is filled in. */
export type Draft = {
  each: string
  time: string
  form: 'auto' | 'seconds' | 'milliseconds' | 'digits'
  values: Value[]
  down: Record<string, string>
  answer: { id: string; ok: string; equals: string }
}
/** `key` names the row on the screen alone. */
export type Value = {
  key: number
  path: string
  metric: string
  unit: string
  scale: number | null
  offset: number | null
}

let lastKey = 0
export const newValue = (): Value => ({ key: ++lastKey, path: '', metric: '', unit: '', scale: null, offset: null })

export function draftOf(mapping: Mapping | null): Draft {
  const { each = '', time, values = [], down = [], answer } = mapping ?? {}
  const rows = values.map(({ path, metric, unit, scale, offset }) => ({
    ...newValue(),
    path,
    metric,
    unit,
    scale: scale ?? null,
    offset: offset ?? null,
  }))
  return {
    each,
    time: time?.path ?? '',
    form: time?.form ?? 'auto',
    values: rows.length > 0 ? rows : [newValue()],
    down: Object.fromEntries(down.map(({ kind, body }) => [kind, body])),
    answer: { id: answer?.id ?? '', ok: answer?.ok ?? '', equals: answer?.equals ?? '' },
  }
}

/** What is sent of a draft: what was left empty is left out. */
export function mappingOf({ each, time, form, values, down, answer }: Draft): Mapping {
  const said = Object.entries(down).filter(([, body]) => body.trim() !== '')
  return {
    ...(each && { each }),
    ...(time && { time: { path: time, form } }),
    values: values.map(({ path, metric, unit, scale, offset }) => ({
      path,
      metric,
      unit,
      ...(scale !== null && { scale }),
      ...(offset !== null && { offset }),
    })),
    ...(said.length > 0 && { down: said.map(([kind, body]) => ({ kind, body })) }),
    ...(answer.id && answer.ok && { answer }),
  }
}

/** What a sample says by a draft, or `wrong` where the sample is none. */
export type Reads = { values: (number | undefined)[]; records: number; at: Date | undefined } | 'wrong' | undefined

export function previewOf(sample: string, draft: Draft): Reads {
  if (sample.trim() === '') return undefined
  try {
    const document: unknown = JSON.parse(sample)
    const { reports } = mapped(document, mappingOf(draft))
    const one = (value: Value) =>
      mapped(document, { ...mappingOf({ ...draft, values: [value] }) }).reports.flatMap(({ values }) => values)[0]
        ?.value
    return { values: draft.values.map(one), records: reports.length, at: reports[0]?.at }
  } catch {
    return 'wrong'
  }
}

/** What would be sent for an instruction with usual values, or what is wrong with how it is said. */
export function sayingOf(
  kind: Kind,
  body: string,
): { said: string } | { fault: { json: true } | { name: string } } | undefined {
  if (body.trim() === '') return undefined
  const fault = downFault(
    { kind: kind.kind, body },
    kind.fields.map(({ name }) => name),
  )
  if (fault) return { fault }
  const values = Object.fromEntries(
    kind.fields.flatMap((field) => {
      if (!namesIn(body).includes(field.name)) return []
      if (field.type === 'choice') return [[field.name, field.choices[0]?.value ?? '']]
      return [[field.name, field.type === 'number' ? field.max : (samples[field.name] ?? field.name)]]
    }),
  )
  return { said: saidBy({ kind: kind.kind, body }, { id: 'i-1', kind: kind.kind, values }) }
}

const samples: Readonly<Record<string, string>> = {
  day: '2026-11-30',
  on: '17:42',
  off: '07:05',
  restFrom: '23:30',
  restTo: '05:00',
}
