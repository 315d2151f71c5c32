import { importsOf, listSources, resolveImport } from './source.ts'

/** Which files of ours each file loads when it is loaded. */
export type Graph = ReadonlyMap<string, readonly string[]>

/** The run-time import graph of the tree; type-only and lazy imports load nothing at start. */
export function runTimeGraph(): Graph {
  const graph = new Map<string, string[]>()
  for (const source of listSources()) {
    const loaded = importsOf(source).filter((one) => one.atRunTime && !one.dynamic)
    const targets = loaded.flatMap((one) => resolveImport(source.path, one.specifier) ?? [])
    graph.set(source.path, targets)
  }
  return graph
}

/** One cycle as the path that closes it, or undefined when there is none. */
export function findCycle(graph: Graph): string[] | undefined {
  const done = new Set<string>()
  const trail: string[] = []
  const visit = (path: string): string[] | undefined => {
    const at = trail.indexOf(path)
    if (at >= 0) return [...trail.slice(at), path]
    if (done.has(path)) return undefined
    trail.push(path)
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next)
      if (cycle) return cycle
    }
    trail.pop()
    done.add(path)
    return undefined
  }
  for (const path of graph.keys()) {
    const cycle = visit(path)
    if (cycle) return cycle
  }
  return undefined
}

/** `starts` and everything they load, directly or not. */
export function closureOf(graph: Graph, starts: Iterable<string>): Set<string> {
  const reached = new Set<string>()
  const waiting = [...starts]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    waiting.push(...(graph.get(path) ?? []))
  }
  return reached
}
