import { z } from 'zod'
import { listStageLimits } from '#city/calendar/store.ts'
import type { Limit } from '#city/calendar/unit.ts'
import type { Clause } from '#city/case/event.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { Effects, limitOfCategory } from './effects.ts'

/** One stretch of emergency; without `offAt` it is in force. */
export type Emergency = {
  readonly emergencyId: string
  readonly name: string
  readonly level: string
  readonly effects: Effects
  readonly onAt: Date
  readonly onBy: string
  readonly onReason: string
  readonly offAt: Date | null
  readonly offBy: string | null
  readonly offReason: string | null
}

const columns = sql.raw(`
  emergency_id as "emergencyId", name, level, effects, on_at as "onAt", on_by as "onBy", on_reason as "onReason",
  off_at as "offAt", off_by as "offBy", off_reason as "offReason"`)

/** The emergency a district is in, or undefined. */
export const findEmergency = (db: Db, districtId: string): Promise<Emergency | undefined> =>
  db.find<Emergency>(
    sql.prepared(sql`
    select ${columns} from city.emergency where district_id = ${districtId} and off_at is null`),
  )

/** All stretches of emergency, the latest first. */
export const listEmergencies = (db: Db, districtId: string): Promise<Emergency[]> =>
  db.many<Emergency>(sql`
    select ${columns} from city.emergency where district_id = ${districtId} order by on_at desc, emergency_id desc`)

/** Told in the transaction that begins or ends an emergency. */
export const emergencyChanged = 'emergency.changed'

export const EmergencyChanged = z.object({
  emergencyId: z.uuid(),
  on: z.boolean(),
  name: z.string(),
  level: z.string(),
  by: z.string(),
  reason: z.string(),
  effects: Effects,
})

/** Begins an emergency; false where the district is in one already. */
export async function beginEmergency(
  tx: Tx,
  districtId: string,
  begun: Pick<Emergency, 'emergencyId' | 'name' | 'level' | 'effects' | 'onAt' | 'onBy' | 'onReason'>,
): Promise<boolean> {
  const count = await tx.run(sql`
    insert into city.emergency (district_id, emergency_id, name, level, effects, on_at, on_by, on_reason)
    values (${districtId}, ${begun.emergencyId}, ${begun.name}, ${begun.level}, ${JSON.stringify(begun.effects)},
            ${begun.onAt}, ${begun.onBy}, ${begun.onReason})
    on conflict (district_id) where off_at is null do nothing`)
  if (count === 1) await tell(tx, districtId, begun, { on: true, by: begun.onBy, reason: begun.onReason })
  return count === 1
}

/** Ends the emergency in force; undefined where there is none, or another one by now. */
export async function endEmergency(
  tx: Tx,
  districtId: string,
  ended: { emergencyId: string; offAt: Date; offBy: string; offReason: string },
): Promise<Emergency | undefined> {
  const emergency = await tx.find<Emergency>(sql`
    update city.emergency set off_at = ${ended.offAt}, off_by = ${ended.offBy}, off_reason = ${ended.offReason}
     where district_id = ${districtId} and emergency_id = ${ended.emergencyId} and off_at is null
    returning ${columns}`)
  if (emergency) await tell(tx, districtId, emergency, { on: false, by: ended.offBy, reason: ended.offReason })
  return emergency
}

const tell = (
  tx: Tx,
  districtId: string,
  { emergencyId, name, level, effects }: Pick<Emergency, 'emergencyId' | 'name' | 'level' | 'effects'>,
  how: { on: boolean; by: string; reason: string },
): Promise<string> =>
  outbox.add(tx, {
    districtId,
    topic: emergencyChanged,
    key: 'emergency',
    payload: { emergencyId, name, level, effects, ...how },
  })

/** The limits of stages by which a case that begins now is counted: the emergency's where it sets one. */
export async function stageLimitsNow(db: Db, districtId: string): Promise<Record<string, Limit>> {
  const [ordinary, emergency] = await Promise.all([listStageLimits(db, districtId), findEmergency(db, districtId)])
  return {
    ...Object.fromEntries(ordinary.map(({ stage, limit }) => [stage, limit])),
    ...emergency?.effects.stages,
  }
}

/** A clause as it counts now: under an emergency its limit may be another one, and the ordinary one is kept beside it. */
export async function clauseNow(db: Db, districtId: string, clause: Clause): Promise<Clause> {
  const emergency = await findEmergency(db, districtId)
  const limit = emergency ? limitOfCategory(emergency.effects, clause) : undefined
  return limit ? { ...clause, limit, ordinaryLimit: clause.limit } : clause
}
