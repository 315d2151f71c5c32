/** A statement or a fragment of one: text with `$n` placeholders and the values for them. */
export class Sql {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]
  readonly isPrepared: boolean
  constructor(strings: readonly string[], values: readonly unknown[], isPrepared = false) {
    this.strings = strings
    this.values = values
    this.isPrepared = isPrepared
  }
}

type Build = ((strings: TemplateStringsArray, ...values: readonly unknown[]) => Sql) & {
  /** Several fragments with `separator` between them; an empty list is an empty fragment. */
  join(parts: readonly unknown[], separator?: string): Sql
  /** A quoted identifier. */
  ident(name: string): Sql
  /** Constant text of the program itself, never of a caller. */
  raw(text: string): Sql
  /** A composition whose text is always the same: planned once per connection. Its fragments must not vary. */
  prepared(statement: Sql): Sql
  readonly empty: Sql
}

const raw = (text: string): Sql => new Sql([text], [])

/**
 * SQL written as SQL: `sql\`select … where district_id = ${district}\``. Values become parameters; a nested `sql` is inlined.
 * A nested array is one parameter, so write `= any(${ids})`.
 */
export const sql: Build = Object.assign(
  (strings: TemplateStringsArray, ...values: readonly unknown[]): Sql => new Sql(strings, values),
  {
    join(parts: readonly unknown[], separator = ', '): Sql {
      if (parts.length === 0) return raw('')
      return new Sql(['', ...Array.from({ length: parts.length - 1 }, () => separator), ''], parts)
    },
    ident: (name: string): Sql => raw(`"${name.replaceAll('"', '""')}"`),
    raw,
    prepared: (statement: Sql): Sql => new Sql(statement.strings, statement.values, true),
    empty: raw(''),
  },
)

export type Statement = { readonly text: string; readonly values: unknown[]; readonly name?: string }

const flatTexts = new WeakMap<readonly string[], { text: string; name: string }>()
let named = 0

/** Names of composed statements that were declared as prepared, by their text. */
const composed = new Map<string, string>()

/**
 * Renders for the driver. A template is prepared once per connection under a stable name; so is a composition that says
 * `sql.prepared`, which is for compositions whose text never varies. Others are planned each time for their own values.
 */
export function render(statement: Sql): Statement {
  // Only a template is the same object at every call; names for anything else would pile up on each connection.
  const isTemplate = 'raw' in statement.strings
  if (isTemplate && !statement.values.some((value) => value instanceof Sql)) return renderFlat(statement)
  const values: unknown[] = []
  const text = renderInto(statement, values)
  return statement.isPrepared ? { text, values, name: nameOf(text) } : { text, values }
}

function nameOf(text: string): string {
  const name = composed.get(text) ?? `yw${++named}`
  composed.set(text, name)
  return name
}

function renderFlat(statement: Sql): Statement {
  let known = flatTexts.get(statement.strings)
  if (!known) {
    const text = statement.strings.reduce((whole, part, at) => `${whole}$${at}${part}`)
    known = { text, name: `yw${++named}` }
    flatTexts.set(statement.strings, known)
  }
  return { text: known.text, name: known.name, values: statement.values as unknown[] }
}

function renderInto(statement: Sql, values: unknown[]): string {
  let text = statement.strings[0] ?? ''
  statement.values.forEach((value, at) => {
    text += value instanceof Sql ? renderInto(value, values) : `$${values.push(value)}`
    text += statement.strings[at + 1] ?? ''
  })
  return text
}
