/** One field of a change. */
export type Changed = { readonly field: string; readonly before: string; readonly after: string }

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What of a detail is a change, field by field, only those that differ; and what else it says. */
export function readDetail(detail: Readonly<Record<string, unknown>>): {
  changes: Changed[]
  facts: { name: string; value: string }[]
} {
  const { before, after, ...rest } = detail
  const [was, is] = [isObject(before) ? before : {}, isObject(after) ? after : {}]
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return {
    changes: fields
      .map((field) => ({ field, before: textOf(was[field]), after: textOf(is[field]) }))
      .filter((change) => change.before !== change.after),
    facts: Object.entries(rest)
      .map(([name, value]) => ({ name, value: textOf(value) }))
      .filter(({ value }) => value !== ''),
  }
}
