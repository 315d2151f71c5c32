/** Where several devices hang together, the nearest relation first. */
export const upstreams = ['device', 'component', 'gateway', 'street'] as const
export type Upstream = (typeof upstreams)[number]

/** One alarm that has just begun, or that stands alone already. */
export type Lone = {
  readonly episodeId: string
  readonly at: number
  readonly up: Readonly<Partial<Record<Upstream, string>>>
}

export type Gathered = { readonly upstream: Upstream; readonly key: string; readonly members: readonly Lone[] }

/**
 * Whether alarms of one rule on many devices have one cause: so many of one upstream began within the time. The nearest
 * relation that holds enough of them is taken to be it. Pure.
 */
export function gather(
  one: Lone,
  others: readonly Lone[],
  { devices, withinSeconds }: { devices: number; withinSeconds: number },
): Gathered | undefined {
  for (const upstream of upstreams) {
    const key = one.up[upstream]
    if (key === undefined) continue
    const like = others.filter(
      (other) => other.up[upstream] === key && Math.abs(other.at - one.at) <= withinSeconds * 1000,
    )
    if (like.length + 1 >= devices) return { upstream, key, members: [...like, one] }
  }
  return undefined
}
