import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { RuleBody } from './rule.ts'

export type DryRunState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'

/** An alarm that would have been, of the draft, of the version in force or of both. */
export type Found = {
  readonly deviceId: string
  readonly device: string
  readonly from: string
  readonly to: string | null
  readonly times: number
  readonly value: number | null
  readonly by: 'draft' | 'force' | 'both'
}

export type DryResult = {
  readonly devices: number
  readonly values: number
  readonly days: readonly { readonly day: string; readonly draft: number; readonly force: number }[]
  readonly draft: number
  readonly force: number
  readonly items: readonly Found[]
  readonly isCut: boolean
}

export type DryRun = {
  readonly runId: string
  readonly ruleId: string
  readonly bodyHash: string
  readonly from: Date
  readonly to: Date
  readonly state: DryRunState
  readonly done: number
  readonly total: number
  readonly result: DryResult | null
  readonly failure: string | null
  readonly askedAt: Date
  readonly askedBy: string
  readonly finishedAt: Date | null
}

const columns = sql.raw(`
  r.run_id as "runId", r.rule_id as "ruleId", r.body_hash as "bodyHash", r.from_at as "from", r.to_at as "to", r.state, r.done,
  r.total, r.result, r.failure, r.asked_at as "askedAt", r.asked_by as "askedBy", r.finished_at as "finishedAt"`)

export const findDryRun = (db: Db, districtId: string, runId: string): Promise<DryRun | undefined> =>
  db.find<DryRun>(
    sql`select ${columns} from "analyse".alarm_dry_run r where r.district_id = ${districtId} and r.run_id = ${runId}`,
  )

export const listDryRuns = (db: Db, districtId: string, ruleId: string): Promise<DryRun[]> =>
  db.many<DryRun>(sql`
    select ${columns} from "analyse".alarm_dry_run r
     where r.district_id = ${districtId} and r.rule_id = ${ruleId} order by r.asked_at desc, r.run_id desc limit 20`)

/** Whether a draft as it now reads was tried to the end. */
export const wasTried = async (db: Db, districtId: string, ruleId: string, bodyHash: string): Promise<boolean> =>
  (await db.find(sql`
    select 1 from "analyse".alarm_dry_run
     where district_id = ${districtId} and rule_id = ${ruleId} and body_hash = ${bodyHash} and state = 'done' limit 1`)) !==
  undefined

export type Wanted = {
  readonly runId: string
  readonly ruleId: string
  readonly body: RuleBody
  readonly bodyHash: string
  readonly from: Date
  readonly to: Date
}

export const insertDryRun = (
  tx: Tx,
  districtId: string,
  run: Wanted,
  { by, now }: { by: string; now: Date },
): Promise<number> =>
  tx.run(sql`
    insert into "analyse".alarm_dry_run (district_id, run_id, rule_id, body, body_hash, from_at, to_at, state, asked_at, asked_by)
    values (${districtId}, ${run.runId}, ${run.ruleId}, ${JSON.stringify(run.body)}::jsonb, ${run.bodyHash}, ${run.from},
            ${run.to}, 'waiting', ${now}, ${by})`)

export const cancelDryRun = (tx: Tx, districtId: string, runId: string, now: Date): Promise<number> =>
  tx.run(sql`
    update "analyse".alarm_dry_run set state = 'cancelled', finished_at = ${now}
     where district_id = ${districtId} and run_id = ${runId} and state in ('waiting', 'running')`)

export type Claimed = Wanted & {
  readonly districtId: string
  readonly timeZone: string
  readonly force: RuleBody | null
}

// A roll-up over all districts: one worker serves them all. What ran when a process died is taken up again from its start.
export const claimDryRun = (db: Db, now: Date): Promise<Claimed | undefined> =>
  db.find<Claimed>(sql`
    with next as (
      select district_id, run_id from "analyse".alarm_dry_run where state = 'waiting'
       order by asked_at, run_id limit 1 for update skip locked)
    update "analyse".alarm_dry_run r set state = 'running', done = 0
      from next join city.district d on d.district_id = next.district_id
     where r.district_id = next.district_id and r.run_id = next.run_id and r.asked_at <= ${now}
    returning r.district_id as "districtId", r.run_id as "runId", r.rule_id as "ruleId", r.body, r.body_hash as "bodyHash",
              r.from_at as "from", r.to_at as "to", d.time_zone as "timeZone",
              (select v.body from "analyse".alarm_rule_version v
                where v.district_id = r.district_id and v.rule_id = r.rule_id and v.signed_at is not null
                  and v.ended_at is null) as force`)

/** A process begins: what one before it left running is asked for anew. */
export const putBackRunning = (db: Db): Promise<number> =>
  db.run(sql`update "analyse".alarm_dry_run set state = 'waiting' where state = 'running'`)

/** Tells how far it is. Gives false when it was cancelled. */
export const beat = async (db: Db, { districtId, runId }: Claimed, done: number, total: number): Promise<boolean> =>
  (await db.run(sql`
    update "analyse".alarm_dry_run set done = ${done}, total = ${total}
     where district_id = ${districtId} and run_id = ${runId} and state = 'running'`)) === 1

export const finishDryRun = (
  db: Db,
  { districtId, runId }: Claimed,
  outcome: { result: DryResult } | { failure: string },
  now: Date,
): Promise<number> =>
  db.run(sql`
    update "analyse".alarm_dry_run
       set state = ${'result' in outcome ? 'done' : 'failed'}, finished_at = ${now},
           result = ${'result' in outcome ? JSON.stringify(outcome.result) : null}::jsonb,
           failure = ${'failure' in outcome ? outcome.failure : null}
     where district_id = ${districtId} and run_id = ${runId} and state = 'running'`)
