/** What the gateway counts, for metrics and its page. */
export type GatewayCounts = {
  connections: number
  kept: number
  shed: number
  refused: Map<string, number>
  strays: Map<string, { protocol: string; sender: string; frames: number }>
  /** What is held against registered senders since it was last written down, by `protocol/sender` and reason. */
  conduct: Map<string, Conduct>
}

/** What a gateway noticed of one sender: how many of its frames it refused, and what else by reason. */
export type Conduct = { protocol: string; sender: string; refused: number; reasons: Record<string, number> }

export const newCounts = (): GatewayCounts => ({
  connections: 0,
  kept: 0,
  shed: 0,
  refused: new Map(),
  strays: new Map(),
  conduct: new Map(),
})

/** What is noticed of a sender besides its frames: that places were left aside, that it was slowed down. */
export const noticed = { shed: 'shed', slowed: 'slowed' } as const

/** The name under which a refusal is counted with a device. */
export const refusal = (reason: string): string => `refused ${reason}`

const mostStrays = 1_000
const mostConduct = 50_000

export type Refused = { sender: string; reason: string }

/** Counts what was refused, and against whom. */
export function countRefused(
  counts: GatewayCounts,
  protocol: string,
  { sender, reason }: Refused,
  isKnown: boolean,
): void {
  counts.refused.set(reason, (counts.refused.get(reason) ?? 0) + 1)
  if (isKnown) return void countConduct(counts, { protocol, sender }, refusal(reason), 1)
  if (reason !== 'not registered') return
  const key = `${protocol}/${sender}`
  const known = counts.strays.get(key)
  if (known) known.frames++
  else if (counts.strays.size < mostStrays) counts.strays.set(key, { protocol, sender, frames: 1 })
}

/** Counts something else that is shown with a device. */
export function countConduct(
  counts: GatewayCounts,
  { protocol, sender }: { protocol: string; sender: string },
  reason: string,
  refused = 0,
): void {
  const key = `${protocol}/${sender}`
  const known = counts.conduct.get(key) ?? { protocol, sender, refused: 0, reasons: {} }
  if (!counts.conduct.has(key) && counts.conduct.size >= mostConduct) return
  counts.conduct.set(key, known)
  known.refused += refused
  known.reasons[reason] = (known.reasons[reason] ?? 0) + 1
}
