/** A condition as the form shows it: category × street × source × time, each of several values or none. */
export type Plain = {
  readonly categories: readonly string[]
  readonly streets: readonly string[]
  readonly sources: readonly string[]
  readonly time: 'any' | 'work' | 'off' | 'night'
}

export const nothingPlain: Plain = { categories: [], streets: [], sources: [], time: 'any' }

const times = {
  any: '',
  work: 'isWorkTime',
  off: '!isWorkTime',
  night: '(hour >= 22 || hour < 6)',
} as const

/** The expression that a filled form stands for; an empty form holds always. */
export function writePlain({ categories, streets, sources, time }: Plain): string {
  const parts = [oneOf('category', categories), oneOf('street', streets), oneOf('source', sources), times[time]]
  return parts.filter(Boolean).join(' && ') || 'true'
}

function oneOf(name: string, values: readonly string[]): string {
  if (values.length === 0) return ''
  const [first] = values
  return values.length === 1
    ? `${name} == ${JSON.stringify(first)}`
    : `${name} in [${values.map((each) => JSON.stringify(each)).join(', ')}]`
}

/** The form for an expression; undefined where the expression says something a form cannot. */
export function readPlain(text: string): Plain | undefined {
  const time = (Object.keys(times) as Plain['time'][]).find((each) => times[each] !== '' && text.endsWith(times[each]))
  const found: Plain = {
    categories: valuesOf('category', text),
    streets: valuesOf('street', text),
    sources: valuesOf('source', text),
    // `!isWorkTime` ends with `isWorkTime` as well.
    time: text.endsWith(times.off) ? 'off' : (time ?? 'any'),
  }
  return writePlain(found) === text.trim() ? found : undefined
}

function valuesOf(name: string, text: string): string[] {
  const one = new RegExp(`(?:^|&& )${name} == ("[^"\\\\]*")`).exec(text)?.[1]
  const many = new RegExp(`(?:^|&& )${name} in \\[([^\\]]*)\\]`).exec(text)?.[1]
  return (one ?? many ?? '').match(/"[^"\\]*"/g)?.map((each) => each.slice(1, -1)) ?? []
}
