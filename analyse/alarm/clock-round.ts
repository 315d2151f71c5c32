import { locatorFor } from '#city/place/locators.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { applies, judgesInForce } from '../rule/in-force.ts'
import { type Applying, end } from './apply.ts'
import { listAllWatched, listWatched } from './device-store.ts'
import { type Episode, episodeColumns } from './episode-store.ts'
import { dueOf, tellClock } from './round.ts'
import {
  dropStates,
  listDue,
  listStates,
  lockJudging,
  type NewState,
  type StateRow,
  stateKey,
  writeStates,
} from './state-store.ts'

const mostDue = 200

/** Lets time decide what it can by now: devices that fell silent or are heard again, states that have lasted. */
export const judgeClock = (
  pool: Pick<Pool, 'transaction'>,
  districtId: string,
  now: Date,
): Promise<{ more: boolean }> =>
  pool.transaction(async (tx) => {
    if (!(await lockJudging(tx, districtId))) return { more: false }
    const due = await listDue(tx, districtId, now, mostDue)
    if (due.length === 0) return { more: false }
    const judges = new Map((await judgesInForce(tx, districtId)).map((judge) => [judge.rule.ruleId, judge]))
    const ids = [...new Set(due.map(({ deviceId }) => deviceId))]
    const devices = new Map((await listWatched(tx, districtId, ids)).map((one) => [one.deviceId, one]))
    const at: Applying = { districtId, now, locator: await locatorFor(tx, districtId, now) }
    const [written, dropped]: [NewState[], StateRow[]] = [[], []]
    for (const state of due) {
      const [judge, device] = [judges.get(state.ruleId), devices.get(state.deviceId)]
      if (!judge || !device || !applies(judge.rule.body, device)) {
        dropped.push(state)
        continue
      }
      const isSame = state.version === judge.rule.version
      const memory = isSame ? state.memory : judge.fresh(state.memory.active)
      await tellClock(tx, at, { judge, device }, memory)
      const dueAt = dueOf(judge, device, memory, now)
      // What is due and did not happen would be due for ever.
      const later = dueAt !== undefined && dueAt <= now.getTime() ? now.getTime() + 60_000 : dueAt
      written.push({ ...state, version: judge.rule.version, memory, dueAt: later })
    }
    await writeStates(tx, districtId, written)
    if (dropped.length > 0) await dropStates(tx, districtId, dropped)
    return { more: due.length === mostDue }
  })

/**
 * Begins to watch devices that a rule with a clock speaks of, and ends alarms of rules that are no longer in force or of
 * devices that are no longer in use. Gives how much it found.
 */
export const keepWatch = (pool: Pick<Pool, 'transaction'>, districtId: string, now: Date): Promise<number> =>
  pool.transaction(async (tx) => {
    if (!(await lockJudging(tx, districtId))) return 0
    const judges = (await judgesInForce(tx, districtId)).filter(({ needsClock }) => needsClock)
    const begun = judges.length > 0 ? await beginWatching(tx, districtId, judges, now) : 0
    return begun + (await endOrphans(tx, districtId, now))
  })

async function beginWatching(
  tx: Tx,
  districtId: string,
  judges: Awaited<ReturnType<typeof judgesInForce>>,
  now: Date,
): Promise<number> {
  const devices = await listAllWatched(tx, districtId)
  const pairs = judges.flatMap((judge) =>
    devices.filter((device) => applies(judge.rule.body, device)).map((device) => ({ judge, device })),
  )
  const ruleIds = judges.map(({ rule }) => rule.ruleId)
  const known = await listStates(tx, districtId, ruleIds, [...new Set(pairs.map(({ device }) => device.deviceId))])
  const keys = new Map(known.map((one) => [stateKey(one), one.version]))
  const fresh = pairs.filter(({ judge: { rule }, device }) => {
    const version = keys.get(stateKey({ ruleId: rule.ruleId, deviceId: device.deviceId }))
    return version === undefined
  })
  const states = fresh.map(({ judge, device }): NewState => {
    const { ruleId, version } = judge.rule
    return { ruleId, deviceId: device.deviceId, version, memory: judge.fresh(), dueAt: now.getTime() }
  })
  await writeStates(tx, districtId, states)
  return states.length
}

/** Alarms that nothing judges any more. */
async function endOrphans(tx: Tx, districtId: string, now: Date): Promise<number> {
  const rows = await tx.many<Episode & { reason: string; timeZone: string }>(sql`
    select ${episodeColumns}, t.time_zone as "timeZone",
           case when d.retired_at is not null then '设备已停用' else '规则已停用' end as reason
      from "analyse".alarm_episode e
      join city.district t on t.district_id = e.district_id
      left join sense.device d on d.district_id = e.district_id and d.device_id = e.device_id
     where e.district_id = ${districtId} and e.cleared_at is null and e.device_id is not null
       and (d.retired_at is not null
            or not exists (select 1 from "analyse".alarm_rule_version v
                            where v.district_id = e.district_id and v.rule_id = e.rule_id
                              and v.signed_at is not null and v.ended_at is null))
     limit 200`)
  const at: Applying = { districtId, now, locator: await locatorFor(tx, districtId, now) }
  for (const { reason, timeZone, ...episode } of rows) await end(tx, at, timeZone, episode, now, reason)
  return rows.length
}
