import { type Judge, judgeOf } from '#analyse/rule/judge.ts'
import type { Memory, Told } from '#analyse/rule/memory.ts'
import type { RuleBodyInput } from '#analyse/rule/rule.ts'
import { sampleRule } from '#analyse/rule/sample-rule.ts'
import { seeded } from './random.ts'
import { type BenchResult, median, short } from './result.ts'

const bar = 50_000
const metrics = 20
const rules = 200
const devices = 500
const rounds = 40
const runs = 3

/**
 * Values judged in a second by one core with two hundred rules in force: every value of one metric is looked at by the ten
 * rules that speak of it, single limits, ones that last, rates and combinations of two metrics. Counted by the time the processor spent; nothing is read or written.
 */
export async function run(): Promise<BenchResult> {
  const judges = Array.from({ length: rules }, (_, n) => judgeOf(sampleRule({ condition: conditionOf(n) }, `r${n}`)))
  const speeds = Array.from({ length: runs }, () => speedOf(judges))
  const turns = speeds[0]?.turns ?? 0
  const perSecond = median(speeds.map((one) => one.perSecond))
  console.log(`alarms: ${rules} rules, ${devices} devices with ${metrics} metrics each, ${turns} alarms began or ended`)
  return {
    name: 'alarms',
    figure: `${short(perSecond)} values/s judged by ${rules} rules on one core`,
    bar: `≥ ${short(bar)}/s`,
    pass: perSecond >= bar,
  }
}

function conditionOf(n: number): RuleBodyInput['condition'] {
  const metric = `m${n % metrics}`
  const limit = {
    ...{ kind: 'threshold' as const, metric, unit: '', side: 'above' as const, limit: 90 + (n % 7), clear: 80 },
  }
  const kinds: RuleBodyInput['condition'][] = [
    limit,
    { kind: 'lasting', seconds: 300, of: limit },
    { kind: 'rate', metric, unit: '', way: 'rises', by: 60, withinSeconds: 600 },
    { kind: 'all', of: [limit, { ...limit, metric: `m${(n + 1) % metrics}` }] },
    { kind: 'transition', metric, to: [1] },
  ]
  return kinds[Math.floor(n / metrics) % kinds.length]!
}

function speedOf(judges: readonly Judge[]): { perSecond: number; turns: number } {
  const random = seeded(7)
  const of = new Map<string, Judge[]>()
  for (const judge of judges) for (const metric of judge.metrics) of.set(metric, [...(of.get(metric) ?? []), judge])
  const memories = Array.from(
    { length: devices },
    () => new Map<Judge, Memory>(judges.map((one) => [one, one.fresh()])),
  )
  let turns = 0
  const began = process.cpuUsage()
  for (let minute = 0; minute < rounds; minute++)
    for (const memory of memories)
      for (let m = 0; m < metrics; m++) {
        const metric = `m${m}`
        const told: Told = { ...said, metric, at: minute * 60_000, value: random() * 92 }
        for (const judge of of.get(metric) ?? []) if (judge.tell(memory.get(judge)!, told)) turns++
      }
  const { user, system } = process.cpuUsage(began)
  const seconds = (user + system) / 1e6
  return { perSecond: (rounds * devices * metrics) / seconds, turns }
}

const said = { kind: 'value', unit: '', quality: 'ok' } as const
