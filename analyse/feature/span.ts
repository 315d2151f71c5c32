import { featureProblems } from './problems.ts'

/** From, and up to; an open end is undefined. */
export type Span = { readonly from?: Date | undefined; readonly to?: Date | undefined }

const DAY = /^\d{4}-\d\d-\d\d$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const LAST_OF_DAY_MS = 86_400_000 - 1

/** Reads the `datetime` of a request; a day means the whole of it. Error: `datetime_invalid`. */
export function spanOf(text: string): Span {
  const ends = text.split('/')
  if (ends.length > 2) throw featureProblems.datetime_invalid({}, 'query.datetime')
  const [first, last] = ends.length === 1 ? [ends[0]!, ends[0]!] : [ends[0]!, ends[1]!]
  const span = { from: endOf(first, 0, ends.length > 1), to: endOf(last, LAST_OF_DAY_MS, ends.length > 1) }
  if (span.from && span.to && span.from > span.to) throw featureProblems.datetime_invalid({}, 'query.datetime')
  return span
}

function endOf(text: string, spareMs: number, mayBeOpen: boolean): Date | undefined {
  if (mayBeOpen && (text === '..' || text === '')) return undefined
  const at = new Date(text)
  if (!(DAY.test(text) || INSTANT.test(text)) || Number.isNaN(at.getTime()))
    throw featureProblems.datetime_invalid({}, 'query.datetime')
  return DAY.test(text) ? new Date(at.getTime() + spareMs) : at
}
