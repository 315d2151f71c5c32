import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { TrialName } from '../trials.ts'
import type { Progress } from './watch.ts'

export type TrialState = 'waiting' | 'running' | 'over' | 'withdrawn' | 'missed' | 'lost'

export type TrialRow = {
  trialId: string
  trials: TrialName[]
  minutes: number
  askedAt: Date
  askedBy: string
  state: TrialState
  waitUntil: Date
  startedAt: Date | null
  endsAt: Date | null
  isStopping: boolean
  progress: Progress | null
  acceptanceId: string | null
}

/** A gateway that has not said for so long that it goes on with a trial has ended, and the trial with it. */
export const lostAfterMs = 30_000

const columns = sql.raw(`
  t.trial_id as "trialId", t.trials, t.minutes, t.asked_at as "askedAt", t.asked_by as "askedBy", t.state,
  t.wait_until as "waitUntil", t.started_at as "startedAt", t.ends_at as "endsAt",
  t.stop_asked_at is not null as "isStopping", t.progress, t.acceptance_id as "acceptanceId"`)

/** The trials of a device, the latest first. */
export const listTrialRows = (db: Db, districtId: string, deviceId: string): Promise<TrialRow[]> =>
  db.many<TrialRow>(sql`
    select ${columns} from sense.trial t where t.district_id = ${districtId} and t.device_id = ${deviceId}
     order by t.asked_at desc, t.trial_id desc limit 10`)

export const countOpenTrials = async (tx: Tx, districtId: string): Promise<number> =>
  (
    await tx.one<{ open: number }>(sql`
      select count(*)::int as open from sense.trial where district_id = ${districtId} and state in ('waiting', 'running')`)
  ).open

type New = {
  trialId: string
  deviceId: string
  trials: readonly TrialName[]
  minutes: number
  by: string
  byId: string
  now: Date
  waitUntil: Date
}

/** Wishes for a trial. Gives false where one of the device is open. */
export const insertTrial = async (tx: Tx, districtId: string, one: New): Promise<boolean> =>
  (await tx.run(sql`
    insert into sense.trial (district_id, trial_id, device_id, trials, minutes, asked_at, asked_by, asked_by_id, wait_until)
    values (${districtId}, ${one.trialId}, ${one.deviceId}, ${[...one.trials]}::text[], ${one.minutes}, ${one.now}, ${one.by},
      ${one.byId}, ${one.waitUntil})
    on conflict (district_id, device_id) where state in ('waiting', 'running') do nothing`)) === 1

/** Wishes that a trial end. Gives what it is then, undefined where it is over. */
export const askToStop = (
  tx: Tx,
  districtId: string,
  { deviceId, trialId, now }: { deviceId: string; trialId: string; now: Date },
): Promise<{ state: TrialState } | undefined> =>
  tx.find<{ state: TrialState }>(sql`
    update sense.trial set
      stop_asked_at = coalesce(stop_asked_at, ${now}),
      state = case when state = 'waiting' then 'withdrawn' else state end,
      ended_at = case when state = 'waiting' then ${now}::timestamptz end
     where district_id = ${districtId} and device_id = ${deviceId} and trial_id = ${trialId}
       and state in ('waiting', 'running')
    returning state`)

/** A trial that a gateway may have to do with. */
export type OpenTrial = {
  districtId: string
  trialId: string
  deviceId: string
  trials: TrialName[]
  minutes: number
  askedBy: string
  state: 'waiting' | 'running'
  gateway: string | null
  isStopping: boolean
  protocol: string
  sender: string
  dictionaries: string[]
  mapping: unknown
}

// A roll-up over all districts: a gateway speaks for all of them.
export const listOpenTrials = (db: Db): Promise<OpenTrial[]> =>
  db.many<OpenTrial>(sql`
    select t.district_id as "districtId", t.trial_id as "trialId", t.device_id as "deviceId", t.trials, t.minutes,
           t.asked_by as "askedBy", t.state, t.gateway, t.stop_asked_at is not null as "isStopping",
           d.protocol, d.sender, d.dictionaries, d.mapping
      from sense.trial t
      join sense.device d on d.district_id = t.district_id and d.device_id = t.device_id
     where t.state in ('waiting', 'running') and d.retired_at is null
     order by t.asked_at limit 500`)

type Place = { districtId: string; trialId: string }

/** Takes a trial for a gateway, once: of several one gets it. */
export const claimTrial = async (
  db: Db,
  { districtId, trialId }: Place,
  { gateway, from, until }: { gateway: string; from: Date; until: Date },
): Promise<boolean> =>
  (await db.run(sql`
    update sense.trial set state = 'running', gateway = ${gateway}, started_at = ${from}, ends_at = ${until}, beat_at = ${from}
     where district_id = ${districtId} and trial_id = ${trialId} and state = 'waiting'`)) === 1

/** Says that a gateway goes on with a trial, and how far it has come. */
export const beat = (
  db: Db,
  { districtId, trialId }: Place,
  { gateway, progress, now }: { gateway: string; progress: Progress; now: Date },
): Promise<number> =>
  db.run(sql`
    update sense.trial set beat_at = ${now}, progress = ${JSON.stringify(progress)}::jsonb
     where district_id = ${districtId} and trial_id = ${trialId} and state = 'running' and gateway = ${gateway}`)

/** Holds a trial of a gateway so that it can be ended. Gives false where its report is nobody's any more. */
export const holdTrial = async (tx: Tx, { districtId, trialId }: Place, gateway: string): Promise<boolean> =>
  (await tx.find<{ trialId: string }>(sql`
    select trial_id as "trialId" from sense.trial
     where district_id = ${districtId} and trial_id = ${trialId} and gateway = ${gateway} and state in ('running', 'lost')
       for update`)) !== undefined

/** Ends a trial that is held, with its report. */
export const endTrial = (
  tx: Tx,
  { districtId, trialId }: Place,
  { acceptanceId, progress, now }: { acceptanceId: string; progress: Progress; now: Date },
): Promise<number> =>
  tx.run(sql`
    update sense.trial set state = 'over', ended_at = ${now}, acceptance_id = ${acceptanceId},
           progress = ${JSON.stringify(progress)}::jsonb
     where district_id = ${districtId} and trial_id = ${trialId}`)

/** Lets go those whose device did not come, and those whose gateway has ended. A roll-up over all districts, as above. */
export const letGo = (db: Db, now: Date): Promise<number> =>
  db.run(sql`
    update sense.trial set state = case when state = 'waiting' then 'missed' else 'lost' end, ended_at = ${now}
     where (state = 'waiting' and wait_until <= ${now})
        or (state = 'running' and beat_at < ${new Date(now.getTime() - lostAfterMs)})`)
