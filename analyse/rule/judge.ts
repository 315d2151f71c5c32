import { type Condition, type Leaf, metricsOf, needsClock, needsFixes } from './condition.ts'
import { type Hear, hearOf } from './leaf.ts'
import type { Evidence, Memory, Part, Stand, Told, Turn } from './memory.ts'
import type { Rule } from './rule.ts'
import { isOpen, nextEdge } from './windows.ts'

/** A rule made ready: told of values one after the other, it says when an alarm begins and when it ends. */
export type Judge = {
  readonly rule: Rule
  readonly metrics: ReadonlySet<string>
  readonly needsFixes: boolean
  readonly needsClock: boolean
  /** The memory of a device never judged before; `active` where an alarm of it is open already. */
  fresh(active?: boolean): Memory
  /** Judges in the order told; what is told must not be older than `memory.until`. The memory is changed in place. */
  tell(memory: Memory, told: Told): Turn | undefined
  /** When time alone may next decide something, if it may. */
  dueAt(memory: Memory, heard: { heardAt: number | null; silentAfter: number }): number | undefined
}

type Node = {
  readonly index: number
  readonly condition: Condition
  readonly hear: Hear | undefined
  readonly of: readonly Node[]
}

/** Makes a rule ready. The same telling in the same order gives the same turns, whoever tells and whenever. */
export function judgeOf(rule: Rule): Judge {
  const { condition, windows } = rule.body
  const nodes: Node[] = []
  const root = nodeOf(condition, nodes)
  const metrics = new Set(metricsOf(condition))
  const judge: Judge = {
    rule,
    metrics,
    needsFixes: needsFixes(condition),
    needsClock: needsClock(condition),
    fresh: (active = false) => ({ parts: nodes.map((): Part => ({ s: 'unknown' })), active, until: null }),
    tell(memory, told) {
      if (told.kind === 'value' && !metrics.has(told.metric)) return undefined
      const dueAt = told.kind === 'clock' ? judge.dueAt(memory, told) : undefined
      const isHeld = isOpen(windows, rule.timeZone, told.at)
      const stand = settle(root, memory, told, isHeld).stand
      if (told.kind !== 'clock') memory.until = Math.max(memory.until ?? told.at, told.at)
      if (stand === 'unknown' || (stand === 'yes') === memory.active) return undefined
      memory.active = stand === 'yes'
      const at = dueAt !== undefined && dueAt < told.at ? dueAt : told.at
      return { kind: memory.active ? 'raised' : 'cleared', at, evidence: evidenceOf(told) }
    },
    dueAt(memory, heard) {
      const dues = nodes.map((node) => dueOf(node, memory.parts[node.index]!, heard))
      const from = Math.max(memory.until ?? 0, heard.heardAt ?? 0)
      if (memory.active && windows.length > 0) dues.push(nextEdge(windows, rule.timeZone, from))
      const known = dues.filter((due) => due !== undefined)
      return known.length > 0 ? Math.min(...known) : undefined
    },
  }
  return judge
}

function nodeOf(condition: Condition, nodes: Node[]): Node {
  const index = nodes.length
  const of: Node[] = []
  const isLeaf = condition.kind !== 'lasting' && condition.kind !== 'all' && condition.kind !== 'any'
  const node: Node = { index, condition, hear: isLeaf ? hearOf(condition as Leaf) : undefined, of }
  nodes.push(node)
  if (condition.kind === 'lasting') of.push(nodeOf(condition.of, nodes))
  else if (condition.kind === 'all' || condition.kind === 'any')
    for (const one of condition.of) of.push(nodeOf(one, nodes))
  return node
}

type Settled = { stand: Stand; isConcerned: boolean }

function settle(node: Node, memory: Memory, told: Told, isHeld: boolean): Settled {
  const part = memory.parts[node.index]!
  if (node.hear) {
    const isConcerned = node.hear(part, told)
    return { stand: isHeld ? part.s : 'no', isConcerned }
  }
  const below = node.of.map((one) => settle(one, memory, told, isHeld))
  const isConcerned = below.some((one) => one.isConcerned)
  const { condition } = node
  if (condition.kind === 'lasting') part.s = lasting(condition, part, below[0]!, told)
  else {
    const [decides, otherwise] = condition.kind === 'all' ? (['no', 'yes'] as const) : (['yes', 'no'] as const)
    const stands = below.map(({ stand }) => stand)
    part.s = stands.includes(decides) ? decides : stands.includes('unknown') ? 'unknown' : otherwise
  }
  return { stand: part.s, isConcerned }
}

// While something has begun and not yet lasted, nothing is known: that neither raises an alarm nor ends one.
function lasting(
  { seconds, by, gapSeconds }: Extract<Condition, { kind: 'lasting' }>,
  part: Part,
  { stand, isConcerned }: Settled,
  told: Told,
): Stand {
  if (stand === 'no') {
    delete part.since
    delete part.seen
    return 'no'
  }
  if (stand === 'unknown') return part.s === 'no' ? 'unknown' : part.s
  const isProof = by === 'clock' || (isConcerned && told.kind !== 'clock')
  if (
    part.since === undefined ||
    (isProof && by === 'values' && told.at - (part.seen ?? told.at) > gapSeconds * 1000)
  ) {
    part.since = told.at
    part.seen = told.at
    return part.s === 'yes' ? 'yes' : 'unknown'
  }
  if (!isProof) return part.s === 'yes' ? 'yes' : 'unknown'
  part.seen = Math.max(part.seen ?? told.at, told.at)
  return part.s === 'yes' || told.at - part.since >= seconds * 1000 ? 'yes' : 'unknown'
}

function dueOf(
  { condition }: Node,
  part: Part,
  { heardAt, silentAfter }: { heardAt: number | null; silentAfter: number },
): number | undefined {
  if (part.s === 'yes') return undefined
  if (condition.kind === 'silence') {
    const heard = condition.metric === undefined ? heardAt : (part.last ?? null)
    return heard === null ? undefined : heard + (condition.afterSeconds ?? silentAfter) * 1000
  }
  if (condition.kind !== 'lasting' || condition.by !== 'clock' || part.since === undefined) return undefined
  return part.since + condition.seconds * 1000
}

function evidenceOf(told: Told): Evidence {
  switch (told.kind) {
    case 'value':
      return { kind: 'value', metric: told.metric, unit: told.unit, value: told.value }
    case 'fix':
      return { kind: 'fix', lon: told.lon, lat: told.lat, speed: told.speed }
    case 'clock':
      return { kind: 'clock', heardAt: told.heardAt }
  }
}
