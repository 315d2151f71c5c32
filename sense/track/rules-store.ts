import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type OwnRules, rulesOf, type TrackRules } from './rules.ts'

/** The numbers that hold in a district; revision 0 where it has decided none of its own. */
export type HeldRules = {
  readonly revision: number
  readonly own: OwnRules
  readonly rules: TrackRules
  readonly changedAt: Date | null
  readonly changedBy: string | null
}

type Row = { revision: number; own: OwnRules; changedAt: Date; changedBy: string }

export async function getRules(db: Db, districtId: string): Promise<HeldRules> {
  const row = await db.find<Row>(sql`
    select revision, own, changed_at as "changedAt", changed_by as "changedBy" from sense.track_rules
     where district_id = ${districtId} order by revision desc limit 1`)
  if (!row) return { revision: 0, own: {}, rules: rulesOf(), changedAt: null, changedBy: null }
  return { ...row, rules: rulesOf(row.own) }
}

/** Writes the next revision; gives false where somebody else has written one since. */
export const putRules = async (
  tx: Tx,
  districtId: string,
  { basedOn, own, by, now }: { basedOn: number; own: OwnRules; by: string; now: Date },
): Promise<boolean> =>
  (await tx.run(sql`
    insert into sense.track_rules (district_id, revision, own, changed_at, changed_by)
    select ${districtId}, ${basedOn}::int + 1, ${JSON.stringify(own)}::jsonb, ${now}, ${by}
     where ${basedOn}::int = coalesce((select max(revision) from sense.track_rules where district_id = ${districtId}), 0)
    on conflict do nothing`)) === 1
