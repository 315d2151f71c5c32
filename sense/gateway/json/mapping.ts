import type { AnswerPlace, Down } from './down.ts'
import { instantOf, type TimeForm, timeForms } from './instant.ts'
import { numberOf } from './number.ts'
import { at, isObject, pathOf } from './path.ts'
import type { JsonReport, JsonValue } from './report.ts'

/** Where one value lies in a foreign document, and what it is here: `value × scale + offset`, in `unit`. */
export type MappedValue = {
  path: string
  metric: string
  unit: string
  scale?: number | undefined
  offset?: number | undefined
}

/**
 * How a maker's own JSON is read, as data that is kept with the device. `each` leads to the list of reports in one message;
 * without it the message is one report. `time` and the values are looked for in each report.
 */
export type Mapping = {
  each?: string | undefined
  time?: { path: string; form: TimeForm } | undefined
  values: readonly MappedValue[]
  /** How it is told things; a kind that is not here is said in our own form. */
  down?: readonly Down[] | undefined
  /** Where its answers stand; without it they are of our own form. */
  answer?: AnswerPlace | undefined
}

/** What is wrong with a mapping, by the place in it, or undefined. */
export function mappingFault({ each, time, values, answer }: Mapping): { at: string; path: string } | undefined {
  if (each !== undefined && !pathOf(each)) return { at: 'each', path: each }
  if (time && !pathOf(time.path)) return { at: 'time.path', path: time.path }
  for (const name of ['id', 'ok', 'text'] as const) {
    const path = answer?.[name]
    if (path !== undefined && !pathOf(path)) return { at: `answer.${name}`, path }
  }
  const wrong = values.findIndex(({ path }) => !pathOf(path))
  return wrong < 0 ? undefined : { at: `values.${wrong}.path`, path: values[wrong]!.path }
}

/** Whether something read from a database or a file is a mapping. */
export function isMapping(value: unknown): value is Mapping {
  if (!isObject(value) || !Array.isArray(value.values)) return false
  const { each, time, values } = value
  const isTime =
    time === undefined || (isObject(time) && typeof time.path === 'string' && timeForms.includes(time.form as TimeForm))
  return (
    (each === undefined || typeof each === 'string') &&
    isTime &&
    isDown(value.down) &&
    isAnswer(value.answer) &&
    values.every(
      (one: unknown) =>
        isObject(one) &&
        typeof one.path === 'string' &&
        typeof one.metric === 'string' &&
        typeof one.unit === 'string' &&
        (one.scale === undefined || typeof one.scale === 'number') &&
        (one.offset === undefined || typeof one.offset === 'number'),
    )
  )
}

const isText = (given: unknown): given is string => typeof given === 'string'

const isDown = (given: unknown): boolean =>
  given === undefined ||
  (Array.isArray(given) && given.every((one: unknown) => isObject(one) && isText(one.kind) && isText(one.body)))

const isAnswer = (given: unknown): boolean =>
  given === undefined || (isObject(given) && isText(given.id) && isText(given.ok) && isText(given.equals))

/** The reports of a foreign document. A value that is not where the mapping says is left out. */
export function mapped(document: unknown, mapping: Mapping): { reports: JsonReport[]; unread: number } {
  const listed = mapping.each === undefined ? document : found(document, mapping.each)
  const reports: JsonReport[] = []
  let unread = 0
  for (const one of Array.isArray(listed) ? listed : [listed]) {
    const values: JsonValue[] = []
    for (const { path, metric, unit, scale = 1, offset = 0 } of mapping.values) {
      const given = found(one, path)
      const value = numberOf(given)
      if (value !== undefined) values.push({ metric, unit, value: value * scale + offset })
      else if (given !== undefined && given !== null) unread++
    }
    const time = mapping.time && instantOf(found(one, mapping.time.path), mapping.time.form)
    reports.push({ ...(time && { at: time }), values, facts: {} })
  }
  return { reports, unread }
}

function found(document: unknown, text: string): unknown {
  const path = pathOf(text)
  return path && at(document, path)
}
