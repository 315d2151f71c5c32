import { at, isObject, pathOf } from './path.ts'

/** How an instruction of a kind is said in a maker's own JSON: a document with `{{name}}` where its values go. */
export type Down = { kind: string; body: string }

/** Where a device's answer says which instruction it answers, and whether that was done. */
export type AnswerPlace = { id: string; ok: string; equals: string; text?: string | undefined }

/** What is told: its id, its kind, and values by name. */
export type Telling = { id: string; kind: string; values: Readonly<Record<string, string | number>> }

const whole = /^\{\{([^{}]{1,200})\}\}$/
const each = /\{\{([^{}]{1,200})\}\}/g
const mostDepth = 16

/**
 * The message that says an instruction. A text that is one placeholder becomes the value itself, a number where it is one; within
 * longer text it becomes part of that. `{{state|on=1|off=0}}` says a value in other words. What has no value is left out.
 */
export function saidBy({ body }: Down, telling: Telling): string {
  return JSON.stringify(filled(JSON.parse(body), telling, 0))
}

function filled(given: unknown, telling: Telling, depth: number): unknown {
  if (depth > mostDepth) return undefined
  if (typeof given === 'string') return filledText(given, telling)
  if (Array.isArray(given))
    return given.map((one) => filled(one, telling, depth + 1)).filter((one) => one !== undefined)
  if (!isObject(given)) return given
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, filled(value, telling, depth + 1)]))
}

function filledText(text: string, telling: Telling): unknown {
  const one = whole.exec(text)
  if (one) return filledValue(one[1] ?? '', telling)
  return text.replace(each, (_, name: string) => String(filledValue(name, telling) ?? ''))
}

function filledValue(placeholder: string, { id, kind, values }: Telling): string | number | boolean | undefined {
  const [name = '', ...others] = placeholder.split('|').map((part) => part.trim())
  const all: Telling['values'] = { ...values, id, kind }
  const value = Object.hasOwn(all, name) ? all[name] : undefined
  if (others.length === 0 || value === undefined) return value
  const word = others.find((pair) => pair.slice(0, pair.indexOf('=')) === String(value))
  return word === undefined ? value : plain(word.slice(word.indexOf('=') + 1))
}

function plain(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : text
}

/** The names of values that a document asks for, besides `id` and `kind`. */
export const namesIn = (body: string): string[] =>
  [...new Set([...body.matchAll(each)].map(([, name = '']) => (name.split('|')[0] ?? '').trim()))].filter(
    (name) => name !== 'id' && name !== 'kind',
  )

/** What is wrong with a document that says an instruction: it is no JSON, or asks for a value that the kind does not have. */
export function downFault({ body }: Down, known: readonly string[]): { json: true } | { name: string } | undefined {
  try {
    if (!isObject(JSON.parse(body))) return { json: true }
  } catch {
    return { json: true }
  }
  const unknown = namesIn(body).find((name) => !known.includes(name))
  return unknown === undefined ? undefined : { name: unknown }
}

/** What a document answers by the place where answers stand, or undefined where it is none. */
export function answeredBy(
  document: unknown,
  place: AnswerPlace,
): { id: string; isDone: boolean; text: string } | undefined {
  const found = (text: string): unknown => {
    const path = pathOf(text)
    return path && at(document, path)
  }
  const [id, ok, text] = [found(place.id), found(place.ok), place.text === undefined ? undefined : found(place.text)]
  if ((typeof id !== 'string' && typeof id !== 'number') || ok === undefined) return undefined
  return {
    id: String(id),
    isDone: String(ok) === place.equals,
    text: typeof text === 'string' ? text.slice(0, 200) : '',
  }
}
