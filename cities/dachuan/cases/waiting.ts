import type { CaseEvent, EventKind } from '#city/case/event.ts'

/** After which event how many of the newest finished cases are shown still waiting, so that no desk of the demo is empty. */
const left: readonly { kind: EventKind; count: number; failed?: true }[] = [
  { kind: 'confirm_answered', count: 3 },
  { kind: 'returned', count: 2 },
  { kind: 'handled', count: 3 },
  { kind: 'verify_answered', count: 4 },
  { kind: 'verify_answered', count: 2, failed: true },
]

const A_MINUTE = 60_000

/** Cuts some histories short and moves them up to the present; the rest is left as it is. The newest come last. */
export function leaveSomeWaiting<T extends { readonly history: readonly CaseEvent[] }>(
  cases: readonly T[],
  now: Date,
): T[] {
  const kept = [...cases]
  const taken = new Set<number>()
  for (const { kind, count, failed } of left)
    for (let n = 0; n < count; n++) {
      const at = kept.findLastIndex(({ history }, index) => !taken.has(index) && isOver(history) && has(history, kind))
      const found = kept[at]
      if (!found) continue
      taken.add(at)
      kept[at] = {
        ...found,
        history: cutShort(found.history, kind, Boolean(failed), now.getTime() - (5 + 3 * n) * A_MINUTE),
      }
    }
  return kept
}

const isOver = (history: readonly CaseEvent[]): boolean => ['closed', 'rated'].includes(history.at(-1)?.kind ?? '')
const has = (history: readonly CaseEvent[], kind: EventKind): boolean => history.some((event) => event.kind === kind)

function cutShort(history: readonly CaseEvent[], kind: EventKind, failed: boolean, endsAt: number): CaseEvent[] {
  const upTo = history.slice(0, history.findIndex((event) => event.kind === kind) + 1)
  const moved = endsAt - (upTo.at(-1)?.at.getTime() ?? endsAt)
  return upTo.map((event, index) => {
    const body =
      failed && index === upTo.length - 1
        ? { ...event.body, passed: false, note: '仍有残留，未达结案条件' }
        : event.body
    return { ...event, at: new Date(event.at.getTime() + moved), body } as CaseEvent
  })
}
