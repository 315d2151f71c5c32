/** The words of one problem, in both languages; `P` is the detail the thrower must give. */
export type ProblemDefinition<P = never> = {
  readonly status: number
  readonly zh: (detail: P) => string
  readonly en: (detail: P) => string
}

// A definition of unknown detail: contravariance makes `never` the widest parameter.
type AnyDefinition = { readonly status: number; readonly zh: (d: never) => string; readonly en: (d: never) => string }

/** One fault of one field; a problem may carry several (a form, a row of an import). */
export type Fault = { readonly field: string; readonly code: string; readonly zh: string; readonly en: string }

/** What travels to the caller as `application/problem+json` (RFC 9457). */
export type ProblemBody = {
  readonly type: string
  readonly status: number
  readonly code: string
  readonly title: string
  readonly titleEn: string
  readonly field?: string
  readonly detail?: Readonly<Record<string, unknown>>
  readonly faults?: readonly Fault[]
  readonly requestId?: string
}

/** Something that may go wrong on purpose: coded, worded in Chinese and English, naming the field at fault. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly zh: string
  readonly en: string
  readonly field: string | undefined
  readonly detail: Readonly<Record<string, unknown>>
  faults: readonly Fault[] = []

  constructor(
    code: string,
    words: { status: number; zh: string; en: string },
    detail: Readonly<Record<string, unknown>>,
    field?: string,
  ) {
    super(`${code}: ${words.zh}`)
    this.name = 'Problem'
    this.code = code
    this.status = words.status
    this.zh = words.zh
    this.en = words.en
    this.field = field
    this.detail = detail
  }

  /** The same problem with the single faults it consists of. */
  with(faults: readonly Fault[]): this {
    this.faults = faults
    return this
  }

  /** As a fault of `field`, for reports that list many rows or fields. */
  asFault(field = this.field ?? ''): Fault {
    return { field, code: this.code, zh: this.zh, en: this.en }
  }

  body(requestId?: string): ProblemBody {
    return {
      type: `https://yiwang.dev/problems/${this.code}`,
      status: this.status,
      code: this.code,
      title: this.zh,
      titleEn: this.en,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(Object.keys(this.detail).length === 0 ? {} : { detail: this.detail }),
      ...(this.faults.length === 0 ? {} : { faults: this.faults }),
      ...(requestId === undefined ? {} : { requestId }),
    }
  }
}

const catalogue = new Map<string, Spoken>()

type DetailOf<D> = D extends { zh: (detail: infer P) => string } ? P : never
type Maker<D> = [unknown] extends [DetailOf<D>]
  ? (detail?: Record<never, never>, field?: string) => Problem
  : (detail: DetailOf<D>, field?: string) => Problem

/**
 * Enters problems into the one catalogue and returns a maker for each: `throw place.outside({ lon, lat }, 'body.place')`.
 * A code used twice is a mistake of the program and stops it at load.
 */
export function defineProblems<const T extends Record<string, AnyDefinition>>(
  definitions: T,
): { readonly [K in keyof T]: Maker<T[K]> } {
  const makers: Partial<{ [K in keyof T]: Maker<T[K]> }> = {}
  for (const code in definitions) makers[code] = enter(code, definitions[code] as Spoken) as Maker<T[typeof code]>
  return makers as { readonly [K in keyof T]: Maker<T[K]> }
}

/** A definition as it is called once its detail is at hand. */
type Spoken = ProblemDefinition<Record<string, unknown>>

function enter(code: string, words: Spoken) {
  if (catalogue.has(code)) throw new Error(`problem code ${code} is defined twice`)
  catalogue.set(code, words)
  return (detail: Record<string, unknown> = {}, field?: string) =>
    new Problem(code, { status: words.status, zh: words.zh(detail), en: words.en(detail) }, detail, field)
}

/** Every code known to the running program with its status, for the API document and the tests. */
export const listProblems = (): readonly { code: string; definition: Spoken }[] =>
  [...catalogue].map(([code, definition]) => ({ code, definition }))
