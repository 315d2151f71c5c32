import type { z } from 'zod'
import type { Attribute } from '#city/component/contract.ts'
import type { Words } from '../form/fault-words.ts'

/** What a form says of a field. */
export type FieldWords = Words & {
  readonly hint?: Words
  readonly unit?: string
  /** What the values of a choice are called; one without words is shown as it is. */
  readonly choices?: Readonly<Record<string, Words>>
  /** Of a group's fields. */
  readonly fields?: FormWords
  /** What an empty field shows of how it is filled in. */
  readonly sample?: string
}

export type FormWords = Readonly<Record<string, FieldWords>>

/** Words for every field of a schema: a field without does not compile. */
export type WordsOf<S extends z.ZodObject> = { readonly [K in keyof S['shape'] & string]: FieldWords }

/** The words of a list of attributes. */
export const formWordsOf = (attributes: readonly Attribute[]): FormWords =>
  Object.fromEntries(
    attributes.map(({ name, zh, en, unit, choices }) => [
      name,
      {
        zh,
        en,
        ...(unit ? { unit } : {}),
        choices: Object.fromEntries(choices.map((choice) => [choice.zh, choice])),
      },
    ]),
  )
