import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Telling, tellDevices } from '#sense/port.ts'
import { type Calendar, dayOf, type NightPlan, nightOf } from './calendar.ts'
import { agreementOf, desiredOf } from './desired.ts'
import { listGroupRows, listLampRows, listOpenSwitchings, whereIs } from './store.ts'

/** What a lamp was last told. */
export type Told = { readonly isOn: boolean; readonly toldAt: Date; readonly tries: number; readonly plan: string }

// A lamp has this long to do as it was told and to say so; then it is told again, ever more seldom, so that one that cannot is left.
const patienceMs = 5 * 60_000
const mostTries = 6
const minutes = 15
const by = '照明日历'

/**
 * Whether a lamp is to be told now: what it should do has changed, or it says that it does otherwise. Who says nothing is not told
 * again: it is told when it should do something else.
 */
export function isDue(
  desired: boolean,
  told: Told | undefined,
  agreement: 'agree' | 'differ' | 'unknown',
  now: Date,
): boolean {
  if (!told) return agreement !== 'agree'
  if (told.isOn !== desired) return true
  const waited = now.getTime() - told.toldAt.getTime()
  return agreement === 'differ' && told.tries < mostTries && waited >= patienceMs * 2 ** (told.tries - 1)
}

/** Tells lamps to do as their group's calendar or a hand has it, and their cabinets' hours of the night once a day. */
export async function tend(tx: Tx, { districtId, now }: { districtId: string; now: Date }): Promise<void> {
  const [where, groups, lamps, open, told] = [
    await whereIs(tx, districtId),
    await listGroupRows(tx, districtId),
    await listLampRows(tx, districtId),
    await listOpenSwitchings(tx, districtId, now),
    await listTold(tx, districtId),
  ]
  const calendars = new Map<string, Calendar>(groups.map((one) => [one.groupId, one.calendar]))
  const holding = open.filter(({ state }) => state === 'in_force')
  const due: { deviceId: string; desired: boolean; values: Telling['values']; planKey: string; isSwitched: boolean }[] =
    []
  for (const lamp of lamps) {
    const calendar = calendars.get(lamp.groupId)
    if (!calendar) continue
    const desired = desiredOf({ ...lamp, calendar }, holding, now, where)
    const reported = lamp.lit === null || lamp.litAt === null ? undefined : { lit: lamp.lit === 1, at: lamp.litAt }
    const agreement = agreementOf(desired, reported, { silentAfter: lamp.silentAfter, now })
    const before = told.get(lamp.deviceId)
    const plan = nightOf(dayOf(now, where.timeZone), calendar, where)
    const { rest: _, ...whole } = plan
    const own = lamp.isHalf ? plan : whole
    const values = { ...hoursOf(own, where.timeZone), group: lamp.isHalf ? `${lamp.groupId}/half` : lamp.groupId }
    const planKey = JSON.stringify(values)
    const isSwitched = isDue(desired, before, agreement, now)
    if (isSwitched || before?.plan !== planKey)
      due.push({ deviceId: lamp.deviceId, desired, values, planKey, isSwitched })
  }
  const switchings = due
    .filter(({ isSwitched }) => isSwitched)
    .map(
      ({ deviceId, desired }): Telling => ({
        deviceId,
        kind: 'lamp',
        values: { state: desired ? 'on' : 'off', level: desired ? 100 : 0 },
        reason: desired ? '应亮' : '应熄',
      }),
    )
  const plans = due.map(
    ({ deviceId, values }): Telling => ({
      deviceId,
      kind: 'lamp-plan',
      values,
      reason: '当晚开关灯时刻',
    }),
  )
  const telling = { districtId, by, minutes, now }
  const switched = await tellDevices(tx, telling, switchings)
  const planned = await tellDevices(tx, { ...telling, minutes: 12 * 60 }, plans)
  for (const one of due) {
    if (switched.has(one.deviceId) || planned.has(one.deviceId)) await noteTold(tx, districtId, { ...one, now })
  }
}

/** The hours of a night, and how far they lie from the sun, for what follows the sun by itself. */
function hoursOf(
  { on, off, rest, sunset, sunrise }: NightPlan,
  timeZone: string,
): Readonly<Record<string, string | number>> {
  const clock = (at: Date): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
  const apart = (at: Date, from: Date): number => Math.round((at.getTime() - from.getTime()) / 60_000)
  const night = {
    ...{ day: dayOf(on, timeZone), on: clock(on), off: clock(off) },
    ...{ sunsetMinutes: apart(on, sunset), sunriseMinutes: apart(off, sunrise) },
  }
  return rest ? { ...night, restFrom: clock(rest.from), restTo: clock(rest.to) } : night
}

async function listTold(tx: Tx, districtId: string): Promise<Map<string, Told>> {
  const rows = await tx.many<Told & { deviceId: string }>(sql`
    select device_id as "deviceId", is_on as "isOn", told_at as "toldAt", tries, plan from lighting.told
     where district_id = ${districtId}`)
  return new Map(rows.map((one) => [one.deviceId, one]))
}

type Noted = { deviceId: string; desired: boolean; planKey: string; isSwitched: boolean; now: Date }

const noteTold = (
  tx: Tx,
  districtId: string,
  { deviceId, desired, planKey, isSwitched, now }: Noted,
): Promise<number> =>
  tx.run(sql`
    insert into lighting.told as t (district_id, device_id, is_on, told_at, plan)
    values (${districtId}, ${deviceId}, ${desired}, ${now}, ${planKey})
    on conflict (district_id, device_id) do update set
      plan = excluded.plan,
      tries = case when not ${isSwitched} then t.tries when t.is_on = excluded.is_on then t.tries + 1 else 1 end,
      told_at = case when ${isSwitched} then excluded.told_at else t.told_at end,
      is_on = case when ${isSwitched} then excluded.is_on else t.is_on end`)
