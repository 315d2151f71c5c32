import type { CaseEvent } from '#city/case/event.ts'
import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { digestOf } from '../rule/digest.ts'
import type { TurnedClock } from './clocks.ts'
import { simulationProblems } from './problems.ts'
import type { Report } from './report.ts'
import type { MovedCase, PastCase } from './rules.ts'
import type { Subject } from './subject.ts'

export type Simulation = {
  readonly simulationId: string
  readonly subject: Subject['subject']
  readonly title: string
  readonly inputHash: string
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
  readonly since: Date
  readonly until: Date
  readonly askedBy: string
  readonly askedAt: Date
  readonly done: number
  readonly total: number
  readonly finishedAt: Date | null
  readonly failure: string | null
  readonly reportHash: string | null
}

export type SimulationWithReport = Simulation & { readonly report: Report | null }
export type Changed = MovedCase | TurnedClock

const columns =
  sql.raw(`simulation_id as "simulationId", subject, title, input_hash as "inputHash", state, since, until,
  asked_by as "askedBy", asked_at as "askedAt", done, total, finished_at as "finishedAt", failure,
  report_hash as "reportHash"`)

export type NewSimulation = Pick<Simulation, 'title' | 'since' | 'until' | 'askedBy' | 'askedAt'> & {
  readonly input: Subject
}

/** Asks for a simulation; a worker takes it up. */
export const insertSimulation = (tx: Tx, districtId: string, asked: NewSimulation): Promise<Simulation> =>
  tx.one(sql`
    insert into command.simulation (district_id, simulation_id, subject, title, input, input_hash, since, until, asked_by,
           asked_at)
    values (${districtId}, ${newId()}, ${asked.input.subject}, ${asked.title}, ${JSON.stringify(asked.input)},
            ${digestOf(asked.input)}, ${asked.since}, ${asked.until}, ${asked.askedBy}, ${asked.askedAt})
    returning ${columns}`)

/** The latest simulation of exactly this draft that runs or is done. */
export const findSimulationOf = async (db: Db, districtId: string, input: Subject): Promise<string | null> =>
  (
    await db.find<{ simulationId: string }>(sql`
      select simulation_id as "simulationId" from command.simulation
       where district_id = ${districtId} and subject = ${input.subject} and input_hash = ${digestOf(input)}
         and state in ('waiting', 'running', 'done')
       order by asked_at desc limit 1`)
  )?.simulationId ?? null

export const listSimulations = (db: Db, districtId: string, subject: Subject['subject']): Promise<Simulation[]> =>
  db.many(sql`
    select ${columns} from command.simulation
     where district_id = ${districtId} and subject = ${subject} order by asked_at desc limit 30`)

/** Error: `simulation_not_found`. */
export async function getSimulation(db: Db, districtId: string, simulationId: string): Promise<SimulationWithReport> {
  const found = await db.find<SimulationWithReport>(sql`
    select ${columns}, report from command.simulation
     where district_id = ${districtId} and simulation_id = ${simulationId}`)
  if (!found) throw simulationProblems.simulation_not_found()
  return found
}

export const readInput = (db: Db, districtId: string, simulationId: string): Promise<{ input: Subject }> =>
  db.one(sql`
    select input from command.simulation where district_id = ${districtId} and simulation_id = ${simulationId}`)

/** Stops a simulation that waits or runs; one that is over stays as it is. */
export const cancelSimulation = (tx: Tx, districtId: string, simulationId: string, now: Date): Promise<number> =>
  tx.run(sql`
    update command.simulation set state = 'cancelled', finished_at = ${now}
     where district_id = ${districtId} and simulation_id = ${simulationId} and state in ('waiting', 'running')`)

export type Claimed = Pick<Simulation, 'simulationId' | 'since' | 'until'> & {
  readonly districtId: string
  readonly input: Subject
}

/** Takes up the oldest that waits, or one whose worker has not been heard of for a minute. A roll-up over districts. */
export const claimSimulation = (db: Db, now: Date): Promise<Claimed | undefined> =>
  db.find(sql`
    update command.simulation s set state = 'running', beat_at = ${now}, done = 0
      from (select district_id, simulation_id from command.simulation
             where state = 'waiting' or (state = 'running' and beat_at < ${now}::timestamptz - interval '1 minute')
             order by asked_at limit 1 for update skip locked) free
     where s.district_id = free.district_id and s.simulation_id = free.simulation_id
    returning s.district_id as "districtId", s.simulation_id as "simulationId", s.since, s.until, s.input`)

type Key = Pick<Claimed, 'districtId' | 'simulationId'>

/** Says how far it is; false when somebody has cancelled it meanwhile. */
export const beat = async (db: Db, { districtId, simulationId }: Key, done: number, total: number, now: Date) =>
  (await db.run(sql`
    update command.simulation set done = ${done}, total = ${total}, beat_at = ${now}
     where district_id = ${districtId} and simulation_id = ${simulationId} and state = 'running'`)) === 1

export const finishSimulation = (db: Db, key: Key, report: Report, now: Date): Promise<number> =>
  db.run(sql`
    update command.simulation
       set state = 'done', report = ${JSON.stringify(report)}, report_hash = ${digestOf(report)}, finished_at = ${now},
           done = total
     where district_id = ${key.districtId} and simulation_id = ${key.simulationId} and state = 'running'`)

