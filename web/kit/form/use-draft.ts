import { useRef, useState } from 'react'
import { z } from 'zod'
import type { ProblemError } from '../client.ts'
import { faultWords, type Words } from './fault-words.ts'
import { keptDraft } from './kept-draft.ts'

/** What somebody is filling in: values by field, and what is wrong with each. */
export type Draft<V> = {
  readonly values: Partial<V>
  readonly faults: Readonly<Record<string, Words>>
  /** `at` is the path within the field that was changed, where it is made of several. */
  readonly set: <K extends keyof V & string>(name: K, value: V[K] | undefined, at?: string) => void
  /** Tells that a field is still on its way (a photo being sent); until it has come the form does not pass its check. */
  readonly wait: (name: keyof V & string, isWaiting: boolean) => void
  /** The whole input when it is sound; otherwise undefined, and the faults are shown. */
  readonly check: () => V | undefined
  /** Puts the server's faults at their fields; false where none of them belongs to a field shown. */
  readonly refuse: (problem: ProblemError) => boolean
  /** What was typed before the page was loaded anew stands in the fields. */
  readonly isRestored: boolean
  /** Starts over, or ends: what was kept is forgotten. */
  readonly forget: () => void
}

type Options = {
  /** Keeps what is typed under this name until it is sent. */
  readonly keepAs?: string
}

/** A form over a contract's own schema, so that screen and server refuse the same things with the same words. */
export function useDraft<S extends z.ZodType>(
  schema: S,
  initial: Partial<z.input<S>>,
  { keepAs }: Options = {},
): Draft<z.input<S>> {
  type V = z.input<S>
  const [kept, setKept] = useState(() => (keepAs === undefined ? undefined : keptDraft.read(keepAs)))
  const [values, setValues] = useState<Partial<V>>(() => ({ ...blanksOf(schema), ...initial, ...kept }))
  const [faults, setFaults] = useState<Readonly<Record<string, Words>>>({})
  const waiting = useRef(new Set<string>())
  return {
    values,
    faults,
    set: (name, value, at = name) => {
      setValues((before) => {
        const after = { ...before, [name]: value }
        if (keepAs !== undefined) keptDraft.write(keepAs, after)
        return after
      })
      setFaults((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !isWithin(field, at))))
    },
    wait: (name, isWaiting) => {
      if (isWaiting) waiting.current.add(name)
      else waiting.current.delete(name)
    },
    check: () => {
      if (waiting.current.size > 0) {
        setFaults(Object.fromEntries([...waiting.current].map((name) => [name, stillSending])))
        return undefined
      }
      const result = schema.safeParse(values, { reportInput: true })
      if (result.success) return values as V
      setFaults(
        Object.fromEntries(result.error.issues.map((issue) => [issue.path.map(String).join('.'), faultWords(issue)])),
      )
      return undefined
    },
    refuse: (problem) => {
      const found = faultsOf(problem)
      setFaults(found)
      return Object.keys(found).length > 0
    },
    isRestored: kept !== undefined,
    forget: () => {
      if (keepAs !== undefined) keptDraft.forget(keepAs)
      setKept(undefined)
      setFaults({})
      setValues({ ...blanksOf(schema), ...initial })
    },
  }
}

/** What may be null and must be said stands as null until somebody fills it in. */
const blanksOf = (schema: z.ZodType): object =>
  schema instanceof z.ZodObject
    ? Object.fromEntries(
        Object.entries(schema.shape as Record<string, z.ZodType>)
          .filter(([, field]) => !field.safeParse(undefined).success && field.safeParse(null).success)
          .map(([name]) => [name, null]),
      )
    : {}

const stillSending: Words = { zh: '照片还在上传，请稍候再提交', en: 'Photos are still being sent; submit in a moment' }

const isWithin = (field: string, at: string): boolean => field === at || field.startsWith(`${at}.`)

function faultsOf(problem: ProblemError): Record<string, Words> {
  const all =
    problem.faults.length > 0 ? problem.faults : [{ field: problem.field ?? '', zh: problem.zh, en: problem.en }]
  return Object.fromEntries(
    all
      .filter(({ field }) => field.startsWith('body.'))
      .map(({ field, zh, en }) => [field.slice('body.'.length), { zh, en }]),
  )
}

/** The first fault at a field or anywhere inside it. */
export const faultAt = (faults: Readonly<Record<string, Words>>, name: string): Words | undefined =>
  Object.entries(faults).find(([field]) => isWithin(field, name))?.[1]
