import { availableParallelism, loadavg } from 'node:os'
import type { BenchResult, BenchSkipped } from './result.ts'

/** One command each, loaded when its turn comes. */
const benches: Readonly<Record<string, () => Promise<{ run(): Promise<BenchResult | BenchSkipped> }>>> = {
  start: () => import('./start.ts'),
  intake: () => import('./intake.ts'),
  transition: () => import('./transition.ts'),
  list: () => import('./list.ts'),
  locate: () => import('./locate.ts'),
  deadline: () => import('./deadline.ts'),
  simulate: () => import('./simulate.ts'),
  rungs: () => import('./rungs.ts'),
  reproject: () => import('./reproject.ts'),
  score: () => import('./score.ts'),
  repeats: () => import('./repeats.ts'),
  live: () => import('./live.ts'),
  queue: () => import('./queue.ts'),
  tile: () => import('./tile.ts'),
  search: () => import('./search.ts'),
  map: () => import('./map.ts'),
  table: () => import('./table.ts'),
  ingest: () => import('./ingest.ts'),
  jt808: () => import('./jt808.ts'),
  mqtt: () => import('./mqtt.ts'),
  pack: () => import('./pack.ts'),
  overload: () => import('./overload.ts'),
  kill: () => import('./kill.ts'),
  alarms: () => import('./alarms.ts'),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`没有这项测试 / no such benchmark: ${unknown.join(', ')}; ${Object.keys(benches).join(' ')}`)
  process.exit(2)
}

const lines: string[] = []
let failed = false
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) {
  const result = await (await benches[name]!()).run()
  lines.push(lineOf(result))
  failed ||= 'pass' in result && !result.pass
  console.log(lines.at(-1))
}
if (lines.length > 1) console.log(`\n${lines.join('\n')}`)
process.exit(failed ? 1 : 0)

function lineOf(result: BenchResult | BenchSkipped): string {
  if ('skipped' in result) return `${result.name} skipped: ${result.skipped}`
  const load = `load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`
  return `${result.name} ${result.figure} bar ${result.bar} (${load}) ${result.pass ? 'pass' : 'fail'}`
}