export const failSimulation = (db: Db, key: Key, failure: string, now: Date): Promise<number> =>
  db.run(sql`
    update command.simulation set state = 'failed', failure = ${failure}, finished_at = ${now}
     where district_id = ${key.districtId} and simulation_id = ${key.simulationId} and state = 'running'`)

export const clearChanged = (db: Db, { districtId, simulationId }: Key): Promise<number> =>
  db.run(sql`
    delete from command.simulation_case where district_id = ${districtId} and simulation_id = ${simulationId}`)

export const insertChanged = (
  db: Db,
  { districtId, simulationId }: Key,
  first: number,
  changed: readonly Changed[],
): Promise<number> =>
  copyRows(
    db,
    'command.simulation_case',
    {
      district_id: 'text',
      simulation_id: 'uuid',
      ordinal: 'int',
      case_id: 'uuid',
      number: 'text',
      clock: 'text',
      from_unit: 'text',
      to_unit: 'text',
      final_unit: 'text',
      in_time_before: 'boolean',
      in_time_after: 'boolean',
      why: 'jsonb',
    },
    changed.map((each, at) => [
      districtId,
      simulationId,
      first + at,
      each.caseId,
      each.number,
      each.clock,
      each.fromUnit,
      each.toUnit,
      each.finalUnit,
      each.inTimeBefore,
      each.inTimeAfter,
      each.why,
    ]),
  )

export type ChangedRow = Changed & { readonly ordinal: number }
export type ChangedFilter = { after: number; from?: string | undefined; to?: string | undefined; limit: number }

/** The cases a simulation would have changed, a page at a time. */
export const listChanged = (
  db: Db,
  districtId: string,
  simulationId: string,
  { after, from, to, limit }: ChangedFilter,
): Promise<ChangedRow[]> =>
  db.many(sql`
    select ordinal, case_id as "caseId", number, clock, from_unit as "fromUnit", to_unit as "toUnit",
           final_unit as "finalUnit", in_time_before as "inTimeBefore", in_time_after as "inTimeAfter", why
      from command.simulation_case
     where district_id = ${districtId} and simulation_id = ${simulationId} and ordinal > ${after}
       and (${from ?? null}::text is null or from_unit = ${from ?? null})
       and (${to ?? null}::text is null or to_unit = ${to ?? null})
     order by ordinal
     limit ${limit}`)

export type Place = { readonly reportedAt: Date; readonly caseId: string }
export type ReadCase = PastCase & { readonly componentCode: string | null }

export const countCases = async (db: Db, districtId: string, since: Date, until: Date): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*) as n from city.case
       where district_id = ${districtId} and reported_at >= ${since} and reported_at < ${until}`)
  ).n

// What neither moves a case nor counts for a clock is not read.
const silent = ['noted', 'attached', 'urged', 'rated', 'urge_answered', 'split']

// Nor is what nobody decides by: words and files.
const unread = ['description', 'note', 'files', 'before', 'after', 'foreign']

type Line = [seq: number, kind: CaseEvent['kind'], at: number, calendarVersion: number | null, body: unknown]
type Row = Omit<ReadCase, 'history'> & { reportedAt: Date; lines: Line[] | null }

/** The next cases by the instant of their report, each with its history as it stood at `until`; `last` is where to go on. */
export async function listHistories(
  db: Db,
  districtId: string,
  { since, until, after, limit }: { since: Date; until: Date; after: Place | undefined; limit: number },
): Promise<{ cases: ReadCase[]; last: Place | undefined }> {
  const from = after ?? { reportedAt: since, caseId: '00000000-0000-0000-0000-000000000000' }
  // One row a case: a million rows of events would cost more to take apart than to simulate.
  const rows = await db.many<Row>(sql`
    select c.case_id as "caseId", c.number, c.component_code as "componentCode", c.reported_at as "reportedAt",
           (select json_agg(json_build_array(e.seq, e.kind, round(extract(epoch from e.at) * 1000), e.calendar_version,
                                             e.body - ${unread}::text[]) order by e.seq)
              from city.case_event e
             where e.district_id = ${districtId} and e.case_id = c.case_id
               and e.at <= ${until} and e.kind <> all(${silent})) as lines
      from city.case c
     where c.district_id = ${districtId} and c.reported_at >= ${since} and c.reported_at < ${until}
       and (c.reported_at, c.case_id) > (${from.reportedAt}, ${from.caseId}::uuid)
     order by c.reported_at, c.case_id
     limit ${limit}`)
  const end = rows.at(-1)
  return {
    cases: rows.map(({ reportedAt: _, lines, ...about }) => ({ ...about, history: (lines ?? []).map(eventOf) })),
    last: end && { reportedAt: end.reportedAt, caseId: end.caseId },
  }
}

const eventOf = ([seq, kind, at, calendarVersion, body]: Line): CaseEvent =>
  ({ seq, kind, at: new Date(at), byId: '', byName: '', byUnit: null, calendarVersion, body }) as CaseEvent
