import { locatorFor } from '#city/place/locators.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { applies, judgesInForce } from '../rule/in-force.ts'
import type { Judge } from '../rule/judge.ts'
import type { Memory } from '../rule/memory.ts'
import { type Applying, applyTurn } from './apply.ts'
import { listWatched, type Watched } from './device-store.ts'
import { judgeAgain } from './late.ts'
import {
  listArrived,
  listStates,
  lockJudging,
  moveJudged,
  type NewState,
  stateKey,
  stretchesOf,
  writeStates,
} from './state-store.ts'
import { type Heard, readHeard } from './value-store.ts'

const mostArrivals = 20

/** What one round judged. */
export type Judged = { values: number; turns: number; more: boolean }

const nothing: Judged = { values: 0, turns: 0, more: false }

/**
 * Judges what has arrived in a district and was not judged yet. The position moves in the same transaction as what follows
 * from the values: a crash at any moment repeats the round or does not.
 */
export async function judgeArrived(pool: Pick<Pool, 'transaction'>, districtId: string, now: Date): Promise<Judged> {
  return pool.transaction(async (tx) => {
    if (!(await lockJudging(tx, districtId))) return nothing
    const arrived = await listArrived(tx, districtId, mostArrivals)
    if (arrived.length === 0) return nothing
    const judges = await judgesInForce(tx, districtId)
    const counts = judges.length > 0 ? await judgeStretches(tx, { districtId, now }, judges, arrived) : nothing
    await moveJudged(tx, districtId, arrived, now)
    return { ...counts, more: arrived.length === mostArrivals }
  })
}

type Where = { districtId: string; now: Date }
type Pair = { judge: Judge; device: Watched }

async function judgeStretches(
  tx: Tx,
  { districtId, now }: Where,
  judges: readonly Judge[],
  arrived: Parameters<typeof stretchesOf>[0],
): Promise<Judged> {
  const stretches = stretchesOf(arrived)
  const devices = await listWatched(
    tx,
    districtId,
    stretches.map(({ deviceId }) => deviceId),
  )
  const pairs = devices.flatMap((device) =>
    judges.filter(({ rule }) => applies(rule.body, device)).map((judge): Pair => ({ judge, device })),
  )
  if (pairs.length === 0) return nothing
  const concerned = new Set(pairs.map(({ device }) => device.deviceId))
  const used = [...new Set(pairs.map(({ judge }) => judge))]
  const heard = await readHeard(
    tx,
    districtId,
    stretches.filter(({ deviceId }) => concerned.has(deviceId)),
    { metrics: [...new Set(used.flatMap(({ metrics }) => [...metrics]))], fixes: used.some((one) => one.needsFixes) },
  )
  const ruleIds = used.map(({ rule }) => rule.ruleId)
  const states = new Map((await listStates(tx, districtId, ruleIds, [...concerned])).map((one) => [stateKey(one), one]))
  const at: Applying = { districtId, now, locator: await locatorFor(tx, districtId, now) }
  const written: NewState[] = []
  let turns = 0
  for (const { judge, device } of pairs) {
    const { ruleId, version } = judge.rule
    const known = states.get(stateKey({ ruleId, deviceId: device.deviceId }))
    const memory = known?.version === version ? known.memory : judge.fresh(known?.memory.active ?? false)
    const told = await tellAll(tx, at, { judge, device }, memory, heard.get(device.deviceId) ?? [])
    if (!told) continue
    turns += told.turns
    written.push({ ruleId, deviceId: device.deviceId, version, memory: told.memory, dueAt: told.dueAt })
  }
  await writeStates(tx, districtId, written)
  return { values: [...heard.values()].reduce((sum, list) => sum + list.length, 0), turns, more: false }
}

type Told = { memory: Memory; turns: number; dueAt: number | undefined }

async function tellAll(
  tx: Tx,
  at: Applying,
  { judge, device }: Pair,
  memory: Memory,
  heard: readonly Heard[],
): Promise<Told | undefined> {
  const { until } = memory
  const mine = heard.filter((one) => (one.kind === 'fix' ? judge.needsFixes : judge.metrics.has(one.metric)))
  const late = until === null ? undefined : mine.find((one) => one.at <= until)
  const isSilence = judge.rule.body.condition.kind === 'silence'
  // That a device is heard is looked at when its time would be up; only an alarm that stands ends at once.
  if (mine.length === 0 && !(judge.needsClock && memory.active)) return undefined
  if (late && !isSilence) {
    const again = await judgeAgain(tx, at, judge, device, late.at)
    return { memory: again, turns: 0, dueAt: dueOf(judge, device, again, at.now) }
  }
  let turns = 0
  for (const one of mine) {
    const turn = judge.tell(memory, one)
    if (!turn) continue
    turns++
    await applyTurn(tx, at, judge, device, turn)
  }
  if (judge.needsClock) turns += await tellClock(tx, at, { judge, device }, memory)
  return { memory, turns, dueAt: dueOf(judge, device, memory, at.now) }
}

/** Lets time decide what it can. Gives how many alarms began or ended. */
export async function tellClock(tx: Tx, at: Applying, { judge, device }: Pair, memory: Memory): Promise<number> {
  const { heardAt, silentAfter } = device
  const told = { kind: 'clock' as const, at: at.now.getTime(), heardAt: heardAt?.getTime() ?? null, silentAfter }
  const turn = judge.tell(memory, told)
  if (turn) await applyTurn(tx, at, judge, device, turn)
  return turn ? 1 : 0
}

const recheckMs = 15_000
const seldomMs = 300_000

/**
 * When time may next decide something. Whether a silent device is heard again is looked at a few times a minute, whether one
 * that was never heard has begun to speak every few minutes.
 */
export function dueOf(judge: Judge, { heardAt, silentAfter }: Watched, memory: Memory, now: Date): number | undefined {
  const due = judge.dueAt(memory, { heardAt: heardAt?.getTime() ?? null, silentAfter })
  if (judge.rule.body.condition.kind !== 'silence') return due
  if (memory.active) return now.getTime() + recheckMs
  return due ?? now.getTime() + seldomMs
}
