import { type Condition, type Leaf, metricsOf, needsClock, needsFixes } from './condition.ts'
import { type Hours, hoursOf } from './hours.ts'
import { type Hear, hearOf } from './leaf.ts'
import type { Evidence, Memory, Part, Stand, Told, Turn } from './memory.ts'
import type { Rule } from './rule.ts'

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
  const { condition, watch } = rule.body
  const hours = hoursOf(rule.body, rule.timeZone, rule.works)
  const keeps = watch?.atEnd === 'keep'
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
      const closed = memory.active && !keeps ? closing(hours, memory) : undefined
      const isOver = closed !== undefined && closed <= told.at
      const isHeld = (hours.isOpen(told.at) && !isOver) || (keeps && memory.active)
      const stand = settle(root, { parts: memory.parts, told, isHeld, isConcerned: false })
      if (told.kind === 'clock') memory.ticked = told.at
      else memory.until = Math.max(memory.until ?? told.at, told.at)
      if (stand === 'unknown' || (stand === 'yes') === memory.active) return undefined
      memory.active = stand === 'yes'
      const evidence = evidenceOf(told)
      if (!memory.active && !isHeld)
        return { kind: 'cleared', at: Math.min(closed ?? told.at, told.at), evidence, why: 'hours' }
      const at = dueAt !== undefined && dueAt < told.at ? dueAt : told.at
      if (memory.active) memory.raisedAt = at
      return { kind: memory.active ? 'raised' : 'cleared', at, evidence }
    },
    dueAt(memory, heard) {
      const dues = nodes.map((node) => dueOf(node, memory.parts[node.index]!, heard))
      if (memory.active && !keeps) dues.push(closing(hours, memory))
      const waits = !memory.active && !hours.isAlways && memory.parts.some(({ s }) => s === 'yes')
      if (waits && judge.needsClock) dues.push(hours.opensAt(Math.max(memory.until ?? 0, memory.ticked ?? 0)))
      const known = dues.filter((due) => due !== undefined)
      return known.length > 0 ? Math.min(...known) : undefined
    },
  }
  return judge
}

/** When the hours end in which an alarm was last known to stand. */
const closing = (hours: Hours, { until, raisedAt }: Memory): number | undefined => {
  const from = Math.max(until ?? 0, raisedAt ?? 0)
  return from > 0 ? hours.closesAt(from) : undefined
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

/** One look at a condition; `isConcerned` says whether the part last looked at was spoken of. */
type Look = { readonly parts: readonly Part[]; readonly told: Told; readonly isHeld: boolean; isConcerned: boolean }

function settle(node: Node, look: Look): Stand {
  const part = look.parts[node.index]!
  if (node.hear) {
    look.isConcerned = node.hear(part, look.told)
    return look.isHeld ? part.s : 'no'
  }
  const { condition, of } = node
  if (condition.kind === 'lasting') {
    const stand = settle(of[0]!, look)
    part.s = lasting(condition, part, stand, look)
    return part.s
  }
  const decides = condition.kind === 'all' ? 'no' : 'yes'
  let isConcerned = false
  let settled: Stand = condition.kind === 'all' ? 'yes' : 'no'
  for (const one of of) {
    const stand = settle(one, look)
    isConcerned ||= look.isConcerned
    if (settled !== decides && (stand === decides || stand === 'unknown')) settled = stand
  }
  look.isConcerned = isConcerned
  part.s = settled
  return settled
}

// While something has begun and not yet lasted, nothing is known: that neither raises an alarm nor ends one.
function lasting(
  { seconds, by, gapSeconds }: Extract<Condition, { kind: 'lasting' }>,
  part: Part,
  stand: Stand,
  { told, isConcerned }: Look,
): Stand {
  if (stand === 'no') {
    if (part.since !== undefined) {
      delete part.since
      delete part.seen
    }
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
