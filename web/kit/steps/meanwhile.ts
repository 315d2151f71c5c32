import type { EventItem } from '../timeline/event-text.ts'

/** A field that somebody else has set meanwhile to something other than what stands in the form. */
export type Clash = {
  readonly field: string
  readonly before: unknown
  readonly theirs: unknown
  readonly mine: unknown
  readonly byName: string
}

/** What a form holds and what of it somebody else has changed since it was opened. */
export type Difference = {
  /** What has been done meanwhile, oldest first. */
  readonly since: readonly EventItem[]
  readonly clashes: readonly Clash[]
  /** Fields of mine that I had left as they were: theirs takes their place, or the sending would undo it. */
  readonly adopted: Readonly<Record<string, unknown>>
}

type Values = Readonly<Record<string, unknown>>

/** Adding to a case is never at odds with somebody else's adding to it. */
const additions: ReadonlySet<string> = new Set(['noted', 'attached', 'urged'])

/**
 * Compares a form with what has happened since the history length it was opened on. Only a correction of the facts and the same
 * step taken by somebody else can touch its fields; of several changes of one field the last counts.
 */
export function differenceOf(
  kind: string,
  events: readonly EventItem[],
  seen: number,
  form: { readonly initial: Values; readonly values: Values },
): Difference {
  const since = events.filter(({ seq }) => seq > seen)
  const clashes = new Map<string, Clash>()
  const adopted: Record<string, unknown> = {}
  for (const event of since) {
    const touches = event.kind === 'amended' || (event.kind === kind && !additions.has(kind))
    if (!touches) continue
    for (const [field, mine] of Object.entries(form.values)) {
      if (field === 'seen' || !Object.hasOwn(event.body, field) || mine === undefined) continue
      const before = form.initial[field]
      const theirs = fitted(event.body[field], mine)
      if (same(theirs, mine)) clashes.delete(field)
      else if (event.kind === 'amended' && same(mine, before)) adopted[field] = theirs
      else clashes.set(field, { field, before, theirs, mine, byName: event.byName })
    }
  }
  return { since, clashes: [...clashes.values()], adopted }
}

/** The other's value in the shape of one's own: an event keeps more of a place than a form asks for. */
function fitted(theirs: unknown, mine: unknown): unknown {
  if (!isRecord(theirs) || !isRecord(mine)) return theirs
  return Object.fromEntries(Object.keys(mine).map((key) => [key, fitted(theirs[key], mine[key])]))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Equal as they would be sent; nothing at all is as good as an empty text. */
function same(a: unknown, b: unknown): boolean {
  if (isRecord(a) && isRecord(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]))
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, at) => same(each, b[at]))
  return (a ?? '') === (b ?? '')
}
