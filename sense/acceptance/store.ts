import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Grade } from '../device/health.ts'
import type { Report } from './report.ts'
import type { TrialName } from './trials.ts'

export type AcceptanceRow = {
  acceptanceId: string
  madeAt: Date
  madeBy: string
  fromAt: Date
  frames: number
  grade: Grade | null
  /** What was done to the device meanwhile; null where kept frames were looked at. */
  trials: TrialName[] | null
}

/** A report as it is kept: times are text in it. */
export type KeptReport = Pick<Report, 'protocol' | 'sender' | 'edition' | 'isWhole' | 'unknown'> & {
  checks: (Omit<Report['checks'][number], 'evidence'> & {
    evidence: { zh: string; en: string; hex: string; at: string | null }[]
  })[]
}

const columns = sql.raw(`
  a.acceptance_id as "acceptanceId", a.made_at as "madeAt", a.made_by as "madeBy", a.from_at as "fromAt", a.frames, a.grade,
  a.trials`)

export const listAcceptanceRows = (db: Db, districtId: string, deviceId: string): Promise<AcceptanceRow[]> =>
  db.many<AcceptanceRow>(sql`
    select ${columns} from sense.acceptance a where a.district_id = ${districtId} and a.device_id = ${deviceId}
     order by a.made_at desc, a.acceptance_id limit 20`)

type Place = { deviceId: string; acceptanceId: string }

export const findAcceptance = (
  db: Db,
  districtId: string,
  { deviceId, acceptanceId }: Place,
): Promise<(AcceptanceRow & { report: KeptReport }) | undefined> =>
  db.find<AcceptanceRow & { report: KeptReport }>(sql`
    select ${columns}, a.report from sense.acceptance a
     where a.district_id = ${districtId} and a.device_id = ${deviceId} and a.acceptance_id = ${acceptanceId}`)

export const insertAcceptance = (
  tx: Tx,
  districtId: string,
  {
    acceptanceId,
    deviceId,
    by,
    report,
    trials = null,
  }: Place & {
    by: string
    report: Report
    trials?: readonly TrialName[] | null
  },
): Promise<number> => {
  const { from, to, frames, grade, ...kept } = report
  return tx.run(sql`
    insert into sense.acceptance (district_id, acceptance_id, device_id, made_at, made_by, from_at, frames, grade, report,
      trials)
    values (${districtId}, ${acceptanceId}, ${deviceId}, ${to}, ${by}, ${from}, ${frames}, ${grade}, ${JSON.stringify(kept)}::jsonb,
      ${trials}::text[])`)
}

export type Heard = { receivedAt: Date; bytes: Buffer }

/** The newest frames that were kept of a device since a time, oldest first. */
export const framesSince = async (
  db: Db,
  districtId: string,
  { deviceId, from, most }: { deviceId: string; from: Date; most: number },
): Promise<Heard[]> =>
  (
    await db.many<Heard>(sql`
      select f.received_at as "receivedAt", f.bytes from sense.frame f
       where f.district_id = ${districtId} and f.device_id = ${deviceId} and f.received_at >= ${from}
       order by f.received_at desc, f.position desc limit ${most}`)
  ).toReversed()

export type Ended = { kind: string; state: 'done' | 'failed' | 'expired'; endedAt: Date }

/** What a device was told since a time and how that ended. */
export const instructionsSince = (
  db: Db,
  districtId: string,
  { deviceId, from }: { deviceId: string; from: Date },
): Promise<Ended[]> =>
  db.many<Ended>(sql`
    select i.kind, i.state, i.ended_at as "endedAt" from sense.instruction i
     where i.district_id = ${districtId} and i.device_id = ${deviceId} and i.ended_at >= ${from}
       and i.state in ('done', 'failed', 'expired') order by i.ended_at`)
