/** A column that a table may bring, by the words it is known under. */
export type TableColumn = {
  readonly name: string
  readonly zh: string
  readonly en: string
  /** Other headings met. */
  readonly also: readonly string[]
  readonly isRequired: boolean
}

/** What a column of the file is taken for: one of ours, kept under its own heading, or left out. */
export type Taken = string
export const KEPT: Taken = ''
export const LEFT_OUT: Taken = '-'

/** The heading under which an error file says what was wrong; it is no data when the file comes back. */
export const FAULT_HEADING = '错误原因'

/** A heading as it is compared: full-width letters, blanks, a star for what is required and a unit in brackets make no difference. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replaceAll(/\s|\*/g, '')
    .replace(/\([^)]*\)$/, '')
    .toLowerCase()

/** What each column of a file is probably meant for; a column of ours is given once, to the first that bears its name. */
export function guessColumns(headings: readonly string[], columns: readonly TableColumn[]): Taken[] {
  const byWord = new Map(
    columns.flatMap(({ name, zh, en, also }) => [name, zh, en, ...also].map((word) => [plainHeading(word), name])),
  )
  const given = new Set<string>()
  return headings.map((heading) => {
    if (plainHeading(heading) === FAULT_HEADING || heading.trim() === '') return LEFT_OUT
    const name = byWord.get(plainHeading(heading))
    if (name === undefined || given.has(name)) return KEPT
    given.add(name)
    return name
  })
}

/** The required columns that nothing in the file is taken for. */
export const missingOf = (taken: readonly Taken[], columns: readonly TableColumn[]): readonly TableColumn[] =>
  columns.filter(({ name, isRequired }) => isRequired && !taken.includes(name))
