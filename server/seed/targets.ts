import { TARGET_WORDS } from '#cities/dachuan/target-words.ts'
import { PLAN_TARGETS, type PlanTarget } from '#cities/dachuan/targets.ts'
import { unitOf } from '#cities/dachuan/units.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { Claim, TargetBody } from '#supervise/target/body.ts'
import { insertActual, insertTarget } from '#supervise/target/store.ts'

const DEMO = '演示数据，由程序生成，非实际统计'

/** What the demo says was reached in 2023, 2024 and 2025: made up, some above and some below what the plan asks. */
const reached: Readonly<Record<string, readonly [number, number, number]>> = {
  'waste-harmless': [99.6, 100, 100],
  'mechanised-sweeping': [88.2, 92.5, 96.1],
  'waste-recycling': [27.4, 30.8, 33.6],
  'toilets-up-to-standard': [89, 92.4, 95.3],
  'sewage-treated': [94.1, 96.2, 97.4],
  'lamps-lit': [96.2, 96.9, 97.8],
  'road-facilities-intact': [94.8, 95.9, 96.9],
  'water-quality': [100, 100, 100],
  'piped-gas': [78.5, 81, 83.7],
  dredging: [48, 57, 63],
  'illegal-building-new': [6, 3, 1],
  'construction-waste': [338, 315, 296],
}

const states: Readonly<Record<string, readonly [state: string, isReached: boolean]>> = {
  'waste-sorting': ['中心城区小区分类设施基本配齐，厨余垃圾收运线路尚在完善', false],
  platform: ['平台已上线，与市级平台联通；省级对接联调中', false],
}

/** The plan's register of the demo district; a line that speaks of an indicator already there stands beside its first claim. */
export async function seedTargets(tx: Tx, districtId: string, now: Date): Promise<number> {
  const entry = { by: '规划录入（演示）', now, reason: '按规划文本录入' }
  const first = PLAN_TARGETS.filter(({ id }) => TARGET_WORDS[id]?.sameAs === undefined)
  for (const line of first) {
    const targetId = await insertTarget(tx, districtId, bodyOf(line), entry)
    if (targetId === undefined) throw new Error(`the demo names the indicator ${line.name} twice`)
    for (const given of actualsOf(line.id))
      await insertActual(tx, districtId, {
        ...{ targetId, ...given, evidence: DEMO },
        ...{ origin: 'demo', enteredAt: now, enteredBy: '演示' },
      })
  }
  return first.length
}

const actualsOf = (id: string) => [
  ...(reached[id] ?? []).map((value, at) => ({ period: String(2023 + at), value, state: '', isReached: null })),
  ...(states[id] ? [{ period: '2025', value: null, state: states[id][0], isReached: states[id][1] }] : []),
]

function bodyOf(line: PlanTarget): TargetBody {
  const words = TARGET_WORDS[line.id] ?? {}
  const others = PLAN_TARGETS.filter(({ id }) => TARGET_WORDS[id]?.sameAs === line.id)
  return {
    ...{ name: line.name, unit: line.unit, direction: line.comparison, formula: words.formula ?? '' },
    ...{ ownerUnitId: words.owner ? unitOf(words.owner).code : null, measure: words.measure ?? null },
    isRetired: false,
    claims: [line, ...others].map(claimOf),
  }
}

function claimOf(line: PlanTarget): Claim {
  const { quotation = '', scope = '' } = TARGET_WORDS[line.id] ?? {}
  const [document = '', ...place] = line.source.split(' ')
  return {
    ...{ year: line.year, value: line.value ?? null, state: line.state ?? '', nature: line.nature, scope },
    ...{ document, place: place.join(' '), quotation, mark: 'S' },
  }
}
