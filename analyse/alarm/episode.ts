import type { Evidence, Turn } from '../rule/memory.ts'

/** One alarm of one device from its first beginning to its last end, with how often it began again meanwhile. */
export type Span = {
  readonly from: number
  /** When it began for the last time. */
  readonly again: number
  readonly to: number | null
  readonly times: number
  readonly evidence: Evidence
}

/**
 * What a turn makes of the last alarm of a device: it begins, begins again within the time in which that counts as the same,
 * ends, or nothing happens since it stood so already. Pure.
 */
export function takeTurn(
  last: Pick<Span, 'from' | 'to'> | undefined,
  { kind, at }: Pick<Turn, 'kind' | 'at'>,
  flapMs: number,
): 'begins' | 'again' | 'ends' | undefined {
  const isOpen = last !== undefined && last.to === null
  if (kind === 'cleared') return isOpen ? 'ends' : undefined
  if (isOpen) return undefined
  return last?.to !== null && last?.to !== undefined && at - last.to < flapMs ? 'again' : 'begins'
}

/** The alarms that a run of turns makes, the one that stood before them first. */
export function spansOf(turns: readonly Turn[], flapMs: number, standing?: Span): Span[] {
  const spans: Span[] = standing ? [standing] : []
  for (const turn of turns) {
    const last = spans.at(-1)
    const change = takeTurn(last, turn, flapMs)
    if (change === 'begins') spans.push({ from: turn.at, again: turn.at, to: null, times: 1, evidence: turn.evidence })
    else if (change === 'again')
      spans[spans.length - 1] = { ...last!, again: turn.at, to: null, times: last!.times + 1 }
    else if (change === 'ends') spans[spans.length - 1] = { ...last!, to: turn.at }
  }
  return spans
}

/** From so many beginnings on an alarm flaps. */
export const flapsFrom = 3

/** An episode as it is kept, as far as late values may change it. */
export type Kept = { readonly episodeId: string; readonly from: number; readonly to: number | null }

const endOf = ({ to }: { to: number | null }): number => to ?? Number.POSITIVE_INFINITY

/** Whether two stretches of time have an instant in common. */
export const meet = (a: { from: number; to: number | null }, b: { from: number; to: number | null }): boolean =>
  a.from <= endOf(b) && b.from <= endOf(a)

/** Whether a kept alarm is that of a span; one that was found not to be borne out has no length and is nobody's any more. */
const standsFor = (one: Kept, span: Span): boolean => meet(one, span) && (one.to !== one.from || span.to === span.from)

export type Mending =
  | { readonly kind: 'missed'; readonly span: Span }
  | { readonly kind: 'earlier'; readonly episodeId: string; readonly at: number }
  | { readonly kind: 'ended'; readonly episodeId: string; readonly at: number }
  | { readonly kind: 'unborne'; readonly episodeId: string }

/**
 * What late values change: alarms that were missed, began earlier or have ended, and those that the whole of the values does
 * not bear out, which are marked and never erased. Only what touches the stretch since `since` is looked at. Pure.
 */
export function mend(kept: readonly Kept[], spans: readonly Span[], since: number): Mending[] {
  const within = kept.filter((one) => endOf(one) >= since).map((one) => ({ ...one }))
  const found: Mending[] = []
  for (const span of spans) {
    const same = within.filter((one) => standsFor(one, span))
    const [first] = same
    if (!first) found.push({ kind: 'missed', span })
    else if (span.from < first.from && span.from > since)
      found.push({ kind: 'earlier', episodeId: first.episodeId, at: span.from })
    for (const one of same) {
      if (one.to !== null || span.to === null) continue
      found.push({ kind: 'ended', episodeId: one.episodeId, at: span.to })
      // What it has ended at holds for the spans that follow.
      one.to = span.to
    }
  }
  // One that began before the stretch may be true; what stands of it no longer, has ended.
  const unborne = within
    .filter((one) => !spans.some((span) => meet(one, span)))
    .flatMap((one): Mending[] => [
      ...(one.from >= since ? [{ kind: 'unborne' as const, episodeId: one.episodeId }] : []),
      ...(one.to === null ? [{ kind: 'ended' as const, episodeId: one.episodeId, at: Math.max(one.from, since) }] : []),
    ])
  return [...found, ...unborne]
}
